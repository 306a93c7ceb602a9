// Erasing as a recorded act: first the key is gone, then it is written down that it is.
import type { Db } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/feature.ts'
import type { Category } from './policies.ts'

export type Eraser = Pick<Platform, 'db' | 'vault' | 'auditTrail' | 'executor'> & {
  readonly now: number
}

export interface Erased {
  readonly district: string
  readonly category: Category
  /** The case, the file or the month. */
  readonly subject: string
}

/** Interrupted between the two, the next round destroys nothing and writes it down. */
export async function recordErasure(
  { db, auditTrail, now }: Eraser,
  { district, category, subject }: Erased,
): Promise<void> {
  await db.transaction(async tx => {
    await tx.query(
      `insert into erasures (district, category, subject, erased_at) values ($1, $2, $3, $4)
       on conflict do nothing`,
      [district, category, subject, now],
    )
    const act = `${category}_erased`
    const by = { at: now, person: 'system', office: 'system', district, act } as const
    await auditTrail.recordAudit({ ...by, subject: `${category}:${subject}`, outcome: 'done' }, tx)
  })
}

export interface RestingCase {
  readonly district: string
  readonly id: string
}

const AT_ONCE = 200

/** Closed cases in which nothing happened since the cutoff, and whose erasure is not on record yet. */
export function restingCases(db: Db, category: Category, cutoff: number): Promise<RestingCase[]> {
  return db.query<RestingCase>(
    `select c.district, c.id from cases c
     cross join lateral (
       select e.recorded_at from events e
       where e.district = c.district and e.stream_kind = 'case' and e.stream_id = c.id
       order by e.version desc limit 1) last
     where c.status = 'closed' and c.opened_at < $1::bigint and last.recorded_at < $1::bigint
       and not exists (
         select from erasures done
         where done.district = c.district and done.category = $2 and done.subject = c.id
           and done.erased_at >= last.recorded_at)
     order by c.opened_at limit ${AT_ONCE}`,
    [cutoff, category],
  )
}
