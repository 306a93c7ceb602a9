// Many workers at once against one server or several, until told to halt or until the server is gone.

import type { Agent } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Ledger } from './ledger.ts'
import { live, type Step } from './life.ts'
import type { Halted, LoadOrder } from './protocol.ts'
import { type Answer, newAgent, read, send } from './send.ts'

interface Receipt {
  readonly id: string
}

const mostTries = 200
const betweenTriesMs = 100

export interface LoadSettings {
  readonly ledger: Ledger
  readonly tokens: Readonly<Record<string, string>>
  readonly order: LoadOrder
  /** Makes the names of this load unlike those of any other. */
  readonly name: string
  readonly onAcknowledged: (count: number) => void
}

export class Load {
  readonly #settings: LoadSettings
  readonly #agent: Agent = newAgent()
  readonly #unanswered = new Set<string>()
  readonly #refused: string[] = []
  readonly #faults: Record<string, number> = {}
  #brokenOff = 0
  #repeated = 0
  #inFlight = 0
  #acknowledged = 0
  #halted = false
  #ended: Promise<unknown> = Promise.resolve()

  constructor(settings: LoadSettings) {
    this.#settings = settings
  }

  start(): void {
    const { workers } = this.#settings.order
    this.#ended = Promise.all(Array.from({ length: workers }, (_, n) => this.#work(n)))
  }

  get ended(): Promise<unknown> {
    return this.#ended
  }

  async halt(): Promise<Halted> {
    this.#halted = true
    await this.#ended
    this.#agent.destroy()
    return {
      inFlight: this.#inFlight,
      acknowledged: this.#acknowledged,
      refused: this.#refused,
      faults: this.#faults,
      brokenOff: this.#brokenOff,
      repeated: this.#repeated,
    }
  }

  async #work(worker: number): Promise<void> {
    const { urls } = this.#settings.order
    const url = urls[worker % urls.length] ?? ''
    const now = await this.#clockOf(url)
    for (let life = 0; !this.#halted; life += 1) {
      const name = `${this.#settings.name}-${worker}-${life}`
      await live(step => this.#do(url, step), { name, now })
    }
  }

  /** The demo's clock may be ahead of ours; a server without one has the real time. */
  async #clockOf(url: string): Promise<number> {
    try {
      const { status, text } = await read(
        { url, agent: this.#agent, token: '' },
        '/api/public/demo/clock',
      )
      return status === 200 ? Date.parse((JSON.parse(text) as { now: string }).now) : Date.now()
    } catch {
      return Date.now()
    }
  }

  async #do(url: string, step: Step): Promise<string | undefined> {
    if (this.#halted) return undefined
    this.#settings.ledger.sent(step)
    const most = this.#settings.order.persistent ? mostTries : 1
    for (let tries = 1; tries <= most; tries += 1) {
      const answer = await this.#try(url, step)
      if (answer !== undefined) return this.#take(step, answer)
      if (tries === most || this.#halted) break
      this.#repeated += 1
      await pause(betweenTriesMs)
    }
    this.#halted = true
    return undefined
  }

  /** Undefined when nobody knows whether it happened. */
  async #try(url: string, step: Step): Promise<Answer | undefined> {
    const token = this.#settings.tokens[step.role] ?? ''
    this.#unanswered.add(step.key)
    try {
      const answer = await send({ url, agent: this.#agent, token }, step)
      this.#unanswered.delete(step.key)
      if (answer.status < 500) return answer
      this.#count(answer)
      return undefined
    } catch {
      // The first to fail tells how many were under way.
      if (this.#brokenOff === 0) this.#inFlight = this.#unanswered.size
      this.#brokenOff += 1
      return undefined
    }
  }

  #take(step: Step, { status, text }: Answer): string | undefined {
    const { ledger, order } = this.#settings
    if (status >= 400) {
      ledger.refused(step.key)
      this.#refused.push(`${step.what}: ${status} ${text.slice(0, 300)}`)
      return undefined
    }
    ledger.acknowledged(step.key, status, text)
    this.#acknowledged += 1
    this.#settings.onAcknowledged(this.#acknowledged)
    if (order.atMost !== undefined && this.#acknowledged >= order.atMost) this.#halted = true
    return (JSON.parse(text) as Receipt).id
  }

  #count({ status, text }: Answer): void {
    const { code = '' } = safeJson(text)
    const name = `${status} ${code}`
    this.#faults[name] = (this.#faults[name] ?? 0) + 1
  }
}

function safeJson(text: string): { code?: string } {
  try {
    return JSON.parse(text) as { code?: string }
  } catch {
    return {}
  }
}
