// Evidence goes when the last matter it belongs to has rested long enough, and not a day before.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { enginesUnderTest, type FreshDb, freshDb } from '../../platform/db/testing.ts'
import { eraseFiles } from './erase-files.ts'
import { type KeptTrail, keptTrail } from './testing.ts'

const DAY = 86_400_000
const START = Date.UTC(2017, 0, 17)
const CUTOFF = START + 100 * DAY
const NOW = START + 1195 * DAY

type Eraser = Parameters<typeof eraseFiles>[0]

describe.each(enginesUnderTest())('files on %s', engine => {
  let fresh: FreshDb
  let removed: string[]
  let trail: KeptTrail
  let position: number

  beforeEach(async () => {
    fresh = await freshDb(engine)
    removed = []
    trail = keptTrail()
    position = 0
  })
  afterEach(() => fresh.close())

  const give = (sha256: string, at: number, by = 'p-1') =>
    fresh.db.query(
      `insert into files (district, sha256, uploaded_by, organisation, media_type, bytes, received_at)
       values ('110117', $1, $2, 'o', 'image/jpeg', 1, $3)
       on conflict (district, sha256, uploaded_by) do update set received_at = excluded.received_at`,
      [sha256, by, at],
    )

  async function attach(sha256: string, whistle: string, endedAt: number | null): Promise<void> {
    position += 1
    await fresh.db.query(
      `insert into events (district, stream_kind, stream_id, version, position, recorded_at, type, data)
       values ('110117', 'whistle', $1, $2::int, $3::bigint, $4::bigint, 'EvidenceAttached',
         jsonb_build_object('sha256', $5::text, 'department', 'd'))`,
      [whistle, position, position, START, sha256],
    )
    await fresh.db.query(
      `insert into whistles (district, id, case_id, kind, status, caller, command, problem_type,
         title, longitude, latitude, areas, departments, drill, confidential, drafted_at, ended_at,
         open_summonses, silent)
       values ('110117', $1, 'c', 'emergency', 'closed', 'o', 'o.head', '01-01', 'sealed', 117, 40,
         '{}', '{}', false, false, $2, $3::bigint, 0, 0) on conflict do nothing`,
      [whistle, START, endedAt],
    )
  }

  async function round(now = NOW, cutoff = CUTOFF): Promise<readonly string[]> {
    removed = []
    await eraseFiles(
      {
        db: fresh.db,
        now,
        files: {
          remove: (sha256: string) => {
            removed.push(sha256)
            return Promise.resolve()
          },
        },
        auditTrail: trail.auditTrail,
      } as unknown as Eraser,
      cutoff,
    )
    return removed.toSorted()
  }

  it('of a matter that ended before the cutoff goes, once and on record', async () => {
    for (const file of ['rested', 'running', 'recent', 'shared']) await give(file, START)
    await attach('rested', 'w-1', CUTOFF - 1)
    await attach('running', 'w-2', null)
    await attach('recent', 'w-3', CUTOFF)
    await attach('shared', 'w-1', CUTOFF - 1)
    await attach('shared', 'w-2', null)
    expect(await round()).toEqual(['rested'])
    expect(trail.entries).toMatchObject([{ act: 'files_erased', subject: 'files:rested', at: NOW }])
    expect(await round()).toEqual([])
    expect(trail.entries).toHaveLength(1)
    // A day later the cutoff has passed the end of the other.
    expect(await round(NOW + DAY, CUTOFF + DAY)).toEqual(['recent'])
  })

  it('that nobody attached goes after a week, and one that was given again starts anew', async () => {
    await give('mistake', NOW - 8 * DAY)
    await give('fresh', NOW - 6 * DAY)
    await give('again', NOW - 30 * DAY)
    await give('again', NOW - DAY, 'p-2')
    expect(await round()).toEqual(['mistake'])
    await give('mistake', NOW + DAY)
    expect(await round(NOW + 2 * DAY)).toEqual(['fresh'])
    expect(await round(NOW + 9 * DAY)).toEqual(['again', 'mistake'])
  })

  it('that a resident gave as well stays as long as that is kept', async () => {
    await give('photo', NOW - 30 * DAY)
    await fresh.db.query(
      `insert into report_photos
         (district, id, number, case_id, report_id, sha256, media_type, bytes, received_at)
       values ('110117', 'ph-1', '1', 'c-1', 'r-1', 'photo', 'image/jpeg', 1, $1)`,
      [START],
    )
    expect(await round()).toEqual([])
    await fresh.db.query('update report_photos set erased_at = $1', [NOW])
    expect(await round()).toEqual(['photo'])
  })
})
