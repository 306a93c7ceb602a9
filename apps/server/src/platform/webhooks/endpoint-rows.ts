// The statements on the tables of webhooks.
import type { Queryable } from '../db/db.ts'

export interface EndpointName {
  readonly district: string
  readonly id: string
}

export interface EndpointRow extends EndpointName {
  readonly label: string
  /** Address and secrets are sealed. */
  readonly url: string
  readonly secret: string
  readonly previousSecret: string | null
  readonly previousUntil: number | null
  readonly createdAt: number
  readonly createdBy: string
  readonly endedAt: number | null
  readonly succeededAt: number | null
  readonly failedAt: number | null
  readonly failure: string | null
  readonly failuresInARow: number
}

export interface DeliveryRow {
  readonly id: string
  /** Sealed. */
  readonly body: string
  readonly createdAt: number
  readonly triedAt: number | null
  readonly tries: number
  readonly deliveredAt: number | null
  readonly failure: string | null
}

const ENDPOINT = `district, id, label, url, secret, previous_secret as "previousSecret",
  previous_until as "previousUntil", created_at as "createdAt", created_by as "createdBy",
  ended_at as "endedAt", succeeded_at as "succeededAt", failed_at as "failedAt", failure,
  failures_in_a_row as "failuresInARow"`

const DELIVERY = `id, body, created_at as "createdAt", tried_at as "triedAt", tries,
  delivered_at as "deliveredAt", failure`

/** In the same order; undefined for one that was ended, too. */
export async function findEndpoints(
  db: Queryable,
  names: readonly EndpointName[],
): Promise<readonly (EndpointRow | undefined)[]> {
  const rows = await db.query<EndpointRow>(
    `select ${ENDPOINT} from webhook_endpoints
     where (district, id) in (
         select district, id from jsonb_to_recordset($1::jsonb) as one(district text, id text))
       and ended_at is null`,
    [JSON.stringify(names.map(({ district, id }) => ({ district, id })))],
  )
  const byName = new Map(rows.map(row => [`${row.district}/${row.id}`, row]))
  return names.map(({ district, id }) => byName.get(`${district}/${id}`))
}

/** Undefined for one that was ended, too. */
export async function findEndpoint(
  db: Queryable,
  { district, id }: EndpointName,
): Promise<EndpointRow | undefined> {
  const rows = await db.query<EndpointRow>(
    `select ${ENDPOINT} from webhook_endpoints
     where district = $1 and id = $2 and ended_at is null`,
    [district, id],
  )
  return rows[0]
}

export interface ListPlace {
  readonly after: { readonly at: number; readonly id: string } | undefined
  readonly limit: number
}

export function listEndpoints(db: Queryable, { after, limit }: ListPlace): Promise<EndpointRow[]> {
  return db.query<EndpointRow>(
    `select ${ENDPOINT} from webhook_endpoints
     where $1::bigint is null or (created_at, district || '/' || id) > ($1::bigint, $2::text)
     order by created_at, district || '/' || id limit $3::integer`,
    [after?.at ?? null, after?.id ?? null, limit],
  )
}

