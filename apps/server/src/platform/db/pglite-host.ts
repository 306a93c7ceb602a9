// Gives the embedded engine, which has one connection, to one transaction or statement at a time, in order of asking.

import type { PGlite } from '@electric-sql/pglite'
import type { PgliteEngine } from './pglite-engine.ts'
import type { EngineLink, EngineOp, Notified, PlainRows } from './pglite-ops.ts'
import { PgliteSession } from './pglite-session.ts'

interface Waiting {
  readonly op: EngineOp
  readonly answer: PromiseWithResolvers<readonly PlainRows[]>
}

export class PgliteHost implements EngineLink {
  readonly #pglite: PGlite
  readonly #session: PgliteSession
  readonly #waiting: Waiting[] = []
  readonly #listeners = new Map<string, () => Promise<void>>()
  #notified: Notified = () => undefined
  /** The transaction that is open; nothing else is served until it ends. */
  #turn = 0
  #isServing = false

  constructor({ pglite, disk }: PgliteEngine) {
    this.#pglite = pglite
    this.#session = new PgliteSession(pglite, disk)
  }

  ask(op: EngineOp): Promise<readonly PlainRows[]> {
    const answer = Promise.withResolvers<readonly PlainRows[]>()
    this.#waiting.push({ op, answer })
    if (!this.#isServing) this.#serve()
    return answer.promise
  }

  onNotify(notified: Notified): void {
    this.#notified = notified
  }

  async close(): Promise<void> {
    await this.ask({ kind: 'close', turn: 0 })
  }

  #serve(): void {
    const next = this.#take()
    this.#isServing = next !== undefined
    if (next === undefined) return
    const { resolve, reject } = next.answer
    this.#carryOut(next.op)
      .then(resolve, reject)
      .finally(() => this.#serve())
  }

  #take(): Waiting | undefined {
    const at = this.#waiting.findIndex(({ op }) => this.#turn === 0 || op.turn === this.#turn)
    return at < 0 ? undefined : this.#waiting.splice(at, 1)[0]
  }

  async #carryOut(op: EngineOp): Promise<readonly PlainRows[]> {
    // What was sent behind the end of its transaction must not run outside of any.
    if (op.turn !== 0 && op.turn !== this.#turn && op.kind !== 'begin') {
      if (op.kind === 'rollback') return []
      throw new Error('this transaction is over')
    }
    switch (op.kind) {
      case 'run':
        return [await this.#session.run(op.statement)]
      case 'begin':
        await this.#session.control(op.sql)
        this.#turn = op.turn
        return []
      case 'finish':
        return this.#finish(op.statements)
      case 'rollback':
        return this.#rollback()
      case 'script':
        await this.#session.script(op.sql)
        return []
      default:
        return this.#attend(op)
    }
  }

  async #attend(
    op: Extract<EngineOp, { kind: 'listen' | 'unlisten' | 'forget' | 'close' }>,
  ): Promise<readonly PlainRows[]> {
    switch (op.kind) {
      case 'listen': {
        const { channel } = op
        if (this.#listeners.has(channel)) return []
        const stop = await this.#pglite.listen(channel, payload => this.#notified(channel, payload))
        this.#listeners.set(channel, stop)
        return []
      }
      case 'unlisten':
        await this.#listeners.get(op.channel)?.()
        this.#listeners.delete(op.channel)
        return []
      case 'forget':
        await this.#session.forget()
        return []
      case 'close':
        await this.#pglite.close()
        return []
    }
  }

  /** A failure leaves the transaction open, for its owner to roll back. */
  async #finish(
    statements: Extract<EngineOp, { kind: 'finish' }>['statements'],
  ): Promise<readonly PlainRows[]> {
    const results: PlainRows[] = []
    for (const statement of statements) results.push(await this.#session.run(statement))
    // The engine answers COMMIT with ROLLBACK when a statement had failed.
    const carriedOut = await this.#session.control('commit')
    this.#turn = 0
    if (carriedOut === 'ROLLBACK') throw new Error('a statement of this transaction had failed')
    return results
  }

  async #rollback(): Promise<readonly PlainRows[]> {
    try {
      if (!this.#session.failed && this.#pglite.isInTransaction())
        await this.#session.control('rollback')
    } finally {
      this.#turn = 0
    }
    return []
  }
}
