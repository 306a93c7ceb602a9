// A whistle that calls sixteen departments with twenty people on duty each, all told by three channels at once.
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Turn, Turns } from '../load/blow-in-turn.ts'
import type { Cast } from '../load/cast.ts'
import type { Desks } from '../load/staff-desks.ts'
import type { Line, Stored } from '../load/wait-in-line.ts'
import { alertmanagerRate, findAlertmanager } from '../peers/alertmanager.ts'
import { type Child, runChild, startChild } from '../support/child.ts'
import { lessIsBetter, type Measurement, moreIsBetter, percentile } from '../support/measurement.ts'
import { monotonicMs } from '../support/monotonic.ts'
import type { Bench, Scenario } from '../support/scenario.ts'
import { type Server, type ServerSettings, startServer } from '../support/server.ts'
import { type Came, openSinks, type Sinks } from '../support/sinks.ts'

const STAFF_DESKS = new URL('../load/staff-desks.ts', import.meta.url)
const BLOW_IN_TURN = new URL('../load/blow-in-turn.ts', import.meta.url)
const WAIT_IN_LINE = new URL('../load/wait-in-line.ts', import.meta.url)
const DEPARTMENTS = 16
const PEOPLE = 20
const CHANNELS = 3
const MESSAGES = DEPARTMENTS * PEOPLE * CHANNELS
const BLOWS = 12
const BLOWS_BEHIND = 4
const WAITING = 10_000
const PATIENCE_MS = 60_000

export const fanOut: Scenario = {
  names: ['fan-out-first', 'fan-out', 'fan-out-behind', 'fan-out-webhooks'],
  what: `a whistle for ${DEPARTMENTS} departments × ${PEOPLE} people × ${CHANNELS} channels, ${BLOWS} times; then behind ${WAITING} that can wait`,
  run,
}

interface Told {
  /** Of each department by each channel, from the whistle's answer to its first message. */
  readonly first: readonly number[]
  /** Of each whistle, to its last message. */
  readonly all: readonly number[]
}

interface Field {
  readonly bench: Bench
  readonly settings: ServerSettings
  readonly server: Server
  readonly sinks: Sinks
  readonly departments: readonly string[]
  readonly street: Child<Turn>
}

/** By department and channel. */
function firsts(came: readonly Came[], answeredAt: number): readonly number[] {
  const first = new Map<string, number>()
  for (const { kind, department, at } of came) {
    const name = `${department}/${kind}`
    first.set(name, Math.min(first.get(name) ?? Number.POSITIVE_INFINITY, at - answeredAt))
  }
  if (first.size !== DEPARTMENTS * CHANNELS)
    throw new Error(`${first.size} of ${DEPARTMENTS * CHANNELS} first messages came`)
  return [...first.values()].map(ms => Math.max(0, ms))
}

function kindsOf(sinks: Sinks, whistle: string): string {
  const byKind = Map.groupBy(sinks.of(whistle), ({ kind }) => kind)
  return [...byKind].map(([kind, came]) => `${came.length} by ${kind}`).join(', ')
}

async function untilCame(sinks: Sinks, whistle: string, count: number): Promise<void> {
  const limit = monotonicMs() + PATIENCE_MS
  while (sinks.of(whistle).length < count) {
    if (monotonicMs() > limit)
      throw new Error(`of ${count} messages came ${kindsOf(sinks, whistle)}`)
    await pause(5)
  }
}

async function draft({ street }: Field): Promise<string> {
  street.tell('draft')
  return (await street.next()).whistle
}

async function blow(field: Field, times: number): Promise<Told> {
  const { sinks, street } = field
  const first: number[] = []
  const all: number[] = []
  for (let n = 0; n < times; n += 1) {
    const whistle = await draft(field)
    street.tell(`blow ${whistle}`)
    const { answeredAt = 0 } = await street.next()
    await untilCame(sinks, whistle, MESSAGES)
    const came = sinks.of(whistle)
    first.push(...firsts(came, answeredAt))
    all.push(Math.max(...came.map(({ at }) => at)) - answeredAt)
  }
  return { first: first.toSorted((a, b) => a - b), all: all.toSorted((a, b) => a - b) }
}

function line({ settings }: Field, of: Omit<Line, 'databaseUrl' | 'dataDir'>): Promise<Stored> {
  const { databaseUrl = '', dataDir } = settings
  return runChild<Stored>(WAIT_IN_LINE, { databaseUrl, dataDir, ...of } satisfies Line)
}

function peopleOf(departments: readonly string[]): Line['people'] {
  return departments.flatMap(organisation =>
    Array.from({ length: PEOPLE }, (_, n) => ({
      organisation,
      person: `p-${organisation}-desk-${String(n).padStart(2, '0')}`,
    })),
  )
}

