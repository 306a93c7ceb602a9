// Compares the tables with the events all the time, cheaply: sums tell what has changed, and only that is folded.

import type { Clock } from '../clock.ts'
import type { Db } from '../db/db.ts'
import type { AnyStreamType } from '../event-store/types.ts'
import type { Difference } from './difference.ts'
import { FoldQueue } from './fold-queue.ts'
import { look } from './look.ts'
import { type Group, listGroups } from './stream-ids.ts'
import { type ChangedSum, countStreams, findChanged, nextRange } from './sums.ts'

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
  /** In one round so many that went on or are new are folded at once; the rest waits. */
  readonly foldedInRound?: number
}

/** Sums are taken evenly over this part of a round, so that each range has its turn once in `roundMs`. */
const spread = 0.9
/** Part of the time for sums, and for what changed without an event, where a round is too short for them. */
const largestShare = 0.6
/** Part of the time for streams that went on or are new. */
const freshShare = 0.2
/** Part of the time for streams that were never folded; little while others have work. */
const oldShare = { calm: 0.2, busy: 0.1 }
/** On a slow machine work takes long because others go first; a rest must not grow with it. */
const longestRestMs = { pressing: 20, queued: 200 }
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
  readonly #chunk: number
  readonly #queue: FoldQueue
  #isPaced = false
  #restsUntil = 0
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #wake: (() => void) | undefined
  #closed = false
  #usedBefore = performance.eventLoopUtilization()

  constructor(settings: AuditorSettings) {
    this.#settings = settings
    this.#roundMs = settings.roundMs ?? 20_000
    // Small, so that nobody else waits for long: the embedded database does nothing else meanwhile.
    this.#chunk = settings.chunk ?? 500
    this.#queue = new FoldQueue(settings.db)
  }

  start(): void {
    this.#isPaced = true
    this.#sleepThen(0, () => {
      this.#running = this.#run()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#wake?.()
    await this.#running
  }

  /** Goes once through everything. */
  async round(): Promise<RoundReport> {
    const { db, clock, types } = this.#settings
    const begun = clock.monotonic()
    const sum = { streams: 0, folded: 0, differences: 0 }
    const groups = await listGroups(db, types)
    await this.#queue.refresh(groups)
    const slots = this.#isPaced ? await this.#countRanges(groups) : 0
    let passed = 0
    for (const group of groups) {
      let after: string | undefined = ''
      while (after !== undefined && !this.#closed) {
        const since = clock.monotonic()
        after = await this.#range(group, { after, sum })
        passed += 1
        if (!this.#isPaced) continue
        await this.#rest(clock.monotonic() - since, largestShare, longestRestMs.pressing)
        const slotEnd = begun + (this.#roundMs * spread * passed) / slots
        await this.#foldQueued(Math.min(slotEnd, begun + this.#roundMs), sum)
      }
    }
    await this.#foldQueued(begun + this.#roundMs, sum)
    const report = { ms: clock.monotonic() - begun, ...sum }
    if (!this.#closed) this.#settings.onRound?.(report)
    return report
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
      await this.#pause(begun + this.#roundMs - clock.monotonic())
    }
  }

  async #countRanges(groups: readonly Group[]): Promise<number> {
    const sizes = await countStreams(this.#settings.db)
    const more = sizes.reduce((sum, { streams }) => sum + Math.floor(streams / this.#chunk), 0)
    return groups.length + more
  }

  /** Returns where the next range begins; undefined after the last one. */
  async #range(group: Group, { after, sum }: Ranging): Promise<string | undefined> {
    const { db, clock, foldedInRound = 1000 } = this.#settings
    const range = await nextRange(db, group, { after, limit: this.#chunk })
    sum.streams += range.streams
    const changed = await findChanged(db, group, range)
    const pressing = changed.filter(isPressing).map(({ id }) => id)
    const others = changed.filter(each => !isPressing(each))
    await this.#queue.add(group, others, foldedInRound)
    for (let from = 0; from < pressing.length && !this.#closed; from += foldedAtOnce) {
      const since = clock.monotonic()
      await this.#look(group, { ids: pressing.slice(from, from + foldedAtOnce), sum })
      if (this.#isPaced)
        await this.#rest(clock.monotonic() - since, largestShare, longestRestMs.pressing)
    }
    return range.upTo
  }

  /** Folds what waits, a little at a time, until then; in a paced round one step is made even when it is late. */
  async #foldQueued(until: number, sum: Counts): Promise<void> {
    const { clock } = this.#settings
    let isFirst = this.#isPaced
    while (!this.#closed && (isFirst || clock.monotonic() < until || this.#mustGoOn())) {
      isFirst = false
      const now = clock.monotonic()
      if (this.#queue.isEmpty) {
        if (this.#isPaced) await this.#pause(until - now)
        return
      }
      if (now < this.#restsUntil) await this.#pause(Math.min(until, this.#restsUntil) - now)
      else await this.#foldNext(sum)
    }
  }

  /** Who asks for a single round gets all that is fresh folded in it. */
  #mustGoOn(): boolean {
    return !this.#isPaced && this.#queue.hasFresh
  }

  async #foldNext(sum: Counts): Promise<void> {
    const { clock } = this.#settings
    const begun = clock.monotonic()
    const batch = await this.#queue.next(foldedAtOnce)
    if (batch === undefined) return
    await this.#look(batch.group, { ids: batch.ids, sum })
    if (!this.#isPaced) return
    const now = clock.monotonic()
    const share = batch.isOld ? this.#oldShare() : freshShare
    this.#restsUntil = now + Math.min((now - begun) * (1 / share - 1), longestRestMs.queued)
  }

  async #look(
    group: Group,
    { ids, sum }: { readonly ids: readonly string[]; readonly sum: Counts },
  ): Promise<void> {
    const { db, onDifference } = this.#settings
    const differences = await look(db, group, ids)
    sum.folded += ids.length
    sum.differences += differences.length
    for (const difference of differences) onDifference(difference)
  }

  #oldShare(): number {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, this.#usedBefore)
    this.#usedBefore = now
    return utilization > busyFrom ? oldShare.busy : oldShare.calm
  }

  #rest(worked: number, share: number, longest: number): Promise<void> {
    return this.#pause(Math.min(worked * (1 / share - 1), longest))
  }

  #pause(ms: number): Promise<void> {
    if (this.#closed || ms <= 0) return Promise.resolve()
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

interface Ranging {
  readonly after: string
  readonly sum: Counts
}

type Counts = { -readonly [K in keyof Omit<RoundReport, 'ms'>]: number }

/** What changed without an event, or belongs to no stream, is looked at before anything else. */
function isPressing({ version, seenVersion }: ChangedSum): boolean {
  return version === null || version === seenVersion
}
