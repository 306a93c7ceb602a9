// Whoever stands anywhere in the chain of command is found by its places, in rows of whistles and of summonses alike.
import { commandersOf, type OfficeId, toId, type Whistle } from '@muster/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enginesUnderTest, type FreshDb, freshDb } from '../platform/db/testing.ts'
import { placesOf, placesOfSummons, placesOfWhistle } from './commanding.ts'

const OFFICES = ['a', 'b', 'c', 'd'].map(id => toId<OfficeId>(id))
const NOBODY = toId<OfficeId>('nobody')

/** Every way in which few offices share the five places; `undefined` is nobody's deputy. */
function chains(): Whistle[] {
  const [first = NOBODY] = OFFICES
  const deputies = [undefined, ...OFFICES]
  return OFFICES.flatMap(command =>
    OFFICES.flatMap(office =>
      OFFICES.flatMap(coordination =>
        deputies.map(deputy => {
          const caller = { organisation: toId<never>('o'), office, head: first, coordination }
          return { command, caller, ...(deputy && { deputy }) } as unknown as Whistle
        }),
      ),
    ),
  )
}

describe('the places of a chain', () => {
  it('name each of its commanders once, and nobody else', () => {
    for (const whistle of chains()) {
      const named = Object.values(placesOf(whistle)).filter(office => office !== null)
      expect(named.toSorted()).toEqual([...new Set(commandersOf(whistle))].toSorted())
    }
  })
})

describe.each(enginesUnderTest())('whoever stands in a chain, on %s', engine => {
  let fresh: FreshDb

  beforeAll(async () => {
    fresh = await freshDb(engine, { migrate: false })
  })
  afterAll(() => fresh.close())

  const whistles = chains().map((whistle, n) => ({
    n,
    commanders: commandersOf(whistle),
    ...placesOf(whistle),
  }))
  const COLUMNS = {
    whistles: 'n int, commanders text[]',
    summonses: 'n int, head text, coordination text, office text, command text, deputy text',
  }
  type Table = keyof typeof COLUMNS

  /** Which office finds which of them. */
  async function found(table: Table, places: readonly string[]) {
    const rows = await fresh.db.query<{ found: string }>(
      `select w.n || ' ' || reader as found
       from json_to_recordset($1::json) as w(${COLUMNS[table]}), unnest($2::text[]) reader
       where ${places.map(place => `(${place})`).join(' or ')}`,
      [JSON.stringify(whistles), [...OFFICES, NOBODY]],
    )
    return rows.map(row => row.found).toSorted()
  }

  const SIDES = [
    ['whistles', placesOfWhistle('reader')],
    ['summonses', placesOfSummons('reader')],
  ] as const
  const EXPECTED = whistles
    .flatMap(({ n, commanders }) => [...new Set(commanders)].map(office => `${n} ${office}`))
    .toSorted()

  it.each(SIDES)('is found among %s by one place or another', async (table, places) => {
    expect(await found(table, places)).toEqual(EXPECTED)
  })

  it.each(SIDES)('would be missed among %s if one place were not looked at', async (table, all) => {
    for (const left of all) {
      const seen = await found(
        table,
        all.filter(place => place !== left),
      )
      expect(seen.length).toBeLessThan(EXPECTED.length)
    }
  })
})
