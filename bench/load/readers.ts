// A process: so many live readers. When it is told what was sent and when, it answers how long each message took.
import { createInterface } from 'node:readline'
import { answer, argumentOf } from '../support/child.ts'
import { percentile } from '../support/measurement.ts'
import { monotonicMs } from '../support/monotonic.ts'
import { followLive } from './sse-reader.ts'

export interface Readers {
  readonly port: number
  /** One reader for each; the same token may read many times. */
  readonly tokens: readonly string[]
  /** So many of them, from the first on, see every message and must miss none. */
  readonly seeAll: number
}

export interface Read {
  readonly messages: number
  readonly p50: number
  readonly p99: number
  readonly max: number
  /** Messages that a reader who sees all did not get. */
  readonly missing: number
}

interface Arrival {
  readonly resource: number
  readonly reader: number
  readonly at: number
}

const { port, tokens, seeAll } = argumentOf<Readers>()
const numbers = new Map<string, number>()
const arrivals: Arrival[] = []

function note(reader: number, resource: string): void {
  const number = numbers.get(resource) ?? numbers.size
  numbers.set(resource, number)
  arrivals.push({ resource: number, reader, at: monotonicMs() })
}

const WAVE = 50
for (let first = 0; first < tokens.length; first += WAVE) {
  const wave = tokens.slice(first, first + WAVE)
  await Promise.all(
    wave.map((token, n) => followLive(port, token, resource => note(first + n, resource))),
  )
}
answer({ ready: true })

for await (const line of createInterface({ input: process.stdin })) {
  const sent = new Map<number, number>()
  for (const [resource, at] of Object.entries(JSON.parse(line) as Record<string, number>)) {
    const number = numbers.get(resource) ?? numbers.size
    numbers.set(resource, number)
    sent.set(number, at)
  }
  const took: number[] = []
  let byAll = 0
  for (const { resource, reader, at } of arrivals) {
    const from = sent.get(resource)
    if (from === undefined) continue
    took.push(at - from)
    if (reader < seeAll) byAll += 1
  }
  took.sort((a, b) => a - b)
  const result: Read = {
    messages: took.length,
    p50: percentile(took, 0.5),
    p99: percentile(took, 0.99),
    max: took.at(-1) ?? Number.NaN,
    missing: sent.size * seeAll - byAll,
  }
  answer(result)
  process.exit(0)
}
