// How much strangers may bring: counted by a keyed digest of where it comes from, and forgotten after a day.
import { createHmac } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Edge } from '../../mechanism/edge.ts'
import { CITY_WIDE } from '../../mechanism/ids.ts'
import type { Platform } from '../../platform/feature.ts'
import { ProblemError } from '../../platform/http/problems.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const MS_OF_SECOND = 1000

export interface Bringing {
  readonly kind: 'report' | 'photo' | 'word'
  /** So many within the time. */
  readonly most: number
  readonly withinMs: number
  readonly source: string
}

const secrets = new WeakMap<Platform, Promise<Uint8Array>>()

/** Which address asks, without keeping any address. */
export async function sourceOf({ platform }: Edge, request: FastifyRequest): Promise<string> {
  const secret = secrets.get(platform) ?? platform.loadSecret('public-intake')
  secrets.set(platform, secret)
  return createHmac('sha256', await secret)
    .update(platform.addressOf(request.raw))
    .digest('base64url')
}

/** Counts one more, or refuses and says when to come back. */
export async function countIn(edge: Edge, bringing: Bringing): Promise<void> {
  const { db } = edge.platform
  const { kind, source, most, withinMs } = bringing
  const now = edge.now()
  const [row] = await db.query<{ known: number; first: number | string | null }>(
    `select count(*)::int as known, min(at) as first from public_intake
     where source = $1 and kind = $2 and at > $3::bigint`,
    [source, kind, now - withinMs],
  )
  if ((row?.known ?? 0) >= most) {
    const free = Number(row?.first ?? now) + withinMs - now
    const retryAfterSeconds = Math.max(1, Math.ceil(free / MS_OF_SECOND))
    throw new ProblemError({ code: 'too_many_requests', retryAfterSeconds })
  }
  await db.query(
    'insert into public_intake (district, source, kind, at) values ($1, $2, $3, $4::bigint)',
    [CITY_WIDE, source, kind, now],
  )
}

export const PER_HOUR_MS = HOUR_MS
export const PER_DAY_MS = DAY_MS

export async function forgetIntake({ db, clock }: Platform): Promise<void> {
  await db.query('delete from public_intake where at <= $1::bigint', [clock.now() - DAY_MS])
}
