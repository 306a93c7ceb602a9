// The hostile run: groups of requests that must all be refused, between two digests of every table,
// and requests that may be allowed, bent out of shape.
import { setTimeout as sleep } from 'node:timers/promises'
import { allDigests } from '../harness/all-text.ts'
import { type DemoServer, type Engine, startDemoServer } from '../harness/demo-server.ts'
import { type Role, tokensOf } from '../permissions/roles.ts'
import { makeWorld, type World } from '../permissions/world.ts'
import { type Attack, Generator } from './generate.ts'
import { createJudge, type Judge } from './judge.ts'
import { type Received, Sender } from './send.ts'
import { isTellable, type Timed, timeHidden } from './timing.ts'

export interface HostilePlan {
  readonly engine: Engine
  readonly seed: number
  readonly requests: number
  /** Requests between two digests. */
  readonly group: number
  readonly timingRounds: number
  readonly say?: (line: string) => void
}

export interface Outcome {
  readonly sent: number
  readonly validAndForeign: number
  /** Groups in which everything was refused and no table changed. */
  readonly unchangedGroups: number
  readonly failures: readonly string[]
  readonly timed: readonly Timed[]
  readonly byRole: ReadonlyMap<string, number>
  readonly byRoute: ReadonlyMap<string, number>
  readonly byStatus: ReadonlyMap<string, number>
  readonly byMutation: ReadonlyMap<string, number>
}

const AT = '2017-01-17T08:30:00+08:00'
const CONNECTIONS = 8
const MOST_FAILURES = 50

/**
 * Tables that live by the clock, by reading or by counting: the heartbeat, sums of the auditor, who
 * read what, requests in a minute, what the job queue keeps of itself.
 */
const BESIDE = /heartbeat|outages|audit|rate_counts|login_failures|muster_jobs/

interface Field {
  readonly server: DemoServer
  readonly world: World
  readonly tokens: Readonly<Record<Role, string | undefined>>
  readonly judge: Judge
  readonly sender: Sender
}

const TIMINGS = 3

/** What tells them apart does so each time; what else the machine does, does not. */
async function toldEachTime(
  first: readonly Timed[],
  again: () => Promise<readonly Timed[]>,
): Promise<readonly Timed[]> {
  let told = first.filter(isTellable)
  for (let timing = 1; timing < TIMINGS && told.length > 0; timing += 1) {
    const next = new Set((await again()).filter(isTellable).map(({ operationId }) => operationId))
    told = told.filter(({ operationId }) => next.has(operationId))
  }
  return told
}

export async function runHostile(plan: HostilePlan): Promise<Outcome> {
  const { say = () => undefined } = plan
  const server = await startDemoServer({
    engine: plan.engine,
    at: AT,
    // Every request is logged, so that the log can be searched for what must not be there.
    settings: { MUSTER_CHECK_ANSWERS: '0', MUSTER_LOG_LEVEL: 'debug' },
  })
  const sender = new Sender(server.url, CONNECTIONS)
  try {
    const world = await makeWorld(server.url, server.output())
    const tokens = await tokensOf(world)
    const field = { server, world, tokens, judge: createJudge(server, world, tokens), sender }
    say(`seed ${plan.seed}, ${plan.requests} requests on ${plan.engine}`)
    const tally = await attack(field, plan)
    const timed = await timeHidden(sender, { world, tokens, rounds: plan.timingRounds })
    const told = await toldEachTime(timed, () =>
      timeHidden(sender, { world, tokens, rounds: plan.timingRounds }),
    )
    const textual = timed.filter(({ isSameText }) => !isSameText)
    return {
      ...tally,
      timed,
      failures: [
        ...tally.failures,
        ...field.judge.judgeLog(server.output()),
        ...textual.map(({ operationId }) => `${operationId}: hidden and unknown differ in words`),
        ...told.map(
          ({ operationId, hiddenMs, unknownMs }) =>
            `${operationId}: hidden in ${hiddenMs.toFixed(2)} ms, unknown in ${unknownMs.toFixed(2)} ms`,
        ),
      ],
    }
  } finally {
    sender.close()
    await server.stop()
  }
}

