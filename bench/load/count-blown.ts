// A process: opens a database that no server holds and counts what a burst left in it.
import { type DbSettings, openDb } from '../../apps/server/src/platform/db/db.ts'
import { answer, argumentOf } from '../support/child.ts'

export interface Counted {
  readonly summonses: number
  /** Summonses with a timer of their own. */
  readonly armed: number
}

const db = await openDb(argumentOf<DbSettings>())
const [row] = await db.query<Counted>(`select
  (select count(*) from summonses) as summonses,
  (select count(distinct (stream_id, split_part(key, '#', 1))) from deadlines
    where key like '%#%') as armed`)
await db.close()
answer(row)
