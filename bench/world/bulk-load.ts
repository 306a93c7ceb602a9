// A process: fills a prepared database with whistles that decide made, with rows and timers by the server's own derivation.
import pg from 'pg'
import { rainstormCasts } from '../../apps/server/src/features/demo-city/casts.ts'
import { demoCity } from '../../apps/server/src/features/demo-city/demo-city.ts'
import { openVault } from '../../apps/server/src/platform/vault/vault.ts'
import { answer, argumentOf } from '../support/child.ts'
import { CopyIn, type Value } from './copy-in.ts'
import { rulesOf } from './rules.ts'
import { type Stage, type StoredStream, storedWhistle } from './stored-whistle.ts'
import { sealWith, type Troupe, troupeOf } from './troupe.ts'

export interface Group {
  readonly count: number
  readonly departments: number
  readonly stage: Stage
  /** The first one sounds so long after its making begins (before it, when negative), each further one so much later. */
  readonly soundsInMs: number
  readonly stepMs: number
}

export interface BulkLoad {
  readonly databaseUrl: string
  /** Of the server that will read them: every whistle and case has a key of its own. */
  readonly keyDir: string
  readonly groups: readonly Group[]
}

export interface Loaded {
  readonly whistles: number
  readonly events: number
  readonly deadlines: number
  /** Of the last group: the whistles, in order, and when the first one sounds. */
  readonly last: readonly string[]
  readonly lastSoundsAt: number
}

const { databaseUrl, keyDir, groups } = argumentOf<BulkLoad>()
const vault = await openVault({ directory: keyDir })
const BYTES_SHARE = 0.4
sealWith((subject, length) => vault.seal(subject, '.'.repeat(Math.round(length * BYTES_SHARE))))
const city = demoCity()
const rules = rulesOf(city)
const troupes = rainstormCasts(city).map(story => troupeOf(city, story))
const into = new CopyIn(databaseUrl)
let position = await lastPosition()
let made = 0
let events = 0
let deadlines = 0
const last: string[] = []
let lastSoundsAt = 0

async function lastPosition(): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ last: string }>('select max(position) as last from events')
  await client.end()
  return Number(rows[0]?.last ?? 0)
}

async function write(table: string, row: Readonly<Record<string, Value>>): Promise<void> {
  const full = into.add(table, row)
  if (full) await full
}

async function store({ key, events: own, rows, deadlines: timers }: StoredStream): Promise<void> {
  const { district, kind, id } = key
  await write('streams', { district, kind, id, version: own.length })
  for (const [n, event] of own.entries()) {
    const { type, ...data } = event
    position += 1
    await write('events', {
      district,
      stream_kind: kind,
      stream_id: id,
      version: n + 1,
      position,
      recorded_at: event.at,
      type,
      data: JSON.stringify(data),
    })
  }
  for (const row of rows) await write(row.table, { ...row.key, ...row.values } as never)
  for (const timer of timers)
    await write('deadlines', {
      district,
      stream_kind: kind,
      stream_id: id,
      key: timer.key,
      kind: timer.kind,
      due_at: timer.dueAt,
    })
  events += own.length
  deadlines += timers.length
}

for (const [g, group] of groups.entries()) {
  const isLast = g === groups.length - 1
  const begin = Date.now() + group.soundsInMs
  lastSoundsAt = begin
  const casts = troupes.map(
    (troupe): Troupe => ({ ...troupe, members: troupe.members.slice(0, group.departments) }),
  )
  for (let n = 0; n < group.count; n += 1) {
    made += 1
    const troupe = casts[made % casts.length]
    if (troupe === undefined) throw new Error('the city has no street')
    const tail = `${troupe.district}-${String(made).padStart(21, '0')}`
    const whistle = `w-${tail}`
    if (isLast) last.push(whistle)
    const soundsAt = Math.round(begin + n * group.stepMs)
    const wanted = { whistle, caseId: `c-${tail}`, stage: group.stage, soundsAt }
    for (const stream of storedWhistle(troupe, rules, wanted)) await store(stream)
  }
}
await into.end()
await vault.flush()
await vault.close()
const loaded: Loaded = { whistles: made, events, deadlines, last, lastSoundsAt }
answer(loaded)
