// Where officers were: thinned after an hour, erased when their time has come. Events keep the verdict.
import type { Eraser } from './erasing.ts'

const HOUR_MS = 3_600_000
/** After an hour one position in ten minutes says what may still be asked. */
export const THINNED_TO_MS = 600_000

const CITY_WIDE = '000000'

const thin = `
delete from raw_fixes later using raw_fixes earlier
where later.received_at < $1::bigint
  and earlier.district = later.district and earlier.whistle_id = later.whistle_id
  and earlier.person = later.person and earlier.taken_at < later.taken_at
  and earlier.taken_at / $2::bigint = later.taken_at / $2::bigint`

export async function erasePositions(
  { db, auditTrail, now }: Eraser,
  cutoff: number,
): Promise<void> {
  await db.transaction(async tx => {
    await tx.query(thin, [now - HOUR_MS, THINNED_TO_MS])
    const [row] = await tx.query<{ erased: number }>(
      `with gone as (delete from raw_fixes where received_at < $1::bigint returning 1)
       select count(*)::int as erased from gone`,
      [cutoff],
    )
    const erased = row?.erased ?? 0
    if (erased === 0) return
    await auditTrail.recordAudit(
      {
        at: now,
        person: 'system',
        office: 'system',
        district: CITY_WIDE,
        act: 'raw_positions_erased',
        purpose: String(erased),
        outcome: 'done',
      },
      tx,
    )
  })
}