export async function insertEndpoint(
  db: Queryable,
  row: Pick<
    EndpointRow,
    'district' | 'id' | 'label' | 'url' | 'secret' | 'createdAt' | 'createdBy'
  >,
): Promise<void> {
  await db.query(
    `insert into webhook_endpoints (district, id, label, url, secret, created_at, created_by)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.district, row.id, row.label, row.url, row.secret, row.createdAt, row.createdBy],
  )
}

/** The secret so far signs as well until then. */
export async function replaceSecret(
  db: Queryable,
  { district, id }: EndpointName,
  { secret, previousUntil }: { readonly secret: string; readonly previousUntil: number },
): Promise<boolean> {
  const rows = await db.query(
    `update webhook_endpoints set previous_secret = secret, previous_until = $4, secret = $3
     where district = $1 and id = $2 and ended_at is null returning id`,
    [district, id, secret, previousUntil],
  )
  return rows.length === 1
}

export async function endEndpoint(
  db: Queryable,
  { district, id }: EndpointName,
  { at, by }: { readonly at: number; readonly by: string },
): Promise<boolean> {
  const rows = await db.query(
    `update webhook_endpoints set ended_at = $3, ended_by = $4
     where district = $1 and id = $2 and ended_at is null returning id`,
    [district, id, at, by],
  )
  return rows.length === 1
}

/** What came of one request to an endpoint. */
export interface Tried extends EndpointName {
  readonly delivery: string
  readonly at: number
  /** Null: it was taken. */
  readonly failure: string | null
}

const NOTE_DELIVERIES = `update webhook_deliveries as d set tries = d.tries + t.tries,
    tried_at = t.at, failure = t.failure,
    delivered_at = coalesce(d.delivered_at, case when t.failure is null then t.at end)
  from (
    select district, id, delivery, count(*)::integer as tries, max(at) as at,
      (array_agg(failure order by n desc))[1] as failure
    from jsonb_to_recordset($1::jsonb)
      as one(n integer, district text, id text, delivery text, at bigint, failure text)
    group by district, id, delivery
  ) as t
  where d.district = t.district and d.endpoint = t.id and d.id = t.delivery`

/** In a row: those since the last one that was taken. Endpoints in order, so that two of these wait and never cross. */
const NOTE_ENDPOINTS = `with t as (
    select district, id, max(n) filter (where failure is null) as taken,
      max(at) filter (where failure is null) as succeeded_at,
      max(at) filter (where failure is not null) as failed_at,
      (array_agg(failure order by n desc) filter (where failure is not null))[1] as failure,
      array_agg(n) filter (where failure is not null) as failures
    from jsonb_to_recordset($1::jsonb)
      as one(n integer, district text, id text, delivery text, at bigint, failure text)
    group by district, id
  ), held as (
    select e.district, e.id from webhook_endpoints e
    where (e.district, e.id) in (select t.district, t.id from t)
    order by e.district, e.id for update
  )
  update webhook_endpoints as e set
    succeeded_at = coalesce(t.succeeded_at, e.succeeded_at),
    failed_at = coalesce(t.failed_at, e.failed_at),
    failure = coalesce(t.failure, e.failure),
    failures_in_a_row = case when t.taken is null then e.failures_in_a_row else 0 end
      + (select count(*)::integer from unnest(t.failures) as f(n) where f.n > coalesce(t.taken, -1))
  from t, held
  where e.district = t.district and e.id = t.id
    and held.district = t.district and held.id = t.id`

/** In the order in which they ended. */
export async function noteOutcomes(db: Queryable, tried: readonly Tried[]): Promise<void> {
  const rows = JSON.stringify(tried.map((one, n) => ({ n, ...one })))
  await db.query(NOTE_ENDPOINTS, [rows])
  await db.query(NOTE_DELIVERIES, [rows])
}

export async function findDelivery(
  db: Queryable,
  { district, id }: EndpointName,
  delivery: string,
): Promise<DeliveryRow | undefined> {
  const rows = await db.query<DeliveryRow>(
    `select ${DELIVERY} from webhook_deliveries
     where district = $1 and endpoint = $2 and id = $3`,
    [district, id, delivery],
  )
  return rows[0]
}

export interface NewDelivery extends EndpointName {
  readonly delivery: string
  readonly body: string
  readonly createdAt: number
}

/** What stands there from now on, in the same order: one that was there before stays as it was. */
export async function keepDeliveries(
  db: Queryable,
  wanted: readonly NewDelivery[],
): Promise<readonly string[]> {
  const rows = await db.query<{ district: string; id: string; delivery: string; body: string }>(
    `with wanted as (
       select district, id, delivery, min(body) as body, min("createdAt") as at
       from jsonb_to_recordset($1::jsonb)
         as one(district text, id text, delivery text, body text, "createdAt" bigint)
       group by district, id, delivery
     ), made as (
       insert into webhook_deliveries (district, endpoint, id, body, created_at)
       select district, id, delivery, body, at from wanted order by district, id, delivery
       on conflict (district, endpoint, id) do nothing returning district, endpoint, id, body
     )
     select district, endpoint as id, id as delivery, body from made
     union all
     select d.district, d.endpoint, d.id, d.body from webhook_deliveries d
       join wanted w on d.district = w.district and d.endpoint = w.id and d.id = w.delivery`,
    [JSON.stringify(wanted)],
  )
  const nameOf = (one: Omit<NewDelivery, 'body' | 'createdAt'>) =>
    `${one.district}/${one.id}/${one.delivery}`
  const bodies = new Map(rows.map(row => [nameOf(row), row.body]))
  return wanted.map(one => bodies.get(nameOf(one)) ?? one.body)
}

export function listDeliveries(
  db: Queryable,
  { district, id }: EndpointName,
  { after, limit, since = 0 }: ListPlace & { readonly since?: number },
): Promise<DeliveryRow[]> {
  return db.query<DeliveryRow>(
    `select ${DELIVERY} from webhook_deliveries
     where district = $1 and endpoint = $2 and created_at >= $3
       and ($4::bigint is null or (created_at, id) > ($4::bigint, $5::text))
     order by created_at, id limit $6::integer`,
    [district, id, since, after?.at ?? null, after?.id ?? null, limit],
  )
}

export async function forgetDeliveries(db: Queryable, before: number): Promise<void> {
  await db.query('delete from webhook_deliveries where created_at < $1', [before])
}
