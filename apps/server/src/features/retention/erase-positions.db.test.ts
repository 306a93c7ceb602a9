import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { enginesUnderTest, type FreshDb, freshDb } from '../../platform/db/testing.ts'
import { erasePositions } from './erase-positions.ts'
import type { Eraser } from './erasing.ts'
import { type KeptTrail, keptTrail } from './testing.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const START = Date.UTC(2017, 0, 17)

describe.each(enginesUnderTest())('positions on %s', engine => {
  let fresh: FreshDb
  let trail: KeptTrail

  beforeEach(async () => {
    fresh = await freshDb(engine)
    trail = keptTrail()
    for (const person of ['p-1', 'p-2'])
      for (let minute = 0; minute < 30; minute += 3)
        await fresh.db.query(
          `insert into raw_fixes
             (district, whistle_id, department, person, taken_at, received_at, fix)
           values ('110117', 'w-1', 'd', $1, $2, $2, 'sealed')`,
          [person, START + minute * MINUTE],
        )
  })
  afterEach(() => fresh.close())

  /** The clock stands where the test puts it. */
  async function round(now: number, cutoff: number): Promise<Record<string, number[]>> {
    const eraser = {
      db: fresh.db,
      now,
      auditTrail: trail.auditTrail,
    } as unknown as Eraser
    await erasePositions(eraser, cutoff)
    const rows = await fresh.db.query<{ person: string; taken_at: number }>(
      'select person, taken_at from raw_fixes order by person, taken_at',
    )
    const minutes = (person: string) =>
      rows.filter(row => row.person === person).map(row => (row.taken_at - START) / MINUTE)
    return { one: minutes('p-1'), two: minutes('p-2') }
  }

  it('stay whole for an hour, and are then one in ten minutes of each person', async () => {
    const whole = [0, 3, 6, 9, 12, 15, 18, 21, 24, 27]
    expect(await round(START + HOUR - MINUTE, 0)).toEqual({ one: whole, two: whole })
    const later = await round(START + HOUR + 15 * MINUTE, 0)
    expect(later).toEqual({ one: [0, 12, 15, 18, 21, 24, 27], two: [0, 12, 15, 18, 21, 24, 27] })
    expect(await round(START + 3 * HOUR, 0)).toEqual({ one: [0, 12, 21], two: [0, 12, 21] })
    expect(trail.entries).toEqual([])
  })

  it('are erased when their time has come, on record', async () => {
    const now = START + 31 * 24 * HOUR
    expect(await round(now, START + 10 * MINUTE)).toEqual({ one: [12, 21], two: [12, 21] })
    expect(trail.entries).toMatchObject([{ act: 'raw_positions_erased', purpose: '2', at: now }])
    expect(await round(now, START + HOUR)).toEqual({ one: [], two: [] })
    expect(await round(now, START + HOUR)).toEqual({ one: [], two: [] })
    expect(trail.entries.length).toBe(2)
  })
})
