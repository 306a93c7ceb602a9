// Notices a call on the Db itself from inside one of its transactions, which the embedded engine could never serve.

import { AsyncLocalStorage } from 'node:async_hooks'
import type { TransactionOptions } from './db.ts'

interface Scope {
  open: boolean
}

export class TransactionScope {
  readonly #current = new AsyncLocalStorage<Scope>()

  async run<T>(work: () => Promise<T>): Promise<T> {
    const scope = { open: true }
    try {
      return await this.#current.run(scope, work)
    } finally {
      scope.open = false
    }
  }

  refuseInside(): void {
    if (this.#current.getStore()?.open) {
      throw new Error('inside a transaction, query through its tx, not through the Db')
    }
  }
}

/** Channel names go into SQL unquoted, so only plain lower-case ones are taken. */
export function checkChannel(channel: string): string {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(channel)) {
    throw new Error(`not a channel name: ${JSON.stringify(channel)}`)
  }
  return channel
}

/** Opens a transaction. Without the settings a small batch is joined by reading a whole table. */
export function beginStatement(options: TransactionOptions | undefined): string {
  if (options?.byKey !== true) return 'begin'
  return `begin; set local enable_hashjoin = off; set local enable_mergejoin = off;
    set local enable_seqscan = off`
}
