// Records when no server process was there to fire deadlines: what was missed then is nobody's fault.

import type { Clock } from '../clock.ts'
import type { Db, Queryable } from '../db/db.ts'

export interface Outage {
  readonly from: number
  readonly to: number
}

export interface HeartbeatSettings {
  readonly db: Db
  readonly clock: Clock
  readonly node: string
  /** No beat while deadlines cannot fire: that time is an outage too. */
  readonly mayFire?: () => boolean
  readonly onOutage?: (outage: Outage) => void
  readonly onFault?: (error: unknown) => void
  readonly gapMs?: number
}

export class Heartbeat {
  readonly #settings: HeartbeatSettings
  #lastBeat: number | undefined
  #timer: NodeJS.Timeout | undefined
  #beating: Promise<unknown> | undefined

  constructor(settings: HeartbeatSettings) {
    this.#settings = settings
  }

  /** Notes that a process is alive; a gap since the last beat of any is recorded and returned. */
  async beat(): Promise<Outage | undefined> {
    const { db, clock, node, onOutage, mayFire } = this.#settings
    if (mayFire && !mayFire()) return undefined
    const monotonic = clock.monotonic()
    const now = clock.now()
    const outage = await db.transaction(async tx => {
      const [last] = await tx.query<{ beat_at: number; node: string }>(
        'select beat_at, node from cluster_heartbeat for update',
      )
      const gap = last ? this.#gapTo(last, { now, monotonic }) : undefined
      if (gap) {
        await tx.query('insert into outages (from_at, to_at, noticed_by) values ($1, $2, $3)', [
          gap.from,
          gap.to,
          node,
        ])
      }
      await tx.query(
        `insert into cluster_heartbeat (beat_at, node) values ($1, $2)
         on conflict (singleton) do update set beat_at = excluded.beat_at, node = excluded.node`,
        [now, node],
      )
      return gap
    })
    this.#lastBeat = monotonic
    if (outage) onOutage?.(outage)
    return outage
  }

  /** A process's own pauses are measured by its monotonic clock, which a demo clock does not move. */
  #gapTo(
    last: { readonly beat_at: number; readonly node: string },
    { now, monotonic }: { now: number; monotonic: number },
  ): Outage | undefined {
    const { node, gapMs = 30_000 } = this.#settings
    const isOwn = last.node === node && this.#lastBeat !== undefined
    const elapsed = isOwn ? monotonic - (this.#lastBeat ?? monotonic) : now - last.beat_at
    return elapsed > gapMs && now > last.beat_at ? { from: last.beat_at, to: now } : undefined
  }

  async start(everyMs = 5000): Promise<Outage | undefined> {
    const outage = await this.beat()
    this.#timer = setInterval(() => {
      this.#beating ??= this.beat()
        .catch(error => this.#settings.onFault?.(error))
        .finally(() => {
          this.#beating = undefined
        })
    }, everyMs)
    this.#timer.unref()
    return outage
  }

  /** A last beat, so that whoever starts next names the outage from the moment of the stop on. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#beating
    if (this.#timer !== undefined) await this.beat().catch(error => this.#settings.onFault?.(error))
    this.#timer = undefined
  }
}

/** The outages that touch a period. */
export async function listOutages(db: Queryable, { from, to }: Outage): Promise<readonly Outage[]> {
  const rows = await db.query<{ from_at: number; to_at: number }>(
    'select from_at, to_at from outages where to_at > $1 and from_at < $2 order by from_at',
    [from, to],
  )
  return rows.map(row => ({ from: row.from_at, to: row.to_at }))
}
