// What an act on a whistle means for its case, its command post, its grades, supervision and the responsibility list.
import {
  type CaseState,
  type Context,
  type Decision,
  decideCase,
  decideGrading,
  decideList,
  decidePost,
  decideSupervision,
  evolveWhistle,
  type GradingState,
  type ListState,
  type OrganisationId,
  type PostState,
  type SupervisionId,
  type SupervisionState,
  SYSTEM,
  toId,
  type Whistle,
  type WhistleCommand,
  type WhistleEvent,
  type WhistleState,
} from '@muster/domain'
import type {
  DomainEvent,
  StreamKey,
  StreamView,
  StreamWrite,
} from '../platform/event-store/types.ts'
import { CITY_WIDE, REGISTRY_CLOCK, streamOf } from './ids.ts'
import type { Registry } from './registry.ts'
import type { Verdict } from './verdict.ts'

export function supervisionId(whistle: string, department: string, round: number): string {
  return `${whistle}.${department}.${round}`
}

export function listStreamOf(problemType: string): StreamKey {
  return { district: CITY_WIDE, kind: 'list', id: problemType }
}

function postStreamOf(caller: OrganisationId, registry: Registry): readonly StreamKey[] {
  return registry.findPost(caller) ? [streamOf('command_post', caller)] : []
}

/** What was read before an act that reaches further: the whistle, and the case that now holds it. */
export interface Known {
  readonly whistle: WhistleState
  /** The survivor, when the whistle's case was merged. */
  readonly caseId: string
}

/** Registries that acts on a whistle change; every node must notice. */
function isRegistry({ kind }: StreamKey): boolean {
  return kind === 'command_post' || kind === 'list'
}

/** Streams that this command may write besides the whistle's own; they are locked with it. */
export function streamsOfConsequences(
  command: WhistleCommand,
  known: Known | undefined,
  registry: Registry,
): readonly StreamKey[] {
  const streams = reachedBy(command, known, registry)
  return streams.some(isRegistry) ? [...streams, REGISTRY_CLOCK] : streams
}

function reachedBy(
  command: WhistleCommand,
  known: Known | undefined,
  registry: Registry,
): readonly StreamKey[] {
  if (command.type === 'DraftWhistle')
    return [
      streamOf('case', command.caseId),
      ...postStreamOf(command.caller.organisation, registry),
    ]
  if (known === undefined || known.whistle.status === 'none') return []
  const { whistle, caseId } = known
  switch (command.type) {
    case 'WithdrawWhistle':
      return endStreams(whistle, caseId, registry)
    case 'CloseWhistle':
      return [...endStreams(whistle, caseId, registry), streamOf('grading', whistle.id)]
    case 'DeclareDefault': {
      const round = whistle.summonses[command.department]?.round ?? 1
      return [streamOf('supervision', supervisionId(whistle.id, command.department, round))]
    }
    case 'RuleReturn':
      return [listStreamOf(whistle.draft.problemType)]
    default:
      return []
  }
}

/** Acts whose consequences lie on streams that only the whistle's state names. */
export function reachesFurther(type: WhistleCommand['type']): boolean {
  return (
    type === 'WithdrawWhistle' ||
    type === 'CloseWhistle' ||
    type === 'DeclareDefault' ||
    type === 'RuleReturn'
  )
}

function endStreams(whistle: Whistle, caseId: string, registry: Registry): readonly StreamKey[] {
  return [streamOf('case', caseId), ...postStreamOf(whistle.caller.organisation, registry)]
}

interface Happened {
  readonly state: WhistleState
  readonly events: readonly WhistleEvent[]
}

interface Beside {
  readonly context: Context
  readonly registry: Registry
  /** The case that holds the whistle now. */
  readonly caseId: string
}

class Writes {
  readonly writes: StreamWrite[] = []
  #refusal: Extract<Verdict, { ok: false }> | undefined

