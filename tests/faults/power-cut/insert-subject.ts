// The embedded database under a load of inserts, transactions and checkpoints, as a subject of power cuts.

import type { Db } from '../../../apps/server/src/platform/db/db.ts'
import { openPglite } from '../../../apps/server/src/platform/db/pglite-driver.ts'
import type { PowerCutSubject } from './cut-power.ts'

const writers = 4
const insert = 'insert into promises (id, text) values ($1, $2)'

/** `size` inserts a round, by four writers; ids go on where an earlier round ended. */
export function insertSubject(size: number): PowerCutSubject<Db, number> {
  return {
    open: (dataDir, disk) => openPglite({ dataDir }, disk),
    prepare: async db => {
      await db.query('create table promises (id int primary key, text text not null)')
    },
    load: async (db, acknowledge) => {
      const [last] = await db.query<{ id: number | null }>('select max(id) as id from promises')
      let next = (last?.id ?? 0) + 1
      const end = next + size
      const write = async () => {
        while (next < end) {
          const id = next++
          const text = `promise ${id} `.repeat(1 + (id % 40))
          if (id % 7 === 0) await insertTogether(db, [id, -id], text)
          else await db.query(insert, [id, text])
          acknowledge(id)
          if (id % 7 === 0) acknowledge(-id)
          if (id % Math.ceil(size / 3) === 0) await db.query('checkpoint')
        }
      }
      await Promise.all(Array.from({ length: writers }, write))
    },
    missing: async (db, acknowledged) => {
      // Once through the table, once through its index: both must have every row.
      await db.query('set enable_indexscan = off')
      const rows = await db.query<{ id: number; text: string }>('select id, text from promises')
      const there = new Set(rows.filter(isWholeRow).map(row => row.id))
      const found = await db.query<{ id: number }>(
        'select id from unnest($1::int[]) as wanted (id) join promises using (id)',
        [acknowledged],
      )
      const indexed = new Set(found.map(row => row.id))
      await db.query(insert, [2_000_000_000, 'it still takes writes'])
      return acknowledged.filter(id => !there.has(id) || !indexed.has(id))
    },
  }
}

async function insertTogether(db: Db, ids: readonly number[], text: string): Promise<void> {
  await db.transaction(async tx => {
    for (const id of ids) await tx.query(insert, [id, text])
  })
}

function isWholeRow({ id, text }: { id: number; text: string }): boolean {
  const size = Math.abs(id)
  return text === `promise ${size} `.repeat(1 + (size % 40))
}
