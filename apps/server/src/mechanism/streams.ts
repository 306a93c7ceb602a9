// What the event store knows of each aggregate.
import {
  type BroadcastEvent,
  type BroadcastState,
  broadcastDeadlines,
  type CaseEvent,
  type CaseState,
  type ContactEvent,
  type ContactState,
  caseDeadlines,
  type DirectoryEvent,
  type DirectoryState,
  EMPTY_DIRECTORY,
  EMPTY_LIST,
  evolveBroadcast,
  evolveCase,
  evolveContacts,
  evolveDirectory,
  evolveGrading,
  evolveGrant,
  evolveList,
  evolveNotices,
  evolvePage,
  evolvePolicy,
  evolvePost,
  evolveRoster,
  evolveSupervision,
  evolveWhistle,
  type GradingEvent,
  type GradingState,
  type GrantEvent,
  type GrantState,
  gradingDeadlines,
  type ListEvent,
  type ListState,
  NO_BROADCAST,
  NO_CASE,
  NO_CONTACTS,
  NO_GRADING,
  NO_GRANT,
  NO_NOTICES,
  NO_PAGE,
  NO_POLICY,
  NO_POST,
  NO_ROSTER,
  NO_SUPERVISION,
  NOTHING,
  type NoticePublished,
  type NoticesState,
  type PageEvent,
  type PageState,
  type PolicyEvent,
  type PolicyState,
  type PostEvent,
  type PostState,
  pageDeadlines,
  type RosterEvent,
  type RosterState,
  type SupervisionEvent,
  type SupervisionState,
  supervisionDeadlines,
  type WhistleEvent,
  type WhistleState,
  whistleDeadlines,
} from '@muster/domain'
import type {
  AnyStreamType,
  Deadline,
  DomainEvent,
  JsonObject,
  ReadRow,
  ReadTable,
  StreamKey,
  StreamType,
} from '../platform/event-store/types.ts'
import { broadcastRows } from './broadcasting/broadcast-rows.ts'
import * as types from './event-types.ts'
import type { StreamKind } from './ids.ts'
import { pageRows } from './paging/page-rows.ts'
import * as rows from './rows.ts'

interface Sketch<S, E extends DomainEvent> {
  readonly kind: StreamKind
  readonly initial: S
  readonly known: Readonly<Record<E['type'], true>>
  readonly evolve: (state: S, event: E) => S
  readonly tables?: readonly ReadTable[]
  readonly rowsOf?: (key: StreamKey, state: S) => readonly ReadRow[]
  readonly deadlinesOf?: (state: S) => readonly Deadline[]
  readonly isOver?: (state: S) => boolean
}

function streamType<S, E extends DomainEvent>(sketch: Sketch<S, E>): StreamType<S, E> {
  const { kind, initial, known, evolve, tables = [], rowsOf, deadlinesOf, isOver } = sketch
  return {
    kind,
    initial,
    tables,
    evolve,
    upcast: (type: string, data: JsonObject) => {
      if (!Object.hasOwn(known, type)) throw new Error(`a ${kind} has no event ${type}`)
      // What was stored is what decide made: its shape was checked when it was written.
      return { ...data, type } as unknown as E
    },
    rowsOf: rowsOf ?? (() => []),
    deadlinesOf: deadlinesOf === undefined ? () => [] : (_key, state) => deadlinesOf(state),
    ...(isOver === undefined ? {} : { isOver }),
  }
}

function table(name: string, streamId = 'id'): ReadTable {
  return { table: name, streamId }
}

export const whistleStream = streamType<WhistleState, WhistleEvent>({
  kind: 'whistle',
  initial: NOTHING,
  known: types.WHISTLE_EVENTS,
  evolve: evolveWhistle,
  tables: [table('whistles'), table('summonses', 'whistle_id')],
  rowsOf: rows.whistleRows,
  deadlinesOf: whistleDeadlines,
  isOver: ({ status }) => status === 'closed' || status === 'withdrawn',
})

export const caseStream = streamType<CaseState, CaseEvent>({
  kind: 'case',
  initial: NO_CASE,
  known: types.CASE_EVENTS,
  evolve: evolveCase,
  tables: [table('cases')],
  rowsOf: rows.caseRows,
  deadlinesOf: caseDeadlines,
})

