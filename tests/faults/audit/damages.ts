// What somebody might do to the database by hand, and how it must be named.

import { runSql } from '../harness/city.ts'

export interface Damage {
  readonly what: string
  readonly sql: string
  /** The labels of the series on /metrics. */
  readonly named: RegExp
}

/** Three damages to three whistles, so that each must be named for itself. */
export async function planDamages(url: string): Promise<readonly Damage[]> {
  const rows = await runSql<{ id: string }>(
    url,
    `select id from whistles where exists (
       select 1 from deadlines where stream_id = whistles.id
     ) order by id limit 3`,
  )
  const [row, without, extra] = rows.map(({ id }) => id)
  if (extra === undefined) throw new Error('there are no three whistles with deadlines')
  return [
    {
      what: 'a damaged read row',
      sql: `update whistles set silent = silent + 7 where id = '${row}'`,
      named: new RegExp(`table="whistles",problem="different",where="[^"]*${row} `),
    },
    {
      what: 'a deleted deadline',
      sql: `delete from deadlines where stream_id = '${without}' and key = (
        select min(key) from deadlines where stream_id = '${without}')`,
      named: new RegExp(`table="deadlines",problem="missing",where="[^"]*${without} `),
    },
    {
      what: 'a false deadline',
      sql: `insert into deadlines (district, stream_kind, stream_id, key, kind, due_at)
        values ('110117', 'whistle', '${extra}', 'invented', 'ladder', 4102444800000)`,
      named: new RegExp(`table="deadlines",problem="false",where="[^"]*${extra} `),
    },
  ]
}
