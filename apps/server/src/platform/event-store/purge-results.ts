// Forgets old answers of commands: a client repeats a command soon or never.

import type { Queryable } from '../db/db.ts'

const purge = `
delete from command_results where id in (
  select id from command_results
  where recorded_at < $1::bigint order by recorded_at limit $2
) returning 1`

/** Deletes at most `limit` answers from before the instant, and says how many: call until fewer. */
export async function purgeCommandResults(
  db: Queryable,
  before: number,
  limit = 5000,
): Promise<number> {
  const rows = await db.query(purge, [before, limit])
  return rows.length
}
