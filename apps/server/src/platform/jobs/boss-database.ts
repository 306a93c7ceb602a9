// Lets pg-boss use our Db, on either engine, and one of our transactions.

import type { Db as BossDb } from 'pg-boss'
import type { Db, Queryable } from '../db/db.ts'
import { isTransactionControl, splitStatements } from './sql-script.ts'

/**
 * pg-boss sends scripts of several statements, with a transaction of their own and without
 * parameters, and wants the rows of all of them.
 */
export function bossDatabase(db: Db): BossDb {
  return {
    async executeSql(text, values = []) {
      if (values.length > 0) return { rows: await db.query<unknown>(text, values) }
      const statements = splitStatements(text)
      const [only] = statements
      if (only !== undefined && statements.length === 1) return { rows: await db.query(only) }
      const rows = await db.transaction(tx => runScript(tx, statements))
      return { rows }
    },
    async listen(channel, onNotification, onReconnect) {
      const close = await db.listen(channel, onNotification)
      onReconnect()
      return { close }
    },
  }
}

/** For statements that belong to a transaction of ours. */
export function bossTransaction(tx: Queryable): BossDb {
  return { executeSql: async (text, values) => ({ rows: await tx.query<unknown>(text, values) }) }
}

async function runScript(tx: Queryable, statements: readonly string[]): Promise<unknown[]> {
  const rows: unknown[] = []
  for (const statement of statements) {
    if (isTransactionControl(statement)) continue
    rows.push(...(await tx.query<unknown>(statement)))
  }
  return rows
}
