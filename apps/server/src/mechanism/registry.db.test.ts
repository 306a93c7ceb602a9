// Registries are folded in the order of each stream, whatever order its transactions got their places in.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { enginesUnderTest, type FreshDb, freshDb } from '../platform/db/testing.ts'
import { REGISTRY_CLOCK, streamOf } from './ids.ts'
import { Registry } from './registry.ts'

const ROSTER = streamOf('roster', 'roster-110117-110117-police.duty')
const BY = { person: 'p', office: 'o', organisation: '110117-police' }
const opened = {
  id: ROSTER.id,
  organisation: '110117-police',
  office: '110117-police.duty',
  needs: { duty: 1, team: 0, head: 0 },
}
const shift = (id: string) => ({
  shifts: [{ id, layer: 'duty', person: 'p', from: 0, until: 10 }],
})

describe.each(enginesUnderTest())('registries on %s', engine => {
  let fresh: FreshDb
  let registry: Registry

  beforeEach(async () => {
    fresh = await freshDb(engine)
    const baseCalendar = { version: 'x', timeZone: 'Asia/Shanghai', days: {}, officeHours: [] }
    registry = new Registry({ baseCalendar })
  })
  afterEach(() => fresh.close())

  async function write(version: number, position: number, type: string, data: object) {
    const { db } = fresh
    const { district, kind, id } = ROSTER
    await db.query(
      `insert into events
         (district, stream_kind, stream_id, version, position, recorded_at, type, data)
       values ($1, $2, $3, $4, $5, 0, $6, $7::jsonb)`,
      [district, kind, id, version, position, type, { at: 0, by: BY, ...data }],
    )
    await db.query(
      `insert into streams (district, kind, id, version) values ($1, $2, $3, $4)
       on conflict (district, kind, id) do update set version = excluded.version`,
      [REGISTRY_CLOCK.district, REGISTRY_CLOCK.kind, REGISTRY_CLOCK.id, version],
    )
  }
  const shifts = () => registry.rosters.find(ROSTER.id)?.shifts.map(({ id }) => id)

  it('are read by number, also where the number gets a digit more', async () => {
    await write(1, 99_999_999, 'RosterOpened', opened)
    await write(2, 100_000_001, 'ShiftsSet', shift('a'))
    await registry.refresh(fresh.db)
    expect(shifts()).toEqual(['a'])
    await write(3, 100_000_002, 'ShiftRemoved', { shift: 'a' })
    await registry.refresh(fresh.db)
    expect(shifts()).toEqual([])
    expect(registry.versionOf(ROSTER)).toBe(3)
  })

  it('see what was committed late with an earlier place', async () => {
    // No transaction has come so far yet: none of these is settled.
    const far = 2 ** 40
    await write(1, far + 5, 'RosterOpened', opened)
    await registry.refresh(fresh.db)
    await write(2, far + 3, 'ShiftsSet', shift('late'))
    await write(3, far + 2, 'ShiftsSet', shift('later'))
    await registry.refresh(fresh.db)
    expect(shifts()).toEqual(['late', 'later'])
  })
})
