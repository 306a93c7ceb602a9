// Which whistles a figure counts: those that the reader may see, without rehearsals.
import type { Context } from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { hiddenTargets } from '../../mechanism/hidden-targets.ts'
import { Where } from '../../mechanism/lists.ts'
import { type Sight, sightOf } from '../../mechanism/oversight.ts'

export interface Reader {
  readonly context: Context
  readonly sight: Sight
}

export function readerOf(edge: Edge, context: Context): Reader {
  return { context, sight: sightOf(edge.registry, context) }
}

export interface Span {
  readonly from: number
  readonly to: number
}

/** The same question as `mayLookAt`, asked of rows: oversight first, since it settles most of them. */
function sees(where: Where, { within, office, overseen }: Sight): string {
  const own = where.param(within)
  const ways = [
    `w.caller = any(${own}::text[])`,
    `w.departments && ${own}::text[]`,
    `w.commanders @> array[${where.param(office)}::text]`,
  ]
  if (overseen.length > 0) ways.unshift(`w.areas && ${where.param(overseen)}::text[]`)
  return ways.join(' or ')
}

/** Begins a question about whistles `w` of this reader, no drills among them. */
export function seenBy({ sight }: Reader): Where {
  const where = new Where().and('not w.drill')
  const ways = sees(where, sight)
  return where.and(ways)
}

export function inSpan(where: Where, { from, to }: Span): Where {
  return where.and('w.sounded_at >= ?::bigint and w.sounded_at < ?::bigint', from, to)
}

/** Confidential ones of the span whose target and type this reader may not know. */
export async function hiddenIn(edge: Edge, reader: Reader, span: Span): Promise<readonly string[]> {
  const where = inSpan(seenBy(reader), span).and('w.confidential')
  const rows = await edge.platform.db.query<{ id: string }>(
    `select w.id from whistles w where ${where.toSql()}`,
    where.params,
  )
  const hidden = await hiddenTargets(
    edge,
    reader.context,
    rows.map(({ id }) => id),
  )
  return [...hidden]
}
