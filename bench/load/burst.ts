// A process: every street has a draft ready, then all are blown at once, each over a connection of its own.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { answer, argumentOf } from '../support/child.ts'
import { monotonicMs } from '../support/monotonic.ts'
import type { Cast, Street } from './cast.ts'
import { Connection } from './connection.ts'
import { draftWhistle, openCase, type Step, submitWhistle } from './life.ts'
import { followLive } from './sse-reader.ts'

export interface Burst {
  readonly port: number
  readonly castFile: string
  readonly departments: number
  /** Offices that together see every district. */
  readonly readers: readonly string[]
  /** Only these of the streets, from one place in their list up to another. */
  readonly streets?: readonly [from: number, to: number]
}

export interface Blown {
  readonly whistles: number
  readonly summonses: number
  /** Until the last answer: stored and armed. */
  readonly answeredMs: number
  /** Until the last message was read. */
  readonly readMs: number
  /** By whistle, when it was answered; on the clock that all processes share. */
  readonly answeredAt: Readonly<Record<string, number>>
}

interface Ready {
  readonly street: Street
  readonly connection: Connection
  readonly whistle: string
}

const { port, castFile, departments, readers, streets: wanted = [] } = argumentOf<Burst>()
const streets = (JSON.parse(readFileSync(castFile, 'utf8')) as Cast).streets.slice(...wanted)

async function must(connection: Connection, step: Step): Promise<{ id: string; version: number }> {
  const reply = await connection.send(step)
  if (reply.status >= 300) throw new Error(`${step.act}: ${reply.status} ${reply.text}`)
  return JSON.parse(reply.text) as { id: string; version: number }
}

async function prepare(street: Street): Promise<Ready> {
  const connection = await Connection.open(port)
  const { id: caseId } = await must(connection, openCase(street))
  const asks = street.asks.slice(0, departments)
  const { id: whistle } = await must(connection, draftWhistle(street, caseId, asks))
  return { street, connection, whistle }
}

const seen = new Map<string, number>()
for (const token of readers)
  await followLive(port, token, resource => {
    if (!seen.has(resource)) seen.set(resource, monotonicMs())
  })
const ready: Ready[] = []
const WAVE = 32
for (let first = 0; first < streets.length; first += WAVE)
  ready.push(...(await Promise.all(streets.slice(first, first + WAVE).map(prepare))))
answer({ ready: ready.length })
for await (const _go of createInterface({ input: process.stdin })) break

const since = monotonicMs()
const answeredAt: Record<string, number> = {}
const versions = await Promise.all(
  ready.map(async ({ street, connection, whistle }) => {
    const { version } = await must(connection, submitWhistle(street, whistle))
    answeredAt[whistle] = monotonicMs()
    return `whistle:${whistle}@${version}`
  }),
)
const answeredMs = monotonicMs() - since
const limit = monotonicMs() + 30_000
while (readers.length > 0 && !versions.every(version => seen.has(version))) {
  if (monotonicMs() > limit) throw new Error('messages are missing on the live stream')
  await new Promise(resolve => setTimeout(resolve, 5))
}
const last = Math.max(...versions.map(version => seen.get(version) ?? 0))
const blown: Blown = {
  whistles: ready.length,
  summonses: ready.reduce((sum, { street }) => sum + street.asks.slice(0, departments).length, 0),
  answeredMs,
  readMs: last - since,
  answeredAt,
}
answer(blown)
process.exit(0)
