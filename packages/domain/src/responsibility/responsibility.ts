// The responsibility list 权责清单: problem type × territory → who leads and who assists, with dates; rulings propose to it.
import type { By } from '../access/actor.ts'
import type { Context } from '../access/rules.ts'
import { isTheSystem, keepsRegistry } from '../access/standing.ts'
import { assertNever } from '../kernel/assert-never.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import type { AreaCode, DepartmentId, WhistleId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'

export interface ListEntry {
  readonly id: string
  readonly problemType: string
  readonly area: AreaCode
  readonly lead: DepartmentId
  readonly assisting: readonly DepartmentId[]
  readonly duty: { readonly zh: string; readonly en: string }
  readonly legalItems: readonly string[]
  readonly from: Instant
  readonly until?: Instant
}

/** What a ruling suggests should be written into the list. */
export interface ListProposal {
  readonly id: string
  readonly whistle: WhistleId
  readonly problemType: string
  readonly area: AreaCode
  readonly notResponsible: DepartmentId
  readonly responsible?: DepartmentId
  readonly listItem: string
}

interface Stamp {
  readonly at: Instant
  readonly by: By
}

export type ListEvent =
  | (Stamp & { readonly type: 'EntryPublished'; readonly entry: ListEntry })
  | (Stamp & { readonly type: 'EntryEnded'; readonly entry: string; readonly until: Instant })
  | (Stamp & { readonly type: 'EntryProposed'; readonly proposal: ListProposal })
  | (Stamp & {
      readonly type: 'ProposalDecided'
      readonly proposal: string
      readonly verdict: 'accepted' | 'declined'
    })

export type ListCommand =
  | {
      readonly type: 'PublishEntry'
      readonly entry: ListEntry
      /** The entry that ends when the new one begins. */
      readonly replaces?: string
    }
  | { readonly type: 'EndEntry'; readonly entry: string; readonly until: Instant }
  | { readonly type: 'ProposeEntry'; readonly proposal: ListProposal }
  | {
      readonly type: 'DecideProposal'
      readonly proposal: string
      readonly verdict: 'accepted' | 'declined'
    }

/** The list for one problem type. */
export interface ListState {
  readonly entries: readonly ListEntry[]
  readonly proposals: readonly (ListProposal & { readonly verdict?: 'accepted' | 'declined' })[]
}

export const EMPTY_LIST: ListState = { entries: [], proposals: [] }

export function evolveList(state: ListState, event: ListEvent): ListState {
  switch (event.type) {
    case 'EntryPublished':
      return { ...state, entries: [...state.entries, event.entry] }
    case 'EntryEnded':
      return {
        ...state,
        entries: state.entries.map(e => (e.id === event.entry ? { ...e, until: event.until } : e)),
      }
    case 'EntryProposed':
      return { ...state, proposals: [...state.proposals, event.proposal] }
    case 'ProposalDecided':
      return {
        ...state,
        proposals: state.proposals.map(p =>
          p.id === event.proposal ? { ...p, verdict: event.verdict } : p,
        ),
      }
    default:
      return assertNever(event)
  }
}

function publish(
  state: ListState,
  { entry, replaces }: Extract<ListCommand, { type: 'PublishEntry' }>,
  stamp: Stamp,
): Decision<ListEvent> {
  if (state.entries.some(known => known.id === entry.id))
    return refuse('entry_exists', 21, { field: 'id' })
  if (entry.until !== undefined && entry.until <= entry.from)
    return refuse('period_reversed', 8, { field: 'until' })
  if (entry.assisting.includes(entry.lead))
    return refuse('department_twice', 6, { field: 'assisting' })
  const published = { type: 'EntryPublished', ...stamp, entry } as const
  if (replaces === undefined) return accept(published)
  const old = state.entries.find(known => known.id === replaces)
  if (!old) return refuse('unknown_entry', 8, { field: 'replaces' })
  const isOver = old.until !== undefined && old.until <= entry.from
  if (isOver || old.from >= entry.from) return refuse('period_reversed', 8, { field: 'from' })
  const ended = { type: 'EntryEnded', ...stamp, entry: old.id, until: entry.from } as const
  return accept<ListEvent>(ended, published)
}

function end(
  state: ListState,
  command: Extract<ListCommand, { type: 'EndEntry' }>,
  stamp: Stamp,
): Decision<ListEvent> {
  const entry = state.entries.find(known => known.id === command.entry)
  if (!entry) return refuse('unknown_entry', 8, { field: 'entry' })
  const { until } = command
  if (until <= entry.from) return refuse('period_reversed', 8, { field: 'until' })
  return accept({ type: 'EntryEnded', ...stamp, entry: entry.id, until })
}

function settle(
  state: ListState,
  command: Extract<ListCommand, { type: 'DecideProposal' }>,
  stamp: Stamp,
): Decision<ListEvent> {
  const proposal = state.proposals.find(known => known.id === command.proposal)
  if (!proposal) return refuse('unknown_proposal', 8, { field: 'proposal' })
  if (proposal.verdict) return refuse('proposal_decided', 8)
  const { verdict } = command
  return accept({ type: 'ProposalDecided', ...stamp, proposal: proposal.id, verdict })
}

function propose(state: ListState, proposal: ListProposal, stamp: Stamp): Decision<ListEvent> {
  if (state.proposals.some(known => known.id === proposal.id))
    return refuse('proposal_exists', 21, { field: 'id' })
  return accept({ type: 'EntryProposed', ...stamp, proposal })
}

export function decideList(
  state: ListState,
  command: ListCommand,
  context: Context,
): Decision<ListEvent> {
  const proposes = command.type === 'ProposeEntry'
  const standing = proposes ? isTheSystem(context) : keepsRegistry(context)
  if (!standing.ok) return standing
  const stamp = { at: context.now, by: standing.by }
  switch (command.type) {
    case 'PublishEntry':
      return publish(state, command, stamp)
    case 'EndEntry':
      return end(state, command, stamp)
    case 'DecideProposal':
      return settle(state, command, stamp)
    case 'ProposeEntry':
      return propose(state, command.proposal, stamp)
  }
}

/** Entries that hold at `at` for any of these areas; the smallest area comes first as `areas` runs from large to small. */
export function entriesFor(
  state: ListState,
  areas: readonly AreaCode[],
  at: Instant,
): readonly ListEntry[] {
  return state.entries
    .filter(e => e.from <= at && (e.until === undefined || at < e.until) && areas.includes(e.area))
    .toSorted((a, b) => areas.indexOf(b.area) - areas.indexOf(a.area))
}
