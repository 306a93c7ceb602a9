// The live board: the list of whistles, with the summonses of each beside it.
import type { boardViews } from '@muster/contract'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf } from '../../mechanism/ids.ts'
import type { SentTo } from '../../mechanism/sent-words.ts'
import { listWhistles, type SummonsRecord, viewSummonsRow } from './list.ts'

type BoardQuery = z.output<typeof boardViews.boardQuery>
type BoardSummons = z.input<typeof boardViews.boardSummons>

/** Whoever may see a whistle sees where each of its departments stands. */
export async function listBoard(
  edge: Edge,
  sent: SentTo,
  { ids, status, ...query }: BoardQuery,
): Promise<z.input<typeof boardViews.boardPage>> {
  const about = ids === undefined ? { status } : { ids: ids.split(',') }
  const { items, ...rest } = await listWhistles(edge, sent, { sort: 'newest', ...query, ...about })
  const summonses = await summonsesOf(
    edge,
    items.map(({ id }) => id),
  )
  return {
    ...rest,
    names: namesIn(edge, items),
    items: items.map(({ departments: _, ...row }) => ({
      ...row,
      summonses: summonses.get(row.id) ?? [],
    })),
  }
}

interface Naming {
  readonly caller: string
  readonly command: string
  readonly departments: readonly string[]
}

function namesIn({ registry: { directory } }: Edge, rows: readonly Naming[]) {
  const ids = new Set(rows.flatMap(row => [row.caller, row.command, ...row.departments]))
  const names: z.input<typeof boardViews.boardPage>['names'] = {}
  for (const id of ids) {
    const name = (directory.findOrganisation(id) ?? directory.findOffice(id))?.name
    if (name !== undefined) names[id] = { ...name }
  }
  return names
}

async function summonsesOf(
  edge: Edge,
  whistles: readonly string[],
): Promise<ReadonlyMap<string, BoardSummons[]>> {
  const found = new Map<string, BoardSummons[]>()
  if (whistles.length === 0) return found
  const rows = await edge.platform.db.query<SummonsRecord>(
    `select s.* from unnest($1::text[], $2::text[]) as t(district, id)
     join summonses s on s.district = t.district and s.whistle_id = t.id
     order by s.role desc, s.called_at, s.department`,
    [whistles.map(districtOf), whistles],
  )
  for (const row of rows) {
    const { whistle, whistleStatus: _, drill: __, ...summons } = viewSummonsRow(row)
    const known = found.get(whistle)
    if (known === undefined) found.set(whistle, [summons])
    else known.push(summons)
  }
  return found
}