/** As many messages as one whistle makes, all of them webhooks: through the same path, from the stored request on. */
async function webhookRate(field: Field): Promise<number> {
  const { sinks, departments } = field
  const whistle = await draft(field)
  const people = peopleOf(departments)
  const webhooks = { whistle, people, count: MESSAGES, isUrgent: true, channels: ['webhook'] }
  const { at } = await line(field, webhooks)
  await untilCame(sinks, whistle, MESSAGES)
  return MESSAGES / ((Math.max(...sinks.of(whistle).map(came => came.at)) - at) / 1000)
}

async function alone(field: Field): Promise<readonly Measurement[]> {
  const told = await blow(field, BLOWS)
  field.bench.say(`  alone: ${describe(told)}`)
  return [
    limited('fan-out-first', percentile(told.first, 0.99), 1),
    limited('fan-out', percentile(told.all, 1), 5),
  ]
}

async function besideAlertmanager(field: Field): Promise<readonly Measurement[]> {
  const { bench } = field
  const program = findAlertmanager()
  if (program === undefined) {
    bench.say('  Alertmanager is not installed (prometheus-alertmanager): nothing to stand beside')
    return []
  }
  const value = await webhookRate(field)
  const limit = await alertmanagerRate(program, bench.folder('alertmanager'), MESSAGES)
  const of = { unit: 'messages/s', limitName: 'Alertmanager', atLeast: 0.1, aim: 0.5 } as const
  return [moreIsBetter({ name: 'fan-out-webhooks', value, limit, ...of })]
}

async function behind(field: Field): Promise<readonly Measurement[]> {
  const { bench, sinks, departments } = field
  const whistle = await draft(field)
  const people = peopleOf(departments.slice(0, 1)).slice(0, 1)
  await line(field, { whistle, people, count: WAITING, isUrgent: false, channels: ['sms'] })
  const told = await blow(field, BLOWS_BEHIND)
  const overtaken = WAITING - sinks.of(whistle).length
  bench.say(`  behind ${WAITING}, ${overtaken} of which still waited at the end: ${describe(told)}`)
  // One that found nobody before it shows nothing.
  return [limited('fan-out-behind', percentile(told.first, 0.99), 1, overtaken > 0)]
}

async function measure(field: Field): Promise<readonly Measurement[]> {
  const { wants } = field.bench
  // The first one pays for what is done once.
  await blow(field, 1)
  const isAlone = wants('fan-out-first') || wants('fan-out')
  return [
    ...(isAlone ? await alone(field) : []),
    ...(wants('fan-out-webhooks') ? await besideAlertmanager(field) : []),
    ...(wants('fan-out-behind') ? await behind(field) : []),
  ]
}

async function run(bench: Bench): Promise<readonly Measurement[]> {
  const city = await bench.city('postgres')
  const { streets } = JSON.parse(readFileSync(city.castFile, 'utf8')) as Cast
  const asks = streets[0]?.asks.slice(0, DEPARTMENTS) ?? []
  const departments = asks.map(({ department }) => department)
  const sinks = await openSinks(bench.folder('fan-out'), { departments, people: PEOPLE })
  const { env, hooks, allowed } = sinks
  const settings: ServerSettings = { ...(await city.copy('fan_out')), env }
  const { databaseUrl = '', dataDir } = settings
  const desks: Desks = { databaseUrl, dataDir, departments, people: PEOPLE, hooks, allowed }
  await runChild(STAFF_DESKS, desks)
  const server = await startServer(settings)
  const { port } = server
  const turns: Turns = { port, castFile: city.castFile, departments: DEPARTMENTS }
  const street = startChild<Turn>(BLOW_IN_TURN, turns)
  try {
    return await measure({ bench, settings, server, sinks, departments, street })
  } finally {
    await street.end()
    await server.stop()
    await sinks.close()
  }
}

function describe({ first, all }: Told): string {
  const ms = (value: number) => `${value.toFixed(0)} ms`
  return `the first of a department by a channel after ${ms(percentile(first, 0.5))} (median) and ${ms(percentile(first, 0.99))} (p99), all ${MESSAGES} after ${ms(percentile(all, 0.5))} (median) and ${ms(percentile(all, 1))} (most)`
}

function limited(name: string, ms: number, limit: number, besides = true): Measurement {
  const fixed = { unit: 's', limit, limitName: 's, fixed', atLeast: 1, aim: 0.2 } as const
  return lessIsBetter({ name, value: ms / 1000, ...fixed }, besides)
}
