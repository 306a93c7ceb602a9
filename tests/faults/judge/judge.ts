// The other end of the judge's process.

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Halted, LoadOrder, Order, Report, Verdict } from './protocol.ts'

const PROGRAM = fileURLToPath(new URL('./main.ts', import.meta.url))

type Waiting = (report: Report) => void

export class Judge {
  readonly #child: ChildProcess
  readonly #waiting = new Set<Waiting>()
  #acknowledged = 0

  private constructor(child: ChildProcess) {
    this.#child = child
    child.on('message', message => {
      const report = message as Report
      if (report.is === 'acknowledged') this.#acknowledged = report.count
      for (const waiting of this.#waiting) waiting(report)
    })
    child.on('exit', () => {
      const report: Report = { is: 'failed', why: 'the judge ended' }
      for (const waiting of this.#waiting) waiting(report)
    })
  }

  static async start(log: string, tokens: Readonly<Record<string, string>>): Promise<Judge> {
    const judge = new Judge(fork(PROGRAM, { stdio: 'inherit' }))
    await judge.#ask({ do: 'begin', log, tokens }, report => report.is === 'begun')
    return judge
  }

  load(order: Omit<LoadOrder, 'do'>): void {
    this.#acknowledged = 0
    this.#child.send({ do: 'load', ...order })
  }

  /** Returns when the present load has had so many commands acknowledged. */
  async untilAcknowledged(count: number): Promise<void> {
    if (this.#acknowledged >= count) return
    await this.#wait(report => report.is === 'acknowledged' && report.count >= count)
  }

  async halt(): Promise<Halted> {
    return (await this.#ask({ do: 'halt' }, ({ is }) => is === 'halted')) as Report & Halted
  }

  /** `everything`: also what earlier checks have looked at. */
  async check(urls: readonly string[], everything = false): Promise<Verdict> {
    const order = { do: 'check', urls, everything } as const
    return (await this.#ask(order, ({ is }) => is === 'checked')) as Report & Verdict
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null) return
    const ended = once(this.#child, 'exit')
    this.#child.disconnect()
    await ended
  }

  #ask(order: Order, isAnswer: (report: Report) => boolean): Promise<Report> {
    const answer = this.#wait(isAnswer)
    this.#child.send(order)
    return answer
  }

  #wait(isIt: (report: Report) => boolean): Promise<Report> {
    const { promise, resolve, reject } = Promise.withResolvers<Report>()
    const late = setTimeout(() => reject(new Error('the judge says nothing')), 180_000)
    const waiting: Waiting = report => {
      if (report.is === 'failed') reject(new Error(`the judge failed: ${report.why}`))
      else if (isIt(report)) resolve(report)
    }
    this.#waiting.add(waiting)
    return promise.finally(() => {
      clearTimeout(late)
      this.#waiting.delete(waiting)
    })
  }
}

/** Throws unless all is as it was promised. */
export function mustBeRight({ wrong }: Verdict): void {
  if (wrong.length === 0) return
  throw new Error(`${wrong.length} promises broken:\n    ${wrong.slice(0, 5).join('\n    ')}`)
}
