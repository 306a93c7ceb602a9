// What is sealed by months goes by whole months, each once and on record.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { enginesUnderTest, type FreshDb, freshDb } from '../../platform/db/testing.ts'
import { eraseRosterWords } from './erase-words.ts'
import { keptTrail } from './testing.ts'

const DAY = 86_400_000

describe.each(enginesUnderTest())('months on %s', engine => {
  let fresh: FreshDb
  beforeEach(async () => {
    fresh = await freshDb(engine)
  })
  afterEach(() => fresh.close())

  it('of the reasons in rosters go when the whole month has rested', async () => {
    const destroyed: string[] = []
    const { entries, auditTrail } = keptTrail()
    const round = async (cutoff: number) => {
      destroyed.length = 0
      await eraseRosterWords(
        {
          db: fresh.db,
          now: cutoff + 3650 * DAY,
          vault: {
            destroy: (subject: string) => {
              destroyed.push(subject)
              return Promise.resolve()
            },
          },
          auditTrail,
        } as unknown as Parameters<typeof eraseRosterWords>[0],
        cutoff,
      )
      return [...destroyed]
    }
    expect(await round(Date.UTC(2030, 0))).toEqual([])
    await fresh.db.query(
      `insert into events (district, stream_kind, stream_id, version, position, recorded_at, type, data)
       values ('110117', 'roster', 'r', 1, 1, $1::bigint, 'OverrideSet', '{}')`,
      [Date.UTC(2017, 0, 17)],
    )
    expect(await round(Date.UTC(2017, 0, 31))).toEqual([])
    expect(await round(Date.UTC(2017, 2, 15))).toEqual(['roster-2017-01', 'roster-2017-02'])
    expect(await round(Date.UTC(2017, 3, 1))).toEqual(['roster-2017-03'])
    expect(await round(Date.UTC(2017, 3, 1))).toEqual([])
    expect(entries.map(({ act, subject }) => `${act} ${subject}`)).toEqual([
      'free_text_erased free_text:roster-2017-01',
      'free_text_erased free_text:roster-2017-02',
      'free_text_erased free_text:roster-2017-03',
    ])
  })
})
