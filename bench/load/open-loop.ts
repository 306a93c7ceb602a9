// A process: commands at a fixed pace, whatever the server does; each is late from the moment it should have been sent.
import { readFileSync } from 'node:fs'
import { answer, argumentOf } from '../support/child.ts'
import { percentile } from '../support/measurement.ts'
import { monotonicMs } from '../support/monotonic.ts'
import type { Cast } from './cast.ts'
import { Connection } from './connection.ts'
import { type Life, type Step, wholeLife } from './life.ts'

export interface OpenLoop {
  readonly port: number
  readonly castFile: string
  readonly perSecond: number
  readonly departments: number
  readonly connections: number
  readonly warmSeconds: number
  readonly seconds: number
  /** Only streets of this district act. */
  readonly district?: string
  /** Also gives when each command was meant to be sent, by what it made. */
  readonly tellsSent?: boolean
}

export interface OpenResult {
  readonly commands: number
  readonly p50: number
  readonly p99: number
  readonly max: number
  readonly refused: number
  /** Commands that were meant to be sent and had no answer a second after the end. */
  readonly unanswered: number
  /** `kind:id@version` of what a command brought about, and the monotonic millisecond it was meant for. */
  readonly sent?: Readonly<Record<string, number>>
}

interface Playing {
  readonly life: Life
  next: Step
}

const settings = argumentOf<OpenLoop>()
const { streets } = JSON.parse(readFileSync(settings.castFile, 'utf8')) as Cast
const playable = streets.filter(
  ({ district }) => settings.district === undefined || district === settings.district,
)

const ready: Playing[] = []
const idle: Connection[] = []
const due: { readonly intended: number; readonly playing: Playing }[] = []
const latencies: number[] = []
const sent: Record<string, number> = {}
let lives = 0
let refused = 0
let underWay = 0
let measuresFrom = Number.POSITIVE_INFINITY

function begin(): Playing {
  lives += 1
  const street = playable[(lives * 7) % playable.length]
  if (street === undefined) throw new Error('the cast has no such street')
  const life = wholeLife(street, settings.departments)
  const first = life.next()
  if (first.done) throw new Error('a life has at least one command')
  return { life, next: first.value }
}

function note(text: string, intended: number): void {
  if (settings.tellsSent !== true) return
  const { id, version } = JSON.parse(text) as { id: string; version: number }
  sent[`${id.startsWith('w-') ? 'whistle' : 'case'}:${id}@${version}`] = intended
}

async function perform(playing: Playing, intended: number): Promise<void> {
  const connection = idle.pop()
  if (connection === undefined) {
    due.push({ playing, intended })
    return
  }
  underWay += 1
  let reply = await connection.send(playing.next)
  if (intended >= measuresFrom) latencies.push(monotonicMs() - intended)
  if (reply.status >= 300) refused += 1
  else note(reply.text, intended)
  let step = reply.status >= 300 ? undefined : playing.life.next(reply)
  // What is only read is no command: it is not paced and not measured.
  while (step && !step.done && step.value.method === 'GET') {
    reply = await connection.send(step.value)
    step = playing.life.next(reply)
  }
  if (step && !step.done) ready.push({ life: playing.life, next: step.value })
  underWay -= 1
  idle.push(connection)
  const waiting = due.shift()
  if (waiting) await perform(waiting.playing, waiting.intended)
}

function fail(error: unknown): never {
  process.stderr.write(`${String(error)}\n`)
  process.exit(1)
}

for (let i = 0; i < settings.connections; i += 1) idle.push(await Connection.open(settings.port))
const start = monotonicMs()
const gapMs = 1000 / settings.perSecond
const warmMs = settings.warmSeconds * 1000
const endsAt = start + warmMs + settings.seconds * 1000
measuresFrom = start + warmMs
// A spread of lives, so that what is under way is of every stage.
let ticks = 0
await new Promise<void>(resolve => {
  const timer = setInterval(() => {
    const now = monotonicMs()
    for (let at = start + ticks * gapMs; at <= now && at < endsAt; at = start + ticks * gapMs) {
      ticks += 1
      // Every thirtieth command begins a life, which is about as many as end.
      const playing = ticks % 30 === 0 ? begin() : (ready.shift() ?? begin())
      perform(playing, at).catch(fail)
    }
    if (now >= endsAt) {
      clearInterval(timer)
      setTimeout(resolve, 1000)
    }
  }, 1)
})
latencies.sort((a, b) => a - b)
const result: OpenResult = {
  commands: latencies.length,
  p50: percentile(latencies, 0.5),
  p99: percentile(latencies, 0.99),
  max: latencies.at(-1) ?? Number.NaN,
  refused,
  unanswered: underWay + due.length,
  ...(settings.tellsSent === true ? { sent } : {}),
}
answer(result)
process.exit(0)
