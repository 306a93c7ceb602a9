// Reads of streams that are asked for while another read is under way go to the database together.
import type { Db } from '../db/db.ts'
import { type LoadedStream, loadStreams, readVersions } from './load-streams.ts'
import type { StateCache } from './state-cache.ts'
import type { StreamTypes } from './stream-types.ts'
import type { StreamKey } from './types.ts'
import { streamName } from './types.ts'

export interface ReadStreams {
  readonly streams: ReadonlyMap<string, LoadedStream>
  /** Streams whose events cannot be folded. */
  readonly broken: ReadonlyMap<string, unknown>
}

export interface GatheredReadsSettings {
  readonly db: Db
  readonly types: StreamTypes
  readonly cache: StateCache
}

interface Round {
  readonly keys: Map<string, StreamKey>
  readonly answer: PromiseWithResolvers<ReadStreams>
}

const mostUnderWay = 2

export class GatheredReads {
  readonly #settings: GatheredReadsSettings
  #next: Round | undefined
  #underWay = 0

  constructor(settings: GatheredReadsSettings) {
    this.#settings = settings
  }

  /** As they are at some moment after the call. */
  read(keys: readonly StreamKey[]): Promise<ReadStreams> {
    const isFirst = this.#next === undefined
    this.#next ??= { keys: new Map(), answer: Promise.withResolvers() }
    const round = this.#next
    for (const key of keys) round.keys.set(streamName(key), key)
    // One turn of the event loop: whoever else asks now joins.
    if (isFirst) setImmediate(() => this.#begin())
    return round.answer.promise
  }

  #begin(): void {
    const round = this.#next
    if (round === undefined || this.#underWay >= mostUnderWay) return
    this.#next = undefined
    this.#underWay += 1
    const { resolve, reject } = round.answer
    this.#load([...round.keys.values()])
      .then(resolve, reject)
      .finally(() => {
        this.#underWay -= 1
        this.#begin()
      })
  }

  async #load(streams: readonly StreamKey[]): Promise<ReadStreams> {
    const { db, types, cache } = this.#settings
    const versions = await readVersions(db, streams)
    const loaded = await loadStreams(db, { streams, versions, types, cache })
    for (const { name, version, state, weight } of loaded.streams.values()) {
      // Meanwhile a batch may have passed the version that was read.
      if (version > (cache.find(name)?.version ?? 0)) cache.put(name, { version, state, weight })
    }
    return loaded
  }
}
