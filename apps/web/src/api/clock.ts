// The one clock of a page: set by every answer, read by every countdown.

import { betterSample, estimate, type Sample } from './server-time.ts'
import { settings } from './settings.ts'

const TIME_HEADER = 'muster-time'

let sample: (Sample & { readonly tripMs: number }) | undefined
let askAnew: (() => void) | undefined

const reading = () => ({ wall: Date.now(), steady: performance.now() })

/** Reads the server's time from an answer; `sentAt` is of `performance.now()`. */
export function hear(answer: Response, sentAt: number): void {
  const header = answer.headers.get(TIME_HEADER) ?? answer.headers.get('date')
  const server = header === null ? Number.NaN : Date.parse(header)
  if (Number.isNaN(server)) return
  const read = reading()
  const tripMs = Math.max(0, read.steady - sentAt)
  const fresh = { ...read, server: server + (settings.isTimeRunning ? tripMs / 2 : 0), tripMs }
  sample = settings.isTimeRunning ? betterSample(sample, fresh) : fresh
}

/** The server's time, epoch milliseconds. */
export function serverNow(): number {
  if (sample === undefined) return Date.now()
  if (!settings.isTimeRunning) return sample.server
  const { now, isDoubtful } = estimate(sample, reading())
  if (isDoubtful) askAnew?.()
  return now
}

/** Who asks the server for its time when this device's clocks no longer agree. */
export function onDoubt(ask: () => void): void {
  askAnew = ask
}

/** What is known of the server's time, to be kept through a restart without a network. */
export function timeToKeep(): { readonly server: number; readonly wall: number } | undefined {
  return sample === undefined ? undefined : { server: serverNow(), wall: Date.now() }
}

/** The server's time as an earlier page knew it; the first answer that comes knows better. */
export function rememberTime(server: number): void {
  sample ??= { ...reading(), server, tripMs: Number.POSITIVE_INFINITY }
}
