// Derives every read row and deadline anew from the events, and compares or repairs the tables.

import type { Db, Queryable } from '../db/db.ts'
import { lockStreams } from '../event-store/load-streams.ts'
import { quoted } from '../event-store/read-row-sql.ts'
import type { AnyStreamType, StreamKey } from '../event-store/types.ts'
import { tell } from '../event-store/write-batch.ts'
import { repairStatements } from '../event-store/write-derived.ts'
import { compareStreams, deriveStreams } from './compare-streams.ts'
import type { Difference } from './difference.ts'
import { type Group, listGroups, nextIds } from './stream-ids.ts'

export interface RebuildSettings {
  readonly db: Db
  readonly types: readonly AnyStreamType[]
  readonly onDifference: (difference: Difference) => void
  /** Write what should be there. A stream that cannot be read is left alone. */
  readonly repair?: boolean
  readonly onProgress?: (streams: number) => void
  readonly chunk?: number
}

export interface RebuildReport {
  readonly streams: number
  readonly events: number
  readonly rows: number
  readonly deadlines: number
  readonly differences: number
  readonly repaired: number
}

/** Compares chunk by chunk, so that memory stays small; a running server does not disturb it. */
export async function rebuild(settings: RebuildSettings): Promise<RebuildReport> {
  const { db, types } = settings
  const report = { streams: 0, events: 0, rows: 0, deadlines: 0, differences: 0, repaired: 0 }
  for (const group of await listGroups(db, types)) {
    let after = ''
    for (;;) {
      const last = await rebuildChunk(settings, { group, after, report })
      if (last === undefined) break
      after = last
      settings.onProgress?.(report.streams)
    }
  }
  return report
}

type Counts = { -readonly [K in keyof RebuildReport]: RebuildReport[K] }

async function rebuildChunk(
  { db, onDifference, repair, chunk = 200 }: RebuildSettings,
  { group, after, report }: { group: Group; after: string; report: Counts },
): Promise<string | undefined> {
  const { ids, comparison } = await db.transaction(async tx => {
    // Several statements must see the same moment.
    await tx.query('set transaction isolation level repeatable read, read only')
    const ids = await nextIds(tx, { ...group, after, limit: chunk })
    return { ids, comparison: await compareStreams(tx, group, ids) }
  })
  for (const { version, rows, deadlines } of comparison.derived) {
    if (version > 0) report.streams += 1
    report.events += version
    report.rows += rows.length
    report.deadlines += deadlines.length
  }
  report.differences += comparison.differences.length
  for (const difference of comparison.differences) onDifference(difference)
  if (repair) {
    for (const id of repairable(comparison.differences)) {
      const stream = { district: group.district, kind: group.type.kind, id }
      await db.transaction(tx => repairStream(tx, db, { group, stream }))
      report.repaired += 1
    }
  }
  return ids.at(-1)
}

function repairable(differences: readonly Difference[]): ReadonlySet<string> {
  const ids = new Set(differences.map(({ stream }) => stream.id))
  for (const { stream, problem } of differences) {
    if (problem === 'unreadable') ids.delete(stream.id)
  }
  return ids
}

/** Takes away all that is derived from the stream and writes it anew, while nobody else may. */
async function repairStream(
  tx: Queryable,
  { engine }: Db,
  { group, stream }: { group: Group; stream: StreamKey },
): Promise<void> {
  const { district, kind, id } = stream
  await lockStreams(tx, engine, { streams: [stream], onces: [], wait: true })
  const [derived] = await deriveStreams(tx, group, [id])
  if (!derived || derived.error !== undefined) return
  for (const { table, streamId } of group.type.tables) {
    await tx.query(
      `delete from ${quoted(table)} where district = $1 and ${quoted(streamId)} = $2`,
      [district, id],
    )
  }
  const own = [district, kind, id]
  await tx.query(
    'delete from deadlines where district = $1 and stream_kind = $2 and stream_id = $3',
    own,
  )
  await tx.query('delete from streams where district = $1 and kind = $2 and id = $3', own)
  if (derived.version === 0) return
  await tx.query('insert into streams (district, kind, id, version) values ($1, $2, $3, $4)', [
    ...own,
    derived.version,
  ])
  const nextDueAt = derived.deadlines[0]?.dueAt
  const written = repairStatements(stream, derived)
  if (written.length === 0) return
  for (const { sql, params } of [...written, tell({ lastEvent: -1, nextDueAt })])
    await tx.query(sql, params)
}
