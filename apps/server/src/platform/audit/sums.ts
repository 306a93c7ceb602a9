// Sums over what the tables hold of each stream, beside those that were kept of the last look at it.

import type { Queryable } from '../db/db.ts'
import { quoted } from '../event-store/read-row-sql.ts'
import type { Group } from './stream-ids.ts'

export interface ChangedSum {
  readonly id: string
  /** Null when there is no such stream. */
  readonly version: number | null
  /** As text: it uses all 64 bits. */
  readonly checksum: string
  readonly hasDeadlines: boolean
  /** Whether there is any row or timer of it. */
  readonly holdsAnything: boolean
  /** The version that was seen last, if any was. */
  readonly seenVersion: number | null
}

export interface Range {
  readonly after: string
  /** The last id of it; up to the end when there is none. */
  readonly upTo: string | undefined
  readonly streams: number
}

/** The range of the next `limit` streams; ids between them that belong to no stream are in it too. */
export async function nextRange(
  db: Queryable,
  { district, type }: Group,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<Range> {
  const [row] = await db.query<{ last: string | null; n: number }>(
    `select max(id) as last, count(*) as n from (
      select id from streams where district = $1 and kind = $2 and id > $3 order by id limit $4
    ) as next`,
    [district, type.kind, after, limit],
  )
  const streams = row?.n ?? 0
  return { after, upTo: streams < limit ? undefined : (row?.last ?? undefined), streams }
}

/** One row with its hash for each row and timer, of the streams that `inside` names. */
function hashesOf({ type }: Group, inside: (id: string) => string): string {
  const sources = type.tables.map(({ table, streamId }) => {
    const id = quoted(streamId)
    return `select ${id} as id, hashtextextended('${table}' || t::text, 0) as hash, false as timed
      from ${quoted(table)} t where district = $1 and ${inside(id)} union all `
  })
  return `${sources.join('')}
    select stream_id, hashtextextended(jsonb_build_array(key, kind, due_at)::text, 1), true
    from deadlines where district = $1 and stream_kind = $2 and ${inside('stream_id')}`
}

const summed = `select id, bit_xor(hash) as checksum, bool_or(timed) as timed
  from hashes as h(id, hash, timed) group by id`

/** Only what is not as it was seen last leaves the database. */
export function findChanged(
  db: Queryable,
  group: Group,
  { after, upTo }: Range,
): Promise<ChangedSum[]> {
  const inside = (id: string) => `${id} > $3${upTo === undefined ? '' : ` and ${id} <= $4`}`
  return db.query<ChangedSum>(
    `with hashes as (${hashesOf(group, inside)}), sums as (${summed}), own as (
      select id, version from streams where district = $1 and kind = $2 and ${inside('id')}
    ), seen as (
      select id, version, checksum from audit_sums
      where district = $1 and kind = $2 and ${inside('id')}
    )
    select coalesce(own.id, sums.id, seen.id) as id, own.version,
      coalesce(sums.checksum, 0)::text as checksum, coalesce(sums.timed, false) as "hasDeadlines",
      sums.id is not null as "holdsAnything", seen.version as "seenVersion"
    from own full join sums on sums.id = own.id
      full join seen on seen.id = coalesce(own.id, sums.id)
    where own.version is distinct from seen.version
      or coalesce(sums.checksum, 0) is distinct from seen.checksum`,
    [group.district, group.type.kind, after, ...(upTo === undefined ? [] : [upTo])],
  )
}

export type Sum = Pick<ChangedSum, 'id' | 'version' | 'checksum'>

/** The sums of some streams as they are now. */
export function readSums(db: Queryable, group: Group, ids: readonly string[]): Promise<Sum[]> {
  return db.query<Sum>(
    `with hashes as (${hashesOf(group, id => `${id} = any($3::text[])`)}), sums as (${summed})
    select w.id, s.version, coalesce(c.checksum, 0)::text as checksum
    from unnest($3::text[]) as w(id) left join sums c on c.id = w.id
      left join streams s on s.district = $1 and s.kind = $2 and s.id = w.id`,
    [group.district, group.type.kind, ids],
  )
}

export type Keep = 'checked' | 'unchecked' | 'wrong'

/** What is wrong is kept with a sum that is not its own, so that it is looked at in every round. */
export async function keepSums(
  db: Queryable,
  { district, type }: Group,
  sums: readonly (Sum & { readonly keep: Keep })[],
): Promise<void> {
  const rows = sums.map(({ id, version, checksum, keep }) => ({
    i: id,
    v: version ?? 0,
    c: checksum,
    o: keep !== 'unchecked',
    w: keep === 'wrong' ? 1 : 0,
  }))
  if (rows.length === 0) return
  await db.query(
    `insert into audit_sums (district, kind, id, version, checksum, checked)
     select $1, $2, i, v, c # w, o
     from jsonb_to_recordset($3::jsonb) as x(i text, v int, c bigint, o boolean, w bigint)
     on conflict (district, kind, id) do update
     set version = excluded.version, checksum = excluded.checksum, checked = excluded.checked`,
    [district, type.kind, JSON.stringify(rows)],
  )
}

export interface Owner {
  readonly district: string
  readonly kind: string
}

/** Whose streams' sums were only taken so far. */
export function listUnchecked(db: Queryable): Promise<Owner[]> {
  return db.query<Owner>('select distinct district, kind from audit_sums where not checked')
}

export interface OwnerSize extends Owner {
  readonly streams: number
}

export function countStreams(db: Queryable): Promise<OwnerSize[]> {
  return db.query<OwnerSize>(
    'select district, kind, count(*) as streams from streams group by district, kind',
  )
}

/** Streams whose sums were only taken so far. */
export async function nextUnchecked(
  db: Queryable,
  { district, type }: Group,
  limit: number,
): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    `select id from audit_sums where district = $1 and kind = $2 and not checked
     order by id limit $3`,
    [district, type.kind, limit],
  )
  return rows.map(({ id }) => id)
}
