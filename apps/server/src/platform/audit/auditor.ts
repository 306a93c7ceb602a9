// Compares the tables with the events all the time, cheaply: it folds only what has changed.

import type { Clock } from '../clock.ts'
import type { Db, Queryable } from '../db/db.ts'
import { quoted } from '../event-store/read-row-sql.ts'
import type { AnyStreamType } from '../event-store/types.ts'
import { compareStreams } from './compare-streams.ts'
import type { Difference } from './difference.ts'
import { type Group, listGroups, nextIds } from './stream-ids.ts'

export interface AuditorSettings {
  readonly db: Db
  readonly clock: Clock
  readonly types: readonly AnyStreamType[]
  /** Called in every round for each difference that is there. */
  readonly onDifference: (difference: Difference) => void
  readonly onRound?: (report: RoundReport) => void
  readonly onFault?: (error: unknown) => void
  readonly chunk?: number
  /** A round begins this long after the one before began. */
  readonly roundMs?: number
  /** A round is spread over so long; where that is too short for it, it takes a larger share of the time. */
  readonly spreadMs?: number
}

/** Part of the time that is spent comparing: as little as the store's size allows. */
const leastShare = 0.1
const largestShare = 0.6
/** Streams folded in one statement; their events are in memory together. */
const foldedAtOnce = 200

export interface RoundReport {
  readonly ms: number
  readonly streams: number
  /** Streams whose events were folded, because something had changed. */
  readonly folded: number
  readonly differences: number
}

export class Auditor {
  readonly #settings: AuditorSettings
  #timer: NodeJS.Timeout | undefined
  #round: Promise<void> | undefined
  #wake: (() => void) | undefined
  #closed = false

  constructor(settings: AuditorSettings) {
    this.#settings = settings
  }

  start(): void {
    this.#sleepThen(0, () => {
      this.#round = this.#run()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#wake?.()
    await this.#round
  }

  /** Goes once through everything. */
  async round(): Promise<RoundReport> {
    const { db, clock, types } = this.#settings
    const begun = clock.monotonic()
    const sum = { streams: 0, folded: 0, differences: 0 }
    const total = this.#round ? await countStreams(db) : 0
    let worked = 0
    for (const group of await listGroups(db, types)) {
      let after: string | undefined = ''
      while (after !== undefined && !this.#closed) {
        const chunkBegun = clock.monotonic()
        after = await this.#chunk(group, { after, sum })
        const took = clock.monotonic() - chunkBegun
        worked += took
        const toGo = (worked / Math.max(sum.streams, 1)) * Math.max(total - sum.streams, 0)
        if (this.#round) await this.#pause(took * (1 / this.#shareFor(toGo, begun) - 1))
      }
    }
    const report = { ms: clock.monotonic() - begun, ...sum }
    if (!this.#closed) this.#settings.onRound?.(report)
    return report
  }

  #shareFor(workToGo: number, begun: number): number {
    const { clock, spreadMs = 20_000 } = this.#settings
    const timeToGo = Math.max(begun + spreadMs - clock.monotonic(), 1)
    return Math.min(Math.max(workToGo / timeToGo, leastShare), largestShare)
  }

  async #run(): Promise<void> {
    const { clock, roundMs = 20_000, onFault } = this.#settings
    while (!this.#closed) {
      const begun = clock.monotonic()
      try {
        await this.round()
      } catch (error) {
        onFault?.(error)
      }
      await this.#pause(Math.max(roundMs - (clock.monotonic() - begun), 0))
    }
  }

