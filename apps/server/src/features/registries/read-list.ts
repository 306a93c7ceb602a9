// The responsibility list as it is read: entries, proposals, and advice for one place.
import { type listBodies, toRfc3339 } from '@muster/contract'
import {
  type AreaCode,
  type Context,
  entriesFor,
  isSystem,
  type ListEntry,
  type ListState,
  mayKnowTarget,
  maySee,
  toId,
  toInstant,
  type WhistleState,
} from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { keepsArea } from '../../mechanism/keeping.ts'
import { areasAbove, areasAround, problemTypeOf } from '../../mechanism/lookups.ts'
import { namesOf } from '../../mechanism/names-of.ts'
import { pageById } from '../../mechanism/pages.ts'
import { some, someTime } from '../../mechanism/views.ts'
import { readCursor } from '../../platform/http/cursor.ts'

type EntryView = z.input<typeof listBodies.entry>
type EntryQuery = z.output<typeof listBodies.entryQuery>
type ProposalQuery = z.output<typeof listBodies.proposalQuery>
type Advice = z.input<typeof listBodies.advice>

function viewEntry({ from, until, ...entry }: ListEntry): EntryView {
  return {
    ...entry,
    assisting: [...entry.assisting],
    legalItems: [...entry.legalItems],
    from: toRfc3339(from),
    ...someTime('until', until),
  }
}

/** In a part of the district, in it all, or in what it lies in. */
function holdsInDistrict(edge: Edge, { area }: ListEntry, district: string): boolean {
  const whole = toId<AreaCode>(district)
  return areasAbove(edge, area).includes(whole) || areasAbove(edge, whole).includes(area)
}

function matches(edge: Edge, entry: ListEntry, query: EntryQuery): boolean {
  const { area, reaches, department, district, legalItem, at } = query
  if (area !== undefined && entry.area !== area) return false
  if (reaches !== undefined && !areasAbove(edge, toId(reaches)).includes(entry.area)) return false
  if (district !== undefined && !holdsInDistrict(edge, entry, district)) return false
  if (legalItem !== undefined && !entry.legalItems.some(item => item.includes(legalItem)))
    return false
  if (at !== undefined && (entry.from > at || (entry.until !== undefined && entry.until <= at)))
    return false
  if (department === undefined) return true
  return entry.lead === department || entry.assisting.some(one => one === department)
}

export function listEntries(edge: Edge, query: EntryQuery) {
  const { problemType } = query
  const lists =
    problemType === undefined ? edge.registry.lists() : [edge.registry.list(problemType)]
  const found = lists.flatMap(({ entries }) => entries)
  const page = pageById(
    found.filter(entry => matches(edge, entry, query)),
    query,
    { id: entry => entry.id, view: viewEntry },
  )
  const bodies = page.items.flatMap(({ area, lead, assisting }) => [area, lead, ...assisting])
  return { ...page, ...called(edge, bodies, page.items) }
}

/** Names of whom and what a page is about. */
function called(
  edge: Edge,
  bodies: readonly (string | undefined)[],
  items: readonly { readonly problemType: string }[],
) {
  const codes = [...new Set(items.map(({ problemType }) => problemType))]
  const types = codes.flatMap(code => {
    const name = edge.registry.directory.findProblemType(code)?.name
    return name === undefined ? [] : [[code, { zh: name.zh, en: name.en }] as const]
  })
  return { names: namesOf(edge, bodies), problemTypes: Object.fromEntries(types) }
}

export type Proposal = ListState['proposals'][number]

/** Of a confidential whistle nothing is told to whoever does not know its target. */
export function seesProposal(
  edge: Edge,
  { area }: Proposal,
  { whistle, context }: { readonly whistle: WhistleState; readonly context: Context },
): boolean {
  const { actor } = context
  if (whistle.status === 'none') return false
  const isSecret = whistle.policy?.confidential === true
  if (maySee(whistle, context)) return mayKnowTarget(whistle, context)
  return !isSecret && (isSystem(actor) || keepsArea(edge, actor, area))
}

/** As many as fill a page, in the order of ids; whistles are looked up only as far as that takes. */
async function firstSeen(
  edge: Edge,
  context: Context,
  { sorted, wanted }: { readonly sorted: readonly Proposal[]; readonly wanted: number },
): Promise<readonly Proposal[]> {
  const seen: Proposal[] = []
  for (let at = 0; at < sorted.length && seen.length < wanted; at += wanted) {
    const some = sorted.slice(at, at + wanted)
    const streams = await edge.platform.executor.view(
      [...new Set(some.map(one => one.whistle))].map(id => streamOf('whistle', id)),
    )
    for (const one of some) {
      const whistle = streams.state<WhistleState>(streamOf('whistle', one.whistle))
      if (seesProposal(edge, one, { whistle, context })) seen.push(one)
    }
  }
  return seen
}

/** Rulings propose without a change of the rules: the streams alone know every proposal. */
export async function listProposals(edge: Edge, context: Context, query: ProposalQuery) {
  const { db, executor } = edge.platform
  const rows = await db.query<{ district: string; id: string }>(
    "select district, id from streams where kind = 'list' and ($1::text is null or id = $1)",
    [query.problemType ?? null],
  )
  const keys = rows.map(({ district, id }) => ({ district, kind: 'list', id }))
  const streams = await executor.view(keys)
  const after = readCursor(query.cursor)?.id ?? ''
  const wanted = ({ id, verdict }: Proposal) =>
    id > after && (query.open === undefined || (verdict === undefined) === (query.open === 'true'))
  const sorted = keys
    .flatMap(key => streams.state<ListState>(key).proposals)
    .filter(wanted)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const seen = await firstSeen(edge, context, { sorted, wanted: query.limit + 1 })
  const page = pageById(seen, query, {
    id: proposal => proposal.id,
    view: proposal => ({ ...proposal }),
  })
  const bodies = page.items.flatMap(({ area, notResponsible, responsible }) => [
    area,
    notResponsible,
    responsible,
  ])
  return { ...page, ...called(edge, bodies, page.items) }
}

/** The entry of the smallest area says who leads; every entry that holds says who assists. */
export function adviceFor(edge: Edge, asked: { problemType: string; point: string }): Advice {
  const { registry } = edge
  const problemType = problemTypeOf(edge, asked.problemType, 'query.problemType')
  const areas = areasAround(edge, asked.point, 'query.point')
  const now = toInstant(edge.now())
  const entries = entriesFor(registry.list(problemType), areas, now)
  const advised = (department: string, entry: ListEntry) => ({
    department,
    ...some('name', registry.directory.findOrganisation(department)?.name),
    entry: entry.id,
  })
  const [nearest] = entries
  const named = new Set<string>(nearest ? [nearest.lead] : [])
  const assisting: Advice['assisting'] = []
  for (const entry of entries)
    for (const department of entry.assisting) {
      if (named.has(department)) continue
      named.add(department)
      assisting.push(advised(department, entry))
    }
  return {
    problemType,
    areas: [...areas],
    at: toRfc3339(now),
    ...some('kind', registry.directory.findProblemType(problemType)?.kind),
    ...(nearest ? { lead: advised(nearest.lead, nearest) } : {}),
    assisting,
    entries: entries.map(viewEntry),
  }
}
