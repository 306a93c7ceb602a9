// What is counted and measured, for Prometheus; the names are promises to whoever built a dashboard.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { CommandReport } from '../event-store/types.ts'

const COMMAND_SECONDS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5]
const LATENESS_SECONDS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 5, 30, 300]

export interface Metrics {
  readonly registry: Registry
  commandDone(report: CommandReport): void
  deadlineFired(kind: string, lateMs: number): void
  /** What the last round of the auditor found; replaces what was found before. */
  auditFound(differences: readonly AuditedDifference[]): void
  /** A gauge that is read when Prometheus asks. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void
  /** A gauge with one value for each label, read when Prometheus asks. */
  gaugeBy(
    name: string,
    about: { help: string; label: string },
    read: () => Readonly<Record<string, number>> | Promise<Readonly<Record<string, number>>>,
  ): void
  toText(): Promise<string>
}

export interface AuditedDifference {
  readonly table: string
  readonly problem: string
  readonly where: string
}

/** More differences than a person can read are only counted: each name is a series for ever. */
const MOST_DIFFERENCES_NAMED = 50

let processRegistry: Registry | undefined

/**
 * Process memory and CPU, event-loop delay, garbage collection: once for the process, since its
 * observers never end and would keep a stopped server in memory.
 */
function ofProcess(): Registry {
  if (processRegistry === undefined) {
    processRegistry = new Registry()
    collectDefaultMetrics({ register: processRegistry })
  }
  return processRegistry
}

export function createMetrics(): Metrics {
  ofProcess()
  const registry = new Registry()
  const registers = [registry]
  const commands = new Counter({
    name: 'muster_commands_total',
    help: 'Commands by type, outcome and refusal code',
    labelNames: ['command', 'outcome', 'refusal'],
    registers,
  })
  const commandSeconds = new Histogram({
    name: 'muster_command_seconds',
    help: 'From submitting a command to its answer',
    labelNames: ['command'],
    buckets: COMMAND_SECONDS,
    registers,
  })
  const lateness = new Histogram({
    name: 'muster_deadline_lateness_seconds',
    help: 'From when a deadline was due to when it fired',
    labelNames: ['kind'],
    buckets: LATENESS_SECONDS,
    registers,
  })
  const differences = new Gauge({
    name: 'muster_audit_differences',
    help: 'Differences between the events and what is derived from them, as last found',
    registers,
  })
  const named = new Gauge({
    name: 'muster_audit_difference',
    help: 'One series for each difference last found, the first fifty',
    labelNames: ['table', 'problem', 'where'],
    registers,
  })
  return {
    registry,
    commandDone: ({ name, outcome, refusal = '', ms }) => {
      commands.inc({ command: name, outcome, refusal })
      commandSeconds.observe({ command: name }, ms / 1000)
    },
    deadlineFired: (kind, lateMs) => lateness.observe({ kind }, lateMs / 1000),
    auditFound: found => {
      differences.set(found.length)
      named.reset()
      for (const { table, problem, where } of found.slice(0, MOST_DIFFERENCES_NAMED)) {
        named.set({ table, problem, where }, 1)
      }
    },
    gauge: (name, help, read) => {
      const made: Gauge = new Gauge({
        name,
        help,
        registers,
        collect: async () => {
          made.set(await read())
        },
      })
    },
    gaugeBy: (name, { help, label }, read) => {
      const made: Gauge = new Gauge({
        name,
        help,
        labelNames: [label],
        registers,
        collect: async () => {
          made.reset()
          for (const [value, amount] of Object.entries(await read())) {
            made.set({ [label]: value }, amount)
          }
        },
      })
    },
    toText: async () => `${await ofProcess().metrics()}\n${await registry.metrics()}`,
  }
}