  async #chunk(
    group: Group,
    {
      after,
      sum,
    }: { after: string; sum: { -readonly [K in keyof Omit<RoundReport, 'ms'>]: number } },
  ): Promise<string | undefined> {
    const { db, onDifference } = this.#settings
    // The embedded database does nothing else meanwhile.
    const { chunk: limit = db.engine === 'pglite' ? 200 : 1000 } = this.#settings
    const found = await db.transaction(async tx => {
      await tx.query('set transaction isolation level repeatable read')
      const ids = await nextIds(tx, { ...group, after, limit, fromEvents: false })
      if (ids.length === 0) return { ids, suspects: [], differences: [] }
      const sums = await readSums(tx, group, ids)
      const suspects = sums.filter(isSuspect)
      const differences: Difference[] = []
      for (let from = 0; from < suspects.length; from += foldedAtOnce) {
        const some = suspects.slice(from, from + foldedAtOnce).map(({ id }) => id)
        differences.push(...(await compareStreams(tx, group, some)).differences)
      }
      await this.#remember(tx, group, { suspects, differences })
      return { ids, suspects, differences }
    })
    sum.streams += found.ids.length
    sum.folded += found.suspects.length
    sum.differences += found.differences.length
    for (const difference of found.differences) onDifference(difference)
    return found.ids.at(-1)
  }

  /** A stream with a difference is compared again in every round until it is repaired. */
  async #remember(
    tx: Queryable,
    { district, type }: Group,
    { suspects, differences }: { suspects: readonly SumRow[]; differences: readonly Difference[] },
  ): Promise<void> {
    const bad = new Set(differences.map(({ stream }) => stream.id))
    const good = suspects.filter(({ id, version }) => !bad.has(id) && version !== null)
    if (good.length === 0) return
    const rows = good.map(({ id, version, checksum }) => ({ i: id, v: version, c: checksum }))
    await tx.query(
      `insert into audit_sums (district, kind, id, version, checksum)
       select $1, $2, i, v, c from jsonb_to_recordset($3::jsonb) as x(i text, v int, c bigint)
       on conflict (district, kind, id) do update
       set version = excluded.version, checksum = excluded.checksum`,
      [district, type.kind, JSON.stringify(rows)],
    )
  }

  #pause(ms: number): Promise<void> {
    if (this.#closed) return Promise.resolve()
    return new Promise(resolve => {
      this.#wake = resolve
      this.#sleepThen(ms, resolve)
    })
  }

  #sleepThen(ms: number, then: () => void): void {
    this.#timer = setTimeout(then, ms)
    this.#timer.unref()
  }
}

async function countStreams(db: Queryable): Promise<number> {
  const [row] = await db.query<{ n: number }>('select count(*) as n from streams')
  return row?.n ?? 0
}

interface SumRow {
  readonly id: string
  /** Null when there is no such stream. */
  readonly version: number | null
  /** As text: it uses all 64 bits. */
  readonly checksum: string
  readonly seenVersion: number | null
  readonly seenChecksum: string | null
}

function isSuspect({ version, checksum, seenVersion, seenChecksum }: SumRow): boolean {
  return version === null || version !== seenVersion || checksum !== seenChecksum
}

/** Checksums over what the tables hold now, beside those of the last comparison. */
function readSums(
  tx: Queryable,
  { district, type }: Group,
  ids: readonly string[],
): Promise<SumRow[]> {
  const sources = type.tables.map(({ table, streamId }) => {
    const id = quoted(streamId)
    return `select ${id} as id, hashtextextended('${table}' || t::text, 0) as hash
      from ${quoted(table)} t where district = $1 and ${id} = any($3::text[])`
  })
  return tx.query<SumRow>(
    `with hashes as (
      ${sources.map(source => `${source} union all `).join('')}
      select stream_id as id, hashtextextended(jsonb_build_array(key, kind, due_at)::text, 1) as hash
      from deadlines where district = $1 and stream_kind = $2 and stream_id = any($3::text[])
    ), sums as (
      select id, bit_xor(hash) as checksum from hashes group by id
    )
    select w.id, s.version, coalesce(c.checksum, 0)::text as checksum,
      a.version as "seenVersion", a.checksum::text as "seenChecksum"
    from unnest($3::text[]) as w(id)
    left join sums c on c.id = w.id
    left join streams s on s.district = $1 and s.kind = $2 and s.id = w.id
    left join audit_sums a on a.district = $1 and a.kind = $2 and a.id = w.id`,
    [district, type.kind, ids],
  )
}
