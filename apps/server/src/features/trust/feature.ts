// Whether the installation does its work: heartbeats, canaries, what is stuck, and the status that names it.
import { hostname } from 'node:os'
import { type BroadcastAudience, type OfficeId, toId } from '@muster/domain'
import { Counter, Gauge, Histogram } from 'prom-client'
import type { Edge } from '../../mechanism/edge.ts'
import type { MechanismFeature } from '../../mechanism/feature.ts'
import { systemClock } from '../../platform/clock.ts'
import type { Feature, Platform } from '../../platform/feature.ts'
import { Housekeeping } from '../../platform/housekeeping.ts'
import { clearOthers, listOpenAlarms, raiseAlarm, type Trouble } from './alarms.ts'
import { forgetRuns, type OnMeasured, sendDueCanaries, watchCanaries } from './canaries.ts'
import { canaryRoutes } from './canary-routes.ts'
import { STUCK_KINDS, StuckFinder } from './find-stuck.ts'
import { beatOutwards, type HeartbeatSettings } from './heartbeat-out.ts'
import { monitorRoutes } from './monitor-routes.ts'
import { watchMonitors } from './monitors.ts'
import { readStatus } from './read-status.ts'
import { statusPage } from './status-page.ts'
import { statusRoutes } from './status-routes.ts'

export interface TrustSettings {
  /** Something outside that notices when Muster falls silent. */
  readonly heartbeat: HeartbeatSettings | undefined
  /** Offices that are told of what is stuck. */
  readonly alarmsTo: readonly string[]
  readonly hasPublicStatus: boolean
}

const WATCH_EVERY_MS = 2000
const AUDIT_EVERY_MS = 10_000
const MOST_NAMED = 50
const CANARY_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]

/** Of one server: each has a registry of its own. */
function measures({ metrics: { registry } }: Platform): OnMeasured {
  const registers = [registry]
  const labelNames = ['canary']
  const name = 'muster_canary_seconds'
  const help = 'From calling a canary to its return, end to end'
  const took = new Histogram({ name, help, labelNames, buckets: CANARY_SECONDS, registers })
  const last = new Gauge({
    name: 'muster_canary_last_seconds',
    help: 'How long the last canary took that came back',
    labelNames,
    registers,
  })
  const lost = new Counter({
    name: 'muster_canary_lost_total',
    help: 'Canaries that did not come back in time',
    labelNames,
    registers,
  })
  return ({ canary: { label: canary }, tookMs }) => {
    if (tookMs === undefined) return lost.inc({ canary })
    took.observe({ canary }, tookMs / 1000)
    last.set({ canary }, tookMs / 1000)
  }
}

function alarmGauges(edge: Edge): void {
  const { metrics } = edge.platform
  metrics.gaugeBy('muster_alarms', { help: 'Alarms that last', label: 'kind' }, async () => {
    const kinds = new Map<string, number>([...STUCK_KINDS].map(kind => [kind, 0]))
    for (const { kind } of await listOpenAlarms(edge, 10_000))
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    return Object.fromEntries(kinds)
  })
  const about = { help: 'Each alarm that lasts by its name, the first fifty', label: 'alarm' }
  metrics.gaugeBy('muster_alarm', about, async () =>
    Object.fromEntries(
      (await listOpenAlarms(edge, MOST_NAMED)).map(({ kind, source }) => [`${kind} ${source}`, 1]),
    ),
  )
}

/** What was found once may be on its way to being done; what is found twice in a row is stuck. */
class Auditing {
  readonly #edge: Edge
  readonly #finder: StuckFinder
  readonly #audience: readonly BroadcastAudience[]
  #before: ReadonlySet<string> = new Set()

  constructor(edge: Edge, alarmsTo: readonly string[]) {
    this.#edge = edge
    this.#finder = new StuckFinder(edge)
    this.#audience = alarmsTo.map(office => ({ kind: 'office', office: toId<OfficeId>(office) }))
  }

  async round(): Promise<void> {
    const found = await this.#finder.find()
    const lasting = found.filter(({ key }) => this.#before.has(key))
    this.#before = new Set(found.map(({ key }) => key))
    await this.#tell(lasting)
    await clearOthers(this.#edge, STUCK_KINDS, found)
  }

  async #tell(troubles: readonly Trouble[]): Promise<void> {
    for (const trouble of troubles) await raiseAlarm(this.#edge, trouble, this.#audience)
  }
}

function beating(platform: Platform, heartbeat: HeartbeatSettings) {
  const sent = new Counter({
    name: 'muster_heartbeats_out_total',
    help: 'Heartbeats to the outside, by outcome',
    labelNames: ['outcome'],
    registers: [platform.metrics.registry],
  })
  const node = `${hostname()}:${process.pid}`
  return async () => {
    // Whoever listens outside has the real time, whatever the demo plays.
    const beat = await beatOutwards(platform, heartbeat, { node, now: systemClock.now() })
    sent.inc({ outcome: outcomeOf(beat?.ok) })
  }
}

function outcomeOf(ok: boolean | undefined): string {
  if (ok === undefined) return 'withheld'
  return ok ? 'taken' : 'failed'
}

export function trustFeature(
  { edge: edgeOf }: MechanismFeature,
  { heartbeat, alarmsTo, hasPublicStatus }: TrustSettings,
): Feature {
  const onMeasured = new WeakMap<Platform, OnMeasured>()
  const measuring = (platform: Platform) => {
    const known = onMeasured.get(platform) ?? measures(platform)
    onMeasured.set(platform, known)
    return known
  }
  return {
    name: 'trust',
    routes: (app, platform) => {
      const edge = edgeOf(platform)
      const read = () => readStatus(edge, heartbeat !== undefined)
      monitorRoutes(app, edge)
      canaryRoutes(app, edge, measuring(platform))
      statusRoutes(app, edge, { read, isPublic: hasPublicStatus })
      statusPage(app, edge, { read, isPublic: hasPublicStatus })
    },
    housekeeping: platform => forgetRuns(edgeOf(platform)),
    serve: platform => {
      const edge = edgeOf(platform)
      const startedAt = edge.now()
      const auditing = new Auditing(edge, alarmsTo)
      const onFault = (error: unknown) =>
        platform.log.error({ err: error }, 'what is wrong could not be looked for')
      alarmGauges(edge)
      for (const office of alarmsTo)
        if (edge.registry.directory.findOffice(office) === undefined)
          platform.log.error({ office }, 'MUSTER_ALARMS_TO names an office that is not known')
      const rounds = [
        new Housekeeping({
          tasks: [
            () => sendDueCanaries(edge),
            () => watchCanaries(edge, measuring(platform)),
            () => watchMonitors(edge, startedAt),
          ],
          everyMs: WATCH_EVERY_MS,
          onFault,
        }),
        new Housekeeping({ tasks: [() => auditing.round()], everyMs: AUDIT_EVERY_MS, onFault }),
        ...(heartbeat === undefined
          ? []
          : [
              new Housekeeping({
                tasks: [beating(platform, heartbeat)],
                everyMs: heartbeat.everyMs,
                onFault,
              }),
            ]),
      ]
      for (const each of rounds) {
        each.start()
        // Whoever waits for a sign of life need not wait for a whole interval.
        each.round().catch(onFault)
      }
      return async () => {
        await Promise.all(rounds.map(each => each.close()))
      }
    },
  }
}
