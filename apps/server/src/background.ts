// What runs besides requests: deadlines, the watch over clocks, heartbeat, audit, jobs for the outside.
import { hostname } from 'node:os'
import type { Closers } from './closers.ts'
import { Auditor } from './platform/audit/auditor.ts'
import { type Difference, describeDifference } from './platform/audit/difference.ts'
import { type ClockTrouble, ClockWatch } from './platform/deadlines/clock-watch.ts'
import { DeadlineRunner } from './platform/deadlines/deadline-runner.ts'
import { Heartbeat } from './platform/deadlines/heartbeat.ts'
import { purgeCommandResults } from './platform/event-store/purge-results.ts'
import type { Feature, Platform, ToCommand } from './platform/feature.ts'
import { HOUR_MS, Housekeeping } from './platform/housekeeping.ts'
import type { HealthCheck } from './platform/http/health.ts'

/** What was begun is closed by the closers, also when a later step of the start fails. */
export async function startBackground(
  platform: Platform,
  features: readonly Feature[],
  closers: Closers,
): Promise<readonly HealthCheck[]> {
  const { log } = platform
  const onFault = (error: unknown) => log.error({ err: error }, 'background work failed')
  const node = `${hostname()}:${process.pid}`
  const watch = createWatch(platform, onFault)
  platform.clockState.trouble = () => watch?.trouble
  const mayFire = () => platform.clockState.trouble() === undefined
  const heartbeat = new Heartbeat({
    db: platform.db,
    clock: platform.clock,
    node,
    mayFire,
    onOutage: outage => log.warn({ outage }, 'the service was away'),
    onFault,
  })
  const runner = createRunner(platform, { features, node, mayFire, onFault })
  const auditor = createAuditor(platform, features, onFault)
  closers.add(async () => watch?.close())
  watch?.start()
  // The outage is on record before the first overdue deadline fires.
  closers.add(() => heartbeat.close())
  await heartbeat.start()
  closers.add(() => runner.close())
  await runner.start()
  closers.add(() => auditor.close())
  auditor.start()
  const housekeeping = createHousekeeping(platform, features, onFault)
  closers.add(() => housekeeping.close())
  housekeeping.start()
  platform.demoClock?.keepHouse(HOUR_MS, () => housekeeping.round())
  closers.add(async () => platform.jobs?.stopWork())
  await startJobs(platform, features)
  // Their handlers send commands, which nobody takes any more later on: they end first.
  for (const feature of features) {
    const end = feature.serve?.(platform)
    if (end !== undefined) closers.add(end)
  }
  const clockCheck: HealthCheck = {
    name: 'clock',
    isEssential: false,
    findFault: () => describeTrouble(watch?.trouble),
  }
  return [clockCheck]
}

/** The clock of the demo is moved on purpose: nothing is watched there. */
function createWatch(
  { demoClock, clock, db, log }: Platform,
  onFault: (error: unknown) => void,
): ClockWatch | undefined {
  if (demoClock !== undefined) return undefined
  const readDatabaseClock = async () => {
    const [row] = await db.query<{ at: number }>(
      'select (extract(epoch from clock_timestamp()) * 1000)::bigint as at',
    )
    return row?.at ?? clock.now()
  }
  return new ClockWatch({
    clock,
    ...(db.engine === 'postgres' ? { readDatabaseClock } : {}),
    onChange: trouble => log.warn({ trouble }, describeTrouble(trouble) ?? 'clocks agree again'),
    onFault,
  })
}

function describeTrouble(trouble: ClockTrouble | undefined): string | undefined {
  if (trouble === undefined) return undefined
  const seconds = Math.round(trouble.byMs / 1000)
  return trouble.kind === 'wall_clock_jumped'
    ? `时钟跳了 ${seconds} 秒，暂停触发时限 · the wall clock jumped by ${seconds} s; deadlines are paused`
    : `与数据库的时钟相差 ${seconds} 秒，暂停触发时限 · node and database clocks differ by ${seconds} s; deadlines are paused`
}

interface RunnerParts {
  readonly features: readonly Feature[]
  readonly node: string
  readonly mayFire: () => boolean
  readonly onFault: (error: unknown) => void
}

function createRunner(
  { db, clock, demoClock, executor, log, metrics }: Platform,
  { features, node, mayFire, onFault }: RunnerParts,
): DeadlineRunner {
  const toCommands = new Map<string, ToCommand>(
    features.flatMap(feature => Object.entries(feature.deadlineCommands ?? {})),
  )
  const runner = new DeadlineRunner({
    db,
    clock,
    types: typesOf(features),
    executor,
    node,
    mayFire,
    toCommand: deadline => {
      const toCommand = toCommands.get(deadline.stream.kind)
      if (toCommand === undefined)
        throw new Error(`nobody handles deadlines of ${deadline.stream.kind}`)
      return toCommand(deadline)
    },
    onFired: ({ kind, latenessMs }) => metrics.deadlineFired(kind, latenessMs),
    onFalseDeadline: deadline => log.warn({ deadline }, 'a false deadline was removed'),
    onFault,
  })
  demoClock?.attach(runner)
  return runner
}

function createAuditor(
  { db, clock, log, metrics }: Platform,
  features: readonly Feature[],
  onFault: (error: unknown) => void,
): Auditor {
  let before: readonly Difference[] = []
  let found: Difference[] = []
  const told = new Set<string>()
  const publish = (differences: readonly Difference[]) =>
    metrics.auditFound(
      differences.map(({ table, problem, row, stream }) => ({
        table,
        problem,
        where: `${stream.district}/${stream.kind}/${stream.id} ${row}`,
      })),
    )
  return new Auditor({
    db,
    clock,
    types: typesOf(features),
    // What is new is told at once: a round over a large store takes its time.
    onDifference: difference => {
      found.push(difference)
      const line = describeDifference(difference)
      if (told.has(line)) return
      told.add(line)
      log.error({ difference: line }, 'audit')
      const known = new Set(found.map(describeDifference))
      publish([...found, ...before.filter(each => !known.has(describeDifference(each)))])
    },
    onRound: () => {
      publish(found)
      told.clear()
      for (const difference of found) told.add(describeDifference(difference))
      before = found
      found = []
    },
    onFault: error => {
      found = []
      onFault(error)
    },
  })
}

const ANSWERS_KEPT_MS = 30 * 86_400_000
const PURGED_AT_ONCE = 5000

/** A repeated command is answered as the first time for thirty days. */
async function forgetAnswers({ db, clock }: Platform): Promise<void> {
  let purged = PURGED_AT_ONCE
  while (purged === PURGED_AT_ONCE)
    purged = await purgeCommandResults(db, clock.now() - ANSWERS_KEPT_MS, PURGED_AT_ONCE)
}

function createHousekeeping(
  platform: Platform,
  features: readonly Feature[],
  onFault: (error: unknown) => void,
): Housekeeping {
  const tasks = features.flatMap(({ housekeeping }) =>
    housekeeping ? [() => housekeeping(platform)] : [],
  )
  return new Housekeeping({
    tasks: [
      () => forgetAnswers(platform),
      () => platform.identity.purge(),
      () => platform.webhooks.forget(),
      ...tasks,
    ],
    onFault,
  })
}

function typesOf(features: readonly Feature[]) {
  return features.flatMap(feature => feature.streamTypes ?? [])
}

async function startJobs(platform: Platform, features: readonly Feature[]): Promise<void> {
  for (const feature of features) {
    const handlers = Object.entries(feature.jobHandlers?.(platform) ?? {})
    for (const [queue, handler] of handlers) await platform.jobs?.work(queue, handler)
  }
}