  add(stream: StreamKey, decision: Decision<DomainEvent>): void {
    if (this.#refusal) return
    if (decision.ok) this.writes.push({ stream, events: decision.events })
    else this.#refusal = decision
  }

  verdict(): Verdict {
    if (this.#refusal) return this.#refusal
    const streams = this.writes.map(write => write.stream).filter(isRegistry)
    if (streams.length === 0) return { ok: true, outcome: { writes: this.writes } }
    const tick = { stream: REGISTRY_CLOCK, events: [{ type: 'RegistryChanged', streams }] }
    return { ok: true, outcome: { writes: [...this.writes, tick] } }
  }
}

function link(
  into: Writes,
  event: Extract<WhistleEvent, { type: 'WhistleDrafted' }>,
  view: StreamView,
  beside: Beside,
): void {
  const { whistle, caseId, caller, by } = event
  const caseKey = streamOf('case', caseId)
  into.add(
    caseKey,
    decideCase(
      view.state<CaseState>(caseKey),
      { type: 'LinkWhistle', whistle, by },
      beside.context,
    ),
  )
  for (const key of postStreamOf(caller.organisation, beside.registry)) {
    const command = { type: 'LinkPostWhistle', whistle, by } as const
    into.add(key, decidePost(view.state<PostState>(key), command, beside.context))
  }
}

function unlink(
  into: Writes,
  whistle: Whistle,
  event: Extract<WhistleEvent, { type: 'WhistleClosed' | 'WhistleWithdrawn' }>,
  view: StreamView,
  beside: Beside,
): void {
  const { by } = event
  const how = event.type === 'WhistleClosed' ? 'closed' : 'withdrawn'
  const { context, registry, caseId } = beside
  const [caseKey, ...posts] = endStreams(whistle, caseId, registry)
  const { id } = whistle
  if (caseKey) {
    const command = { type: 'EndWhistle', whistle: id, how, by } as const
    into.add(caseKey, decideCase(view.state<CaseState>(caseKey), command, context))
  }
  for (const key of posts) {
    const command = { type: 'EndPostWhistle', whistle: id, by } as const
    into.add(key, decidePost(view.state<PostState>(key), command, context))
  }
}

function asSystem(context: Context): Context {
  return { ...context, actor: SYSTEM }
}

function openGrading(into: Writes, closed: Whistle, view: StreamView, beside: Beside): void {
  const key = streamOf('grading', closed.id)
  const command = { type: 'OpenGrading', whistle: closed } as const
  into.add(key, decideGrading(view.state<GradingState>(key), command, asSystem(beside.context)))
}

function supervise(
  into: Writes,
  whistle: Whistle,
  event: Extract<WhistleEvent, { type: 'SummonsDefaulted' }>,
  view: StreamView,
  beside: Beside,
): void {
  const { department, round, reason } = event
  const id = supervisionId(whistle.id, department, round)
  const key = streamOf('supervision', id)
  const before = view.state<SupervisionState>(key)
  // Somebody has asked this department to account for this round already; one order is enough.
  if (before.status !== 'none') return
  const order = {
    id: toId<SupervisionId>(id),
    whistle: whistle.id,
    department,
    round,
    areas: whistle.draft.place.areas,
    cause: 'default',
    reason,
    drill: whistle.drill,
  } as const
  const command = { type: 'OpenSupervision', order } as const
  into.add(key, decideSupervision(before, command, asSystem(beside.context)))
}

/**
 * A drill rehearses and changes no registry. A confidential whistle proposes nothing either: the list is read by
 * everybody, and a proposal names problem type, area and departments long before the whistle may be public.
 */
function mayPropose(whistle: Whistle): boolean {
  return !whistle.drill && whistle.policy?.confidential !== true
}

function propose(
  into: Writes,
  whistle: Whistle,
  event: Extract<WhistleEvent, { type: 'SummonsExcused' | 'SummonsReplaced' }>,
  view: StreamView,
  beside: Beside,
): void {
  const { problemType, place } = whistle.draft
  const area = place.areas.at(-1)
  if (area === undefined || !mayPropose(whistle)) return
  const key = listStreamOf(problemType)
  const proposal = {
    id: `${whistle.id}.${event.department}.${event.round}`,
    whistle: whistle.id,
    problemType,
    area,
    notResponsible: event.department,
    ...(event.type === 'SummonsReplaced' ? { responsible: event.successor } : {}),
    listItem: event.listItem,
  }
  const command = { type: 'ProposeEntry', proposal } as const
  into.add(key, decideList(view.state<ListState>(key), command, asSystem(beside.context)))
}

/** The whistle as it is after all that happened. */
function after(happened: Happened): Whistle | undefined {
  const state = happened.events.reduce<WhistleState>(evolveWhistle, happened.state)
  return state.status === 'none' ? undefined : state
}

function follow(
  into: Writes,
  event: WhistleEvent,
  whistle: Whistle,
  view: StreamView,
  beside: Beside,
): void {
  switch (event.type) {
    case 'WhistleDrafted':
      link(into, event, view, beside)
      break
    case 'WhistleWithdrawn':
      unlink(into, whistle, event, view, beside)
      break
    case 'WhistleClosed':
      unlink(into, whistle, event, view, beside)
      openGrading(into, whistle, view, beside)
      break
    case 'SummonsDefaulted':
      supervise(into, whistle, event, view, beside)
      break
    case 'SummonsExcused':
    case 'SummonsReplaced':
      propose(into, whistle, event, view, beside)
      break
    default:
  }
}

const FOLLOWED: ReadonlySet<WhistleEvent['type']> = new Set<WhistleEvent['type']>([
  'WhistleDrafted',
  'WhistleWithdrawn',
  'WhistleClosed',
  'SummonsDefaulted',
  'SummonsExcused',
  'SummonsReplaced',
])

/** What follows on other streams; one refusal there refuses the whole act. */
export function consequences(happened: Happened, view: StreamView, beside: Beside): Verdict {
  const followed = happened.events.filter(event => FOLLOWED.has(event.type))
  const into = new Writes()
  if (followed.length === 0) return into.verdict()
  const whistle = after(happened)
  if (whistle) for (const event of followed) follow(into, event, whistle, view, beside)
  return into.verdict()
}
