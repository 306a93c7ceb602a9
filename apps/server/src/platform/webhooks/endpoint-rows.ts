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

/** Null: it was taken. */
export async function noteOutcome(
  db: Queryable,
  { district, id }: EndpointName,
  tried: {
    readonly delivery: string
    readonly at: number
    readonly failure: string | null
  },
): Promise<void> {
  const { delivery, at, failure } = tried
  await db.query(
    failure === null
      ? `update webhook_endpoints set succeeded_at = $3, failures_in_a_row = 0
         where district = $1 and id = $2`
      : `update webhook_endpoints set failed_at = $3, failure = $4,
           failures_in_a_row = failures_in_a_row + 1
         where district = $1 and id = $2`,
    failure === null ? [district, id, at] : [district, id, at, failure],
  )
  await db.query(
    `update webhook_deliveries set tries = tries + 1, tried_at = $4, failure = $5,
       delivered_at = coalesce(delivered_at, $6)
     where district = $1 and endpoint = $2 and id = $3`,
    [district, id, delivery, at, failure, failure === null ? at : null],
  )
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

/** One that is there already stays as it was. */
export async function insertDelivery(
  db: Queryable,
  { district, id }: EndpointName,
  row: Pick<DeliveryRow, 'id' | 'body' | 'createdAt'>,
): Promise<void> {
  await db.query(
    `insert into webhook_deliveries (district, endpoint, id, body, created_at)
     values ($1, $2, $3, $4, $5) on conflict (district, endpoint, id) do nothing`,
    [district, id, row.id, row.body, row.createdAt],
  )
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
