// The dated policies of retention: what holds when none was set, and what holds at a moment.
import type { retentionBodies } from '@muster/contract'
import type { z } from 'zod'
import type { Queryable } from '../../platform/db/db.ts'

export type Category = z.output<typeof retentionBodies.category>

/** Our own, until a city sets its own by its rules on archives. */
export const DEFAULT_KEEP_DAYS = {
  raw_positions: 30,
  reporter_identity: 180,
  free_text: 3650,
  files: 1095,
  audit: 1095,
} as const satisfies Record<Category, number>

export const CATEGORIES = Object.keys(DEFAULT_KEEP_DAYS) as readonly Category[]

export interface PolicyRow {
  readonly category: Category
  readonly keep_days: number
  readonly effective_from: number
  readonly reason: string
  readonly set_by: string
}

export function readPolicies(db: Queryable): Promise<PolicyRow[]> {
  return db.query<PolicyRow>(
    `select category, keep_days, effective_from, reason, set_by from retention_policies
     order by category, effective_from, id`,
  )
}

/** The last of the category that has begun. */
export function inForce(
  rows: readonly PolicyRow[],
  category: Category,
  now: number,
): PolicyRow | undefined {
  return rows.filter(row => row.category === category && row.effective_from <= now).at(-1)
}

const DAY_MS = 86_400_000

/** What is older than this has served its time. */
export async function cutoffs(db: Queryable, now: number): Promise<Record<Category, number>> {
  const rows = await readPolicies(db)
  const of = (category: Category) =>
    now - (inForce(rows, category, now)?.keep_days ?? DEFAULT_KEEP_DAYS[category]) * DAY_MS
  return {
    raw_positions: of('raw_positions'),
    reporter_identity: of('reporter_identity'),
    free_text: of('free_text'),
    files: of('files'),
    audit: of('audit'),
  }
}
