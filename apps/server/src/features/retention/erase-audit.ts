// Purposes and addresses in the audit trail go month by month; what was done, by whom and when, stays.
import { eraseMonths } from './erase-months.ts'
import type { Eraser } from './erasing.ts'

export async function eraseAudit(eraser: Eraser, cutoff: number): Promise<void> {
  const [row] = await eraser.db.query<{ first: number | null }>(
    'select min(at) as first from audit_trail',
  )
  const since = row?.first ?? undefined
  await eraseMonths(eraser, { category: 'audit', prefix: 'audit', since }, cutoff)
}
