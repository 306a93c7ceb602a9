// Reads what a batch of commands needs: locked versions, earlier answers, and events not yet known.

import type { Engine, Queryable } from '../db/db.ts'
import { answerId, type KeptAnswer, readAnswer } from './command-answers.ts'
import type { DerivedState, StateCache } from './state-cache.ts'
import type { StreamTypes } from './stream-types.ts'
import type { JsonObject, Once, StreamKey } from './types.ts'
import { streamName } from './types.ts'

export interface StoredAnswer extends KeptAnswer {
  readonly position: number
}

export interface Locked {
  /** Versions of the streams that exist, by name. */
  readonly versions: ReadonlyMap<string, number>
  /** Streams that another transaction holds just now. */
  readonly heldElsewhere: ReadonlySet<string>
  /** Earlier answers, by `onceName`. */
  readonly answers: ReadonlyMap<string, StoredAnswer>
}

export interface LoadedStream {
  readonly key: StreamKey
  readonly name: string
  readonly version: number
  readonly state: unknown
  readonly weight: number
  /** Where it was derived before. */
  readonly derived?: DerivedState | undefined
}

export function onceName(once: Once): string {
  return JSON.stringify([once.actor, once.route, once.key])
}

export interface LockRequest {
  readonly streams: readonly StreamKey[]
  readonly onces: readonly Once[]
  /** Wait for streams held elsewhere instead of naming them. */
  readonly wait: boolean
}

const anyNumber = 7_719_604_333

/**
 * Advisory locks, not row locks: they also cover a stream that does not exist yet, write nothing,
 * and leave the transaction without an id until it writes, which the global order relies on.
 */
const tryLocks = `
select n from (
  select n, pg_try_advisory_xact_lock(hashtextextended(name, ${anyNumber})) as got
  from json_array_elements_text($1::json) with ordinality as s(name, n)
) tried where not got`

/** In one order everywhere, so that two nodes never wait for each other in a circle. */
const waitForLocks = `
select pg_advisory_xact_lock(hash) from (
  select distinct hashtextextended(name, ${anyNumber}) as hash
  from json_array_elements_text($1::json) as s(name) order by 1
) ordered`

/**
 * A statement of its own, since it must see what was committed while the locks were waited for.
 * Without `limit 1` a plan that was made when the tables were small would read them whole.
 */
const versionsAndAnswers = `
select
  (select json_agg(json_build_array(w.n, s.version))
    from json_to_recordset($1::json) as w(n int, d text, k text, i text)
    cross join lateral (
      select version from streams where district = w.d and kind = w.k and id = w.i limit 1
    ) s) as versions,
  (select json_agg(json_build_array(o.n, r.said, r.position))
    from json_to_recordset($2::json) as o(n int, i uuid)
    cross join lateral (
      select said, position from command_results where id = o.i limit 1
    ) r) as answers`

interface VersionsAndAnswers {
  readonly versions: readonly (readonly [number, number])[] | null
  readonly answers: readonly (readonly [number, string, number])[] | null
}

/** Holds the streams until the transaction ends, and reads what is known of them. */
export async function lockStreams(
  tx: Queryable,
  engine: Engine,
  { streams, onces, wait }: LockRequest,
): Promise<Locked> {
  const names = streams.map(streamName)
  // Asked for at once: they are answered in this order.
  const [held, [row]] = await Promise.all([
    // The embedded database has one connection: nobody else can be there.
    engine === 'pglite' ? [] : lock(tx, names, wait),
    tx.query<VersionsAndAnswers>(versionsAndAnswers, [
      JSON.stringify(streams.map((s, n) => ({ n, d: s.district, k: s.kind, i: s.id }))),
      JSON.stringify(onces.map((once, n) => ({ n, i: answerId(once) }))),
    ]),
  ])
  const onceNames = onces.map(onceName)
  return {
    versions: new Map((row?.versions ?? []).map(([n, version]) => [names[n] ?? '', version])),
    heldElsewhere: new Set(held),
    answers: new Map(
      (row?.answers ?? []).map(([n, said, position]) => [
        onceNames[n] ?? '',
        { ...readAnswer(said), position },
      ]),
    ),
  }
}

async function lock(
  tx: Queryable,
  names: readonly string[],
  wait: boolean,
): Promise<readonly string[]> {
  const params = [JSON.stringify(names)]
  if (wait) {
    await tx.query(waitForLocks, params)
    return []
  }
  const missed = await tx.query<{ n: number }>(tryLocks, params)
  return missed.map(({ n }) => names[n - 1] ?? '')
}

/** Versions without a lock, for readers. */
export async function readVersions(
  db: Queryable,
  streams: readonly StreamKey[],
): Promise<ReadonlyMap<string, number>> {
  const locked = await lockStreams(db, 'pglite', { streams, onces: [], wait: false })
  return locked.versions
}

const eventsAfter = `
select w.n, e.type, e.data, length(e.data::text) as size
from json_to_recordset($1::json) as w(n int, d text, k text, i text, v int, u int)
cross join lateral (
  select version, type, data from events
  where district = w.d and stream_kind = w.k and stream_id = w.i
    and version > w.v and version <= w.u
  order by version
) e
order by w.n, e.version`

interface EventRow {
  readonly n: number
  readonly type: string
  readonly data: JsonObject
  readonly size: number
}

export interface LoadRequest {
  readonly streams: readonly StreamKey[]
  readonly versions: ReadonlyMap<string, number>
  readonly types: StreamTypes
  readonly cache: StateCache
}

/**
 * States at the given versions, from memory where they are known. A stream whose stored events
 * cannot be folded is left out and named in `broken`.
 */
export async function loadStreams(
  tx: Queryable,
  request: LoadRequest,
): Promise<{ streams: Map<string, LoadedStream>; broken: Map<string, unknown> }> {
  const loads = request.streams.map(key => startOf(key, request))
  const stale = loads.filter(load => load.version < load.target)
  const broken = new Map<string, unknown>()
  if (stale.length > 0) {
    const rows = await tx.query<EventRow>(eventsAfter, [
      JSON.stringify(
        stale.map((load, n) => ({
          n,
          d: load.key.district,
          k: load.key.kind,
          i: load.key.id,
          v: load.version,
          u: load.target,
        })),
      ),
    ])
    for (const row of rows) foldRow(stale[row.n], row, broken)
  }
  const streams = new Map<string, LoadedStream>()
  for (const load of loads) {
    if (!broken.has(load.name) && load.version !== load.target) {
      broken.set(load.name, new Error(`events are missing in stream ${load.name}`))
    }
    if (!broken.has(load.name)) streams.set(load.name, load)
  }
  return { streams, broken }
}

interface Load {
  readonly key: StreamKey
  readonly name: string
  readonly target: number
  readonly types: StreamTypes
  version: number
  state: unknown
  weight: number
  derived?: DerivedState | undefined
}

function startOf(key: StreamKey, { versions, types, cache }: LoadRequest): Load {
  const name = streamName(key)
  const target = versions.get(name) ?? 0
  const cached = cache.find(name)
  if (cached && cached.version <= target) {
    return { key, name, target, types, ...cached }
  }
  return { key, name, target, types, version: 0, state: types.of(key).initial, weight: 0 }
}

function foldRow(load: Load | undefined, row: EventRow, broken: Map<string, unknown>): void {
  if (!load || broken.has(load.name)) return
  const type = load.types.of(load.key)
  try {
    load.state = type.evolve(load.state, type.upcast(row.type, row.data))
    load.derived = undefined
    load.version += 1
    load.weight += row.size
  } catch (error) {
    broken.set(load.name, error)
  }
}
