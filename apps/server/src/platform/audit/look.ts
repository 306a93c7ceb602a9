// Folds some streams, compares them with the tables, and keeps what was seen.

import type { Db } from '../db/db.ts'
import { compareStreams } from './compare-streams.ts'
import type { Difference } from './difference.ts'
import type { Group } from './stream-ids.ts'
import { keepSums, readSums } from './sums.ts'

/** Sums and comparison see the same moment. */
export async function look(
  db: Db,
  group: Group,
  ids: readonly string[],
): Promise<readonly Difference[]> {
  const { sums, differences } = await db.transaction(async tx => {
    await tx.query('set transaction isolation level repeatable read, read only')
    const { differences } = await compareStreams(tx, group, ids)
    return { sums: await readSums(tx, group, ids), differences }
  })
  const wrong = new Set(differences.map(({ stream }) => stream.id))
  // A transaction of its own: another server may be keeping the same ones.
  await keepSums(
    db,
    group,
    sums.map(each => ({ ...each, keep: wrong.has(each.id) ? 'wrong' : 'checked' })),
  )
  return differences
}
