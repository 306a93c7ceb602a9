// Compares the tables with the events all the time, cheaply: sums tell what has changed, and only that is folded.

import type { Clock } from '../clock.ts'
import type { Db, Queryable } from '../db/db.ts'
import type { AnyStreamType } from '../event-store/types.ts'
import { compareStreams } from './compare-streams.ts'
import type { Difference } from './difference.ts'
import { type Group, listGroups } from './stream-ids.ts'
import {
  type ChangedSum,
  findChanged,
  keepSums,
  nextRange,
  nextUnchecked,
  readSums,
} from './sums.ts'

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
  /** In one round so many that went on or are new are folded at once; the rest waits. */
  readonly foldedInRound?: number
}

/** Part of the time that is spent comparing: as little as the store's size allows. */
const leastShare = 0.1
const largestShare = 0.6
/** Part of the time between rounds that is spent on streams that were never folded; little while others have work. */
const backlogShare = { calm: 0.2, busy: 0.05 }
/** Part of a second in which this process works, above which it is busy. */
const busyFrom = 0.4
/** Streams folded in one statement: nobody else is served while they are. */
const foldedAtOnce = 10

export interface RoundReport {
  readonly ms: number
  readonly streams: number
  /** Streams whose events were folded, because something had changed or was never looked at. */
  readonly folded: number
  readonly differences: number
}

export class Auditor {
  readonly #settings: AuditorSettings
  readonly #roundMs: number
  #room = 0
  #timer: NodeJS.Timeout | undefined
  #round: Promise<void> | undefined
  #wake: (() => void) | undefined
  #closed = false
  #usedBefore = performance.eventLoopUtilization()

  constructor(settings: AuditorSettings) {
    this.#settings = settings
    this.#roundMs = settings.roundMs ?? 25_000
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
    const { db, clock, types, foldedInRound = 1000 } = this.#settings
    this.#room = foldedInRound
    const begun = clock.monotonic()
    const sum = { streams: 0, folded: 0, differences: 0 }
    const total = this.#round ? await countStreams(db) : 0
    let worked = 0
    const piece: Piece = async work => {
      const since = clock.monotonic()
      const done = await work()
      const took = clock.monotonic() - since
      worked += took
      const toGo = (worked / Math.max(sum.streams, 1)) * Math.max(total - sum.streams, 0)
      if (this.#round) await this.#pause(took * (1 / this.#shareFor(toGo, begun) - 1))
      return done
    }
    const groups = await listGroups(db, types)
    for (const group of groups) {
      let after: string | undefined = ''
      while (after !== undefined && !this.#closed)
        after = await this.#range(group, { after, sum, piece })
    }
    await this.#workOff(groups, { until: begun + this.#roundMs, sum })
    const report = { ms: clock.monotonic() - begun, ...sum }
    if (!this.#closed) this.#settings.onRound?.(report)
    return report
  }

  /** What was only summed so far is folded, a little at a time. */
  async #workOff(
    groups: readonly Group[],
    { until, sum }: { readonly until: number; readonly sum: Counts },
  ): Promise<void> {
    const { db, clock } = this.#settings
    for (const group of groups) {
      while (!this.#closed && clock.monotonic() < until) {
        const begun = clock.monotonic()
        const ids = await nextUnchecked(db, group, foldedAtOnce)
        if (ids.length === 0) break
        await this.#look(group, { ids, sum })
        const took = clock.monotonic() - begun
        if (this.#round) await this.#pause(took * (1 / this.#backlogShare() - 1))
      }
    }
  }

  #backlogShare(): number {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, this.#usedBefore)
    this.#usedBefore = now
    return utilization > busyFrom ? backlogShare.busy : backlogShare.calm
  }

  #shareFor(workToGo: number, begun: number): number {
    const { clock, spreadMs = 20_000 } = this.#settings
    const timeToGo = Math.max(begun + spreadMs - clock.monotonic(), 1)
    return Math.min(Math.max(workToGo / timeToGo, leastShare), largestShare)
  }

  async #run(): Promise<void> {
    const { clock, onFault } = this.#settings
    while (!this.#closed) {
      const begun = clock.monotonic()
      try {
        await this.round()
      } catch (error) {
        onFault?.(error)
      }
      await this.#pause(Math.max(this.#roundMs - (clock.monotonic() - begun), 0))
    }
  }

  /** Returns where the next range begins; undefined after the last one. */
  async #range(group: Group, { after, sum, piece }: Ranging): Promise<string | undefined> {
    // Small, so that nobody else waits for long: the embedded database does nothing else meanwhile.
    const { db, chunk: limit = 500 } = this.#settings
    const { upTo, now } = await piece(async () => {
      const range = await nextRange(db, group, { after, limit })
      sum.streams += range.streams
      const { now, later } = sortOut(await findChanged(db, group, range), this.#room)
      this.#room -= Math.min(now.length, this.#room)
      const unchecked = later.map(each => ({ ...each, keep: 'unchecked' as const }))
      await keepSums(db, group, unchecked)
      return { upTo: range.upTo, now }
    })
    for (let from = 0; from < now.length && !this.#closed; from += foldedAtOnce) {
      const ids = now.slice(from, from + foldedAtOnce).map(({ id }) => id)
      await piece(() => this.#look(group, { ids, sum }))
    }
    return upTo
  }

  /** Folds streams and compares. Sums and comparison see the same moment. */
  async #look(
    group: Group,
    { ids, sum }: { readonly ids: readonly string[]; readonly sum: Counts },
  ): Promise<void> {
    const { db, onDifference } = this.#settings
    const { sums, differences } = await db.transaction(async tx => {
      await tx.query('set transaction isolation level repeatable read, read only')
      const { differences } = await compareStreams(tx, group, ids)
      return { sums: await readSums(tx, group, ids), differences }
    })
    const wrong = new Set(differences.map(({ stream }) => stream.id))
    // A transaction of its own: another server may be keeping the same ones.
    await keepSums(
      db,
      group,
      sums.map(each => ({ ...each, keep: wrong.has(each.id) ? 'wrong' : 'checked' })),
    )
    sum.folded += ids.length
    sum.differences += differences.length
    for (const difference of differences) onDifference(difference)
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

/** Does some of a round, and lets others go first for as long as its share of the time asks. */
type Piece = <T>(work: () => Promise<T>) => Promise<T>

interface Ranging {
  readonly after: string
  readonly sum: Counts
  readonly piece: Piece
}

type Counts = { -readonly [K in keyof Omit<RoundReport, 'ms'>]: number }

/** What changed without an event is looked at now; of what went on or is new as much as there is room for, timers first. */
function sortOut(
  changed: readonly ChangedSum[],
  room: number,
): { readonly now: readonly ChangedSum[]; readonly later: readonly ChangedSum[] } {
  const isPressing = ({ version, seenVersion }: ChangedSum) =>
    version === null || version === seenVersion
  const rest = changed
    .filter(each => !isPressing(each))
    .toSorted((a, b) => Number(b.hasDeadlines) - Number(a.hasDeadlines))
  return { now: [...changed.filter(isPressing), ...rest.slice(0, room)], later: rest.slice(room) }
}
