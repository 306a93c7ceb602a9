// Reads the audit trail, newest first, one page at a time.
import type { Where } from '../../mechanism/lists.ts'
import type { Queryable } from '../../platform/db/db.ts'
import { readCursor } from '../../platform/http/cursor.ts'

export interface AuditRow {
  readonly district: string
  readonly id: number
  readonly at: number
  readonly person: string | null
  readonly office: string | null
  readonly organisation: string | null
  readonly act: string
  readonly subject: string | null
  readonly about: readonly string[]
  readonly purpose: string | null
  readonly address: string | null
  readonly outcome: 'done' | 'refused' | 'failed'
}

/** People whom entries name as having acted. */
export function actorsIn(rows: readonly AuditRow[]): readonly string[] {
  return [...new Set(rows.flatMap(({ person }) => person ?? []))]
}

interface Asked {
  readonly cursor?: string | undefined
  readonly limit: number
}

/** One row more than the page holds, so that it is known whether there is another. */
export function readAuditRows(db: Queryable, asked: Asked, where: Where): Promise<AuditRow[]> {
  const place = readCursor(asked.cursor)
  if (place) where.and('(at, id) < (?::bigint, ?::bigint)', place.at, Number(place.id) || 0)
  return db.query<AuditRow>(
    `select district, id, at, person, office, organisation, act, subject, about, purpose, address,
       outcome
     from audit_trail where ${where.toSql()} order by at desc, id desc limit ${asked.limit + 1}`,
    where.params,
  )
}

export function placeOf({ at, id }: AuditRow): { readonly at: number; readonly id: string } {
  return { at, id: String(id) }
}
