// Purposes and addresses in the audit trail go month by month; what was done, by whom and when, stays.
import { auditSubject } from '../../platform/audit-trail/audit-trail.ts'
import { type Eraser, recordErasure } from './erasing.ts'

const CITY_WIDE = '000000'

/** Months that lie wholly before the cutoff, the first one that the trail knows first. */
function monthsUntil(first: number, cutoff: number): readonly string[] {
  const months: string[] = []
  const start = new Date(first)
  for (let month = 0; ; month += 1) {
    const begin = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month)
    const end = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month + 1)
    if (end > cutoff) return months
    months.push(auditSubject(begin))
  }
}

export async function eraseAudit(eraser: Eraser, cutoff: number): Promise<void> {
  const { db, vault } = eraser
  const [row] = await db.query<{ first: number | null }>('select min(at) as first from audit_trail')
  const first = row?.first
  if (first === null || first === undefined || first >= cutoff) return
  const done = await db.query<{ subject: string }>(
    "select subject from erasures where category = 'audit'",
  )
  const known = new Set(done.map(({ subject }) => subject))
  for (const subject of monthsUntil(first, cutoff)) {
    if (known.has(subject)) continue
    await vault.destroy(subject)
    await recordErasure(eraser, { district: CITY_WIDE, category: 'audit', subject })
  }
}
