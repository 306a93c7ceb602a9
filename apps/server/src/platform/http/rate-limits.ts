// How much one account and one address may ask for in a minute, however many nodes there are.
//
// Counting is a sum in memory. Who has used a noticeable part of a limit is told to the database
// once a second, where the nodes add up what each has seen; who stays below costs no statement.
import { createHmac } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/db.ts'

/**
 * `account`: every request with a good token. `address`: every request. `stranger`: requests of an
 * address without log-in, or with a token that is not good. `heavy`: what needs a fresh proof of
 * who asks, files, imports, exports and the like.
 */
export const RATE_KINDS = ['account', 'address', 'stranger', 'heavy'] as const
export type RateKind = (typeof RATE_KINDS)[number]

/** Requests in a minute; a kind that is absent is not limited. */
export type RateLimits = Readonly<Partial<Record<RateKind, number>>>

/** Reads `account=3000, address=12000`, or `off`; throws a RangeError at anything else. */
export function readRateLimits(text: string): RateLimits {
  if (text.trim() === 'off') return {}
  const limits: Partial<Record<RateKind, number>> = {}
  for (const entry of text.split(',').map(one => one.trim())) {
    const [, name, amount] = /^(\w+)=([1-9]\d{0,8})$/.exec(entry) ?? []
    const kind = RATE_KINDS.find(one => one === name)
    if (kind === undefined || limits[kind] !== undefined) throw new RangeError(entry)
    limits[kind] = Number(amount)
  }
  return limits
}

export interface RateLimiter {
  /** Counts one; answers after how many seconds to come back when that was one too many. */
  take(kind: RateKind, who: string): number | undefined
  close(): Promise<void>
}

export interface RateLimiterSettings {
  readonly db: Db
  readonly clock: Clock
  readonly limits: RateLimits
  /** Addresses and people are kept as keyed digests: a copy of the table names nobody. */
  readonly secret: Uint8Array
  readonly onFault: (error: unknown) => void
  readonly syncMs?: number
}

const MINUTE = 60_000
const SYNC_MS = 1000
/** Below this part of a limit the nodes do not tell each other. */
const NOTICEABLE = 0.1
/** Whoever comes from so many addresses is met by other means; the oldest are forgotten first. */
const MOST_COUNTED = 200_000

interface Count {
  readonly limit: number
  minute: number
  /** Seen by this node in this minute, and how much of it the database knows. */
  own: number
  told: number
  /** Seen by the other nodes in this minute, as last heard. */
  others: number
  /** Of all nodes in the minute before, as far as known. */
  before: number
}

export function createRateLimiter(settings: RateLimiterSettings): RateLimiter {
  const { clock, limits } = settings
  const counts = new Map<string, Count>()
  const stop = limitsNothing(limits) ? noSync : keepInStep(settings, counts)
  return {
    take: (kind, who) => {
      const limit = limits[kind]
      if (limit === undefined) return undefined
      const now = clock.now()
      const count = countOf(counts, { name: `${kind}:${who}`, limit, minute: minuteOf(now) })
      const passed = (now % MINUTE) / MINUTE
      // A minute that slides: what is left of the one before counts by how much of it still lies inside.
      const used = count.before * (1 - passed) + count.own + count.others
      if (used >= limit) return Math.max(1, Math.ceil((MINUTE - (now % MINUTE)) / 1000))
      count.own += 1
      return undefined
    },
    close: stop,
  }
}

const noSync = () => Promise.resolve()

function limitsNothing(limits: RateLimits): boolean {
  return RATE_KINDS.every(kind => limits[kind] === undefined)
}

function minuteOf(now: number): number {
  return Math.floor(now / MINUTE)
}

interface Wanted {
  readonly name: string
  readonly limit: number
  readonly minute: number
}

function countOf(counts: Map<string, Count>, { name, limit, minute }: Wanted): Count {
  const known = counts.get(name)
  if (known === undefined) {
    if (counts.size >= MOST_COUNTED) forgetOldest(counts)
    const made: Count = { limit, minute, own: 0, told: 0, others: 0, before: 0 }
    counts.set(name, made)
    return made
  }
  if (known.minute !== minute) {
    known.before = known.minute === minute - 1 ? known.own + known.others : 0
    known.minute = minute
    known.own = 0
    known.told = 0
    known.others = 0
  }
  return known
}

function forgetOldest(counts: Map<string, Count>): void {
  for (const name of counts.keys()) {
    counts.delete(name)
    return
  }
}

function keepInStep(
  settings: RateLimiterSettings,
  counts: Map<string, Count>,
): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  let isIdle = true
  let forgottenIn = 0
  const step = async () => {
    const minute = minuteOf(settings.clock.now())
    if (minute !== forgottenIn) {
      forgottenIn = minute
      forgetIdle(counts, minute)
      await settings.db.query('delete from rate_counts where minute < $1', [minute - 1])
    }
    await exchange(settings, counts, minute)
  }
  const timer = setInterval(() => {
    if (!isIdle) return
    isIdle = false
    running = step()
      .catch(settings.onFault)
      .finally(() => {
        isIdle = true
      })
  }, settings.syncMs ?? SYNC_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    return running
  }
}

function forgetIdle(counts: Map<string, Count>, minute: number): void {
  for (const [name, count] of counts) if (count.minute < minute - 1) counts.delete(name)
}

const ADD_UP = `
insert into rate_counts (subject, minute, used)
select subject, $1::bigint, used
from jsonb_to_recordset($2::jsonb) as t (subject text, used bigint)
order by subject
on conflict (subject, minute) do update set used = rate_counts.used + excluded.used
returning subject, used`

/** Adds what this node has seen since it last told, and hears the sums. */
async function exchange(
  { db, secret }: RateLimiterSettings,
  counts: ReadonlyMap<string, Count>,
  minute: number,
): Promise<void> {
  const told = new Map<string, { count: Count; own: number }>()
  const rows: { subject: string; used: number }[] = []
  for (const [name, count] of counts) {
    if (count.minute !== minute || !isNoticeable(count)) continue
    const subject = createHmac('sha256', secret).update(name).digest('base64url')
    told.set(subject, { count, own: count.own })
    rows.push({ subject, used: count.own - count.told })
  }
  if (rows.length === 0) return
  const sums = await db.query<{ subject: string; used: number | string }>(ADD_UP, [
    minute,
    JSON.stringify(rows),
  ])
  for (const { subject, used } of sums) {
    const mine = told.get(subject)
    if (mine === undefined || mine.count.minute !== minute) continue
    mine.count.told = mine.own
    mine.count.others = Math.max(0, Number(used) - mine.own)
  }
}

function isNoticeable({ own, others, before, limit }: Count): boolean {
  return own > 0 && own + others + before >= limit * NOTICEABLE
}
