// Words that belong to no case are sealed month by month, and go so; what was done, by whom and when, stays.
import { monthOf } from '../../platform/vault/month.ts'
import { type Erased, type Eraser, recordErasure } from './erasing.ts'

const CITY_WIDE = '000000'

interface Monthly {
  readonly category: Erased['category']
  /** What the vault's subjects begin with: `audit` for `audit-2026-11`. */
  readonly prefix: string
  /** When the first of it can have been written; undefined where there is nothing yet. */
  readonly since: number | undefined
}

/** Months that lie wholly before the cutoff, the first one first. */
function monthsUntil(prefix: string, first: number, cutoff: number): readonly string[] {
  const months: string[] = []
  const start = new Date(first)
  for (let month = 0; ; month += 1) {
    const begin = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month)
    const end = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month + 1)
    if (end > cutoff) return months
    months.push(monthOf(prefix, begin))
  }
}

export async function eraseMonths(eraser: Eraser, what: Monthly, cutoff: number): Promise<void> {
  const { category, prefix, since } = what
  if (since === undefined || since >= cutoff) return
  const done = await eraser.db.query<{ subject: string }>(
    `select subject from erasures where district = $1 and category = $2 and subject like $3`,
    [CITY_WIDE, category, `${prefix}-%`],
  )
  const known = new Set(done.map(({ subject }) => subject))
  for (const subject of monthsUntil(prefix, since, cutoff)) {
    if (known.has(subject)) continue
    await eraser.vault.destroy(subject)
    await recordErasure(eraser, { district: CITY_WIDE, category, subject })
  }
}