async function attack(field: Field, plan: HostilePlan): Promise<Omit<Outcome, 'timed'>> {
  const generator = new Generator(field.world, field.tokens, plan.seed)
  const counts = new Counts()
  const refusable: Attack[] = []
  const allowed: Attack[] = []
  let generated = 0
  while (generated < plan.requests) {
    const next = generator.next()
    generated += 1
    if (next.mustBeRefused) refusable.push(next)
    else allowed.push(next)
    if (refusable.length === plan.group) await refusedGroup(field, refusable.splice(0), counts)
  }
  await refusedGroup(field, refusable, counts)
  // Last, because what is allowed may change what the others would meet.
  await sendAll(field, allowed, counts)
  return counts.toOutcome()
}

async function refusedGroup(field: Field, group: readonly Attack[], counts: Counts): Promise<void> {
  if (group.length === 0) return
  const before = await digestOf(field)
  await sendAll(field, group, counts)
  const changed = changes(before, await digestOf(field))
  if (changed.length === 0) counts.unchangedGroups += 1
  else counts.fail(`refused requests changed ${changed.join(', ')}`)
}

type Digest = ReadonlyMap<string, string>

/** Of every table but those beside; on the embedded database only what HTTP can show is compared. */
async function digestOf({ server }: Field): Promise<Digest> {
  if (server.engine !== 'postgres') return new Map()
  // What was written for the last answers of allowed requests is there: each was awaited.
  const all = await allDigests(server)
  return new Map([...all].filter(([table]) => !BESIDE.test(table)))
}

function changes(before: Digest, after: Digest): string[] {
  const tables = new Set([...before.keys(), ...after.keys()])
  return [...tables].filter(table => before.get(table) !== after.get(table))
}

async function sendAll(field: Field, attacks: readonly Attack[], counts: Counts): Promise<void> {
  const waiting = attacks.values()
  const lane = async () => {
    for (const attack of waiting) {
      const received = await field.sender.send(attack.wire)
      counts.add(attack, received)
      for (const wrong of field.judge.judge(attack, received)) counts.fail(described(attack, wrong))
      if (received.status === 503) await sleep(20)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, lane))
}

function described({ operationId, role, reach, mutations, wire }: Attack, wrong: string): string {
  const what = mutations.length === 0 ? 'as documented' : mutations.join(' + ')
  const body = wire.body?.toString('utf8', 0, 300) ?? ''
  return `${operationId} as ${role} on ${reach}, ${what}: ${wrong.slice(0, 400)}\n    ${wire.method} ${wire.target.slice(0, 200)} ${body}`
}

class Counts {
  readonly #byRole = new Map<string, number>()
  readonly #byRoute = new Map<string, number>()
  readonly #byStatus = new Map<string, number>()
  readonly #byMutation = new Map<string, number>()
  readonly #failures: string[] = []
  #sent = 0
  #validAndForeign = 0
  unchangedGroups = 0

  add(attack: Attack, { status }: Received): void {
    this.#sent += 1
    if (attack.isValidAndForeign) this.#validAndForeign += 1
    raise(this.#byRole, attack.role)
    raise(this.#byRoute, attack.operationId)
    raise(this.#byStatus, String(status))
    for (const mutation of attack.mutations) raise(this.#byMutation, mutation)
  }

  fail(wrong: string): void {
    if (this.#failures.length < MOST_FAILURES) this.#failures.push(wrong)
  }

  toOutcome(): Omit<Outcome, 'timed'> {
    return {
      sent: this.#sent,
      validAndForeign: this.#validAndForeign,
      unchangedGroups: this.unchangedGroups,
      failures: this.#failures,
      byRole: this.#byRole,
      byRoute: this.#byRoute,
      byStatus: this.#byStatus,
      byMutation: this.#byMutation,
    }
  }
}

function raise(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}
