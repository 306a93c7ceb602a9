// What lies in a street where nothing ever happened is not looked for through everything that happened elsewhere.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enginesUnderTest, type FreshDb, freshDb } from '../platform/db/testing.ts'
import { lyingIn } from './oversight.ts'

interface Explained {
  readonly 'QUERY PLAN': string
}

describe.each(enginesUnderTest())('rows of few areas on %s', engine => {
  let fresh: FreshDb

  beforeAll(async () => {
    fresh = await freshDb(engine, { migrate: false })
    await fresh.db.transaction(tx =>
      tx.script(`
        create table things (id int not null, areas text[] not null, made_at bigint not null);
        insert into things select n, array['city', 'street ' || n % 300], n
          from generate_series(1, 20000) n;
        create index things_newest on things (made_at desc, id desc);
        create index things_by_area on things using gin (areas) with (fastupdate = off);
        analyze things;`),
    )
  })
  afterAll(() => fresh.close())

  /** By the plan that is kept for whatever area is asked about. */
  const planOf = (from: string) =>
    fresh.db.transaction(async tx => {
      await tx.query('set local plan_cache_mode = force_generic_plan')
      await tx.query(
        `prepare asked (text[]) as select * from ${from} order by made_at desc, id desc limit 21`,
      )
      const rows = await tx.query<Explained>(`explain execute asked ('{nowhere}')`)
      await tx.query('deallocate asked')
      return rows.map(row => row['QUERY PLAN']).join('\n')
    })

  it('are found by the index of areas', async () => {
    const plan = await planOf(lyingIn('things', '$1'))
    expect(plan).toContain('things_by_area')
    expect(plan).not.toContain('things_newest')
  })

  it('would else be looked for from the newest on (control)', async () => {
    expect(await planOf('things where areas && $1::text[]')).toContain('things_newest')
  })
})