export const gradingStream = streamType<GradingState, GradingEvent>({
  kind: 'grading',
  initial: NO_GRADING,
  known: types.GRADING_EVENTS,
  evolve: evolveGrading,
  tables: [table('gradings')],
  rowsOf: rows.gradingRows,
  deadlinesOf: gradingDeadlines,
})

export const supervisionStream = streamType<SupervisionState, SupervisionEvent>({
  kind: 'supervision',
  initial: NO_SUPERVISION,
  known: types.SUPERVISION_EVENTS,
  evolve: evolveSupervision,
  tables: [table('supervisions')],
  rowsOf: rows.supervisionRows,
  deadlinesOf: supervisionDeadlines,
  isOver: ({ status }) => status === 'concluded',
})

export const pageStream = streamType<PageState, PageEvent>({
  kind: 'page',
  initial: NO_PAGE,
  known: types.PAGE_EVENTS,
  evolve: evolvePage,
  tables: [table('pages')],
  rowsOf: pageRows,
  deadlinesOf: pageDeadlines,
  isOver: ({ status }) => status === 'settled' || status === 'failed',
})

export const broadcastStream = streamType<BroadcastState, BroadcastEvent>({
  kind: 'broadcast',
  initial: NO_BROADCAST,
  known: types.BROADCAST_EVENTS,
  evolve: evolveBroadcast,
  tables: [table('broadcasts')],
  rowsOf: broadcastRows,
  deadlinesOf: broadcastDeadlines,
})

export const postStream = streamType<PostState, PostEvent>({
  kind: 'command_post',
  initial: NO_POST,
  known: types.POST_EVENTS,
  evolve: evolvePost,
  tables: [table('command_posts')],
  rowsOf: rows.postRows,
})

export const grantStream = streamType<GrantState, GrantEvent>({
  kind: 'grant',
  initial: NO_GRANT,
  known: types.GRANT_EVENTS,
  evolve: evolveGrant,
})

export const policyStream = streamType<PolicyState, PolicyEvent>({
  kind: 'policy',
  initial: NO_POLICY,
  known: types.POLICY_EVENTS,
  evolve: evolvePolicy,
})

export const noticesStream = streamType<NoticesState, NoticePublished>({
  kind: 'notices',
  initial: NO_NOTICES,
  known: types.NOTICE_EVENTS,
  evolve: evolveNotices,
})

export const listStream = streamType<ListState, ListEvent>({
  kind: 'list',
  initial: EMPTY_LIST,
  known: types.LIST_EVENTS,
  evolve: evolveList,
})

export const directoryStream = streamType<DirectoryState, DirectoryEvent>({
  kind: 'directory',
  initial: EMPTY_DIRECTORY,
  known: types.DIRECTORY_EVENTS,
  evolve: evolveDirectory,
})

export const rosterStream = streamType<RosterState, RosterEvent>({
  kind: 'roster',
  initial: NO_ROSTER,
  known: types.ROSTER_EVENTS,
  evolve: evolveRoster,
})

export const contactStream = streamType<ContactState, ContactEvent>({
  kind: 'contact',
  initial: NO_CONTACTS,
  known: types.CONTACT_EVENTS,
  evolve: evolveContacts,
})

/** Counts the changes of all registries; nothing else is kept of them here. */
export const registryStream = streamType<number, types.RegistryChanged>({
  kind: 'registry',
  initial: 0,
  known: types.REGISTRY_EVENTS,
  evolve: count => count + 1,
})

/** A stream type with its own state and events, as the event store takes it. */
function erased<S, E extends DomainEvent>(type: StreamType<S, E>): AnyStreamType {
  return type as unknown as AnyStreamType
}

export const streamTypes: readonly AnyStreamType[] = [
  erased(whistleStream),
  erased(caseStream),
  erased(gradingStream),
  erased(supervisionStream),
  erased(postStream),
  erased(pageStream),
  erased(broadcastStream),
  erased(grantStream),
  erased(policyStream),
  erased(noticesStream),
  erased(listStream),
  erased(directoryStream),
  erased(rosterStream),
  erased(contactStream),
  erased(registryStream),
]
