// A process: a loop of bare single-row inserts on the embedded database, opened as the server opens it, each on the disk before the next.
import { openPglite } from '../../apps/server/src/platform/db/pglite-driver.ts'
import { answer, argumentOf } from '../support/child.ts'

export interface BareInserts {
  readonly dataDir: string
  readonly seconds: number
}

const { dataDir, seconds } = argumentOf<BareInserts>()
// In this very thread: for one row at a time that is quicker than in one of its own.
const db = await openPglite({ dataDir }, { here: true })
await db.query('create table bare (n integer primary key, body text not null)')
// As long as the data of a usual event.
const body = 'x'.repeat(300)
let inserts = 0
const insertFor = async (ms: number) => {
  const until = performance.now() + ms
  const before = inserts
  const since = performance.now()
  while (performance.now() < until) {
    inserts += 1
    await db.query('insert into bare (n, body) values ($1, $2)', [inserts, body])
  }
  return ((inserts - before) * 1000) / (performance.now() - since)
}
await insertFor(1000)
const perSecond = await insertFor(seconds * 1000)
await db.close()
answer({ perSecond, inserts })
