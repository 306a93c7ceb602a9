// Acts on pages as commands of the event store: many pages of one whistle or broadcast by one command, which is asked beside.

import { hash } from 'node:crypto'
import {
  type Attempt,
  currentAttempts,
  decidePage,
  evolvePage,
  findAttempt,
  isStillNeeded,
  mayBeBundled,
  type PageCommand,
  type PageContext,
  type PageEvent,
  type PageId,
  type PageState,
  type PageSubject,
  type PersonId,
  pageDeadlines,
  toId,
  toInstant,
} from '@muster/domain'
import type {
  Command,
  JsonObject,
  OutgoingJob,
  StreamKey,
  StreamView,
  StreamWrite,
} from '../../platform/event-store/types.ts'
import { streamOf, subjectStreamOf } from '../ids.ts'
import { queueOf } from './ask.ts'

/** The in-app inbox: what is kept there has arrived, with the same commit. */
export const INBOX = 'inbox'

/** The same happening told to the same person is the same page, however often it is asked for. */
export function pageIdOf(subject: string, key: string, person: PersonId, way = ''): PageId {
  return toId<PageId>(`${subject}.${hash('sha256', `${key}\n${person}\n${way}`).slice(0, 16)}`)
}

export function subjectOfPage(id: string): string {
  return id.slice(0, id.lastIndexOf('.'))
}

export interface PageAct {
  readonly page: string
  readonly command: PageCommand
}

/** What came of one act. */
export interface PageOutcome {
  readonly page: string
  readonly events: readonly PageEvent['type'][]
  /** Attempts that were begun and have to be carried now. */
  readonly begun: readonly number[]
  readonly refusal?: string
}

export interface SendJob {
  readonly page: string
  readonly attempt: number
}

/** One attempt, or all that one act began. */
export function toSendJobs(data: JsonObject): readonly SendJob[] {
  // Written by `sendJob` and `guardJob`, in these forms alone.
  const { begun } = data as unknown as { readonly begun?: readonly SendJob[] }
  return begun ?? [data as unknown as SendJob]
}

export function sendJob(page: string, attempt: number, isUrgent: boolean): OutgoingJob {
  return { queue: queueOf('send', isUrgent), data: { page, attempt } }
}

export function isGuard(data: JsonObject): boolean {
  return 'begun' in data
}

/** Looked at once whoever carries these must have, or has died. */
export function guardJob(
  begun: readonly SendJob[],
  isUrgent: boolean,
  { diesAt }: Carrier,
): OutgoingJob {
  const data = { begun: begun.map(({ page, attempt }) => ({ page, attempt })) }
  return { queue: queueOf('send', isUrgent), data, startAfter: diesAt }
}

/** Whoever sends what it has just decided; by then it has, or it died and another one takes over. */
export interface Carrier {
  /** Of the real clock. */
  readonly diesAt: number
}

export interface Paged {
  readonly state: PageState
  readonly events: readonly PageEvent[]
  readonly refusal?: string
}

function fold(state: PageState, events: readonly PageEvent[]): PageState {
  return events.reduce<PageState>(evolvePage, state)
}

function readyOf(state: PageState): readonly Attempt[] {
  if (state.status !== 'open') return []
  return currentAttempts(state).filter(({ status }) => status === 'ready')
}

/** The same act on each of these attempts, one after the other. */
function onEach(
  paged: Paged,
  attempts: readonly Attempt[],
  type: 'StartAttempt' | 'AcceptAttempt',
  context: PageContext,
): Paged {
  return attempts.reduce<Paged>((all, { n }) => {
    const next = decidePage(all.state, { type, attempt: n }, context)
    if (!next.ok) return all
    return { state: fold(all.state, next.events), events: [...all.events, ...next.events] }
  }, paged)
}

/** A message that was there as soon as it was asked for is one fact. A gap is told by itself. */
function asOneFact(before: PageState, paged: Paged): Paged {
  const [opened, planned, accepted, ...more] = paged.events
  const isNew = before.status === 'none' && opened?.type === 'PageOpened'
  if (!isNew || opened.order.gap || more.length > 0) return paged
  if (planned?.type !== 'AttemptPlanned' || accepted?.type !== 'AttemptAccepted') return paged
  const { at, order } = opened
  // Nothing more was wanted of it, and nothing more will happen to it by itself.
  const isDone = order.until.kind === 'told' && pageDeadlines(paged.state).length === 0
  const kept = { type: 'PageKept', at, order } as const
  const events = [isDone ? ({ ...kept, settled: 'told' } as const) : kept]
  return { state: fold(before, events), events }
}

/** What was decided, and after it what goes to the inbox: that needs no carrier, and is there once this is committed. */
export function keptInInbox(
  before: PageState,
  decided: readonly PageEvent[],
  context: PageContext,
): Paged {
  const paged: Paged = { state: fold(before, decided), events: decided }
  const { state } = paged
  const kept = readyOf(state).filter(
    ({ step }) => state.status !== 'none' && state.order.steps[step]?.channel === INBOX,
  )
  return asOneFact(before, onEach(paged, kept, 'AcceptAttempt', context))
}

/** Begun with the same commit by whoever decides it, who carries it there and then. */
function begunAtOnce(paged: Paged, context: PageContext): Paged {
  const { state } = paged
  // What may share a message waits for what it may share it with.
  if (state.status !== 'open' || mayBeBundled(state)) return paged
  return onEach(paged, readyOf(state), 'StartAttempt', context)
}

/** One act on one page, and what follows from it at once. */
export function decideOnPage(
  state: PageState,
  command: PageCommand,
  {
    subject,
    now,
    jitter,
    carrier,
  }: { subject: PageSubject | undefined; now: number; jitter: number; carrier?: Carrier },
): Paged {
  const about = state.status === 'none' ? ordered(command) : state.order
  const isNeeded = subject === undefined || (about !== undefined && isStillNeeded(about, subject))
  const context = { now: toInstant(now), isNeeded, jitter }
  const decided = decidePage(state, command, context)
  if (!decided.ok) return { state, events: [], refusal: decided.refusal.code }
  const paged = keptInInbox(state, decided.events, context)
  return carrier === undefined ? paged : begunAtOnce(paged, context)
}

function ordered(command: PageCommand) {
  return command.type === 'OpenPage' ? command.order : undefined
}

/** The jobs that an act leads to: attempts that it made ready and that somebody has to carry. */
export function jobsOf(page: string, { state, events }: Paged): readonly OutgoingJob[] {
  if (state.status !== 'open') return []
  const { emergency } = state.order
  const made = events.flatMap(event =>
    event.type === 'AttemptPlanned' || event.type === 'AttemptReady' ? [event.attempt] : [],
  )
  return [...new Set(made)].flatMap(n =>
    findAttempt(state, n)?.status === 'ready' ? [sendJob(page, n, emergency)] : [],
  )
}

/** Begun by these events, and not at their end as well. */
function begunBy({ state, events }: Paged): readonly number[] {
  if (state.status !== 'open') return []
  return events.flatMap(event =>
    event.type === 'AttemptStarted' && findAttempt(state, event.attempt)?.status === 'sending'
      ? [event.attempt]
      : [],
  )
}

/** Whether a message still has to leave does not matter to what has left. */
function asksSubject({ command: { type } }: PageAct): boolean {
  return type !== 'AcceptAttempt' && type !== 'AnswerPage'
}

/** Acts on pages, all at one moment; one that is refused leaves the others alone. */
export function pagesCommand(
  acts: readonly PageAct[],
  carrier?: Carrier,
): Command<readonly PageOutcome[]> {
  const keys = new Map(acts.map(({ page }) => [page, streamOf('page', page)]))
  const asking = acts.filter(asksSubject).map(({ page }) => subjectOfPage(page))
  const subjects = new Map(asking.map(subject => [subject, subjectStreamOf(subject)]))
  const jitter = Math.random()
  return {
    name: acts[0]?.command.type ?? 'NoPage',
    streams: [...subjects.values(), ...keys.values()],
    decide: view => {
      const folded = new Map<string, Paged>()
      const answer = acts.map(({ page, command }): PageOutcome => {
        const before = folded.get(page)
        const key = keys.get(page) ?? streamOf('page', page)
        const state = before?.state ?? view.state<PageState>(key)
        const about = subjects.get(subjectOfPage(page))
        const paged = decideOnPage(state, command, {
          subject: about && view.state<PageSubject>(about),
          now: view.now,
          jitter,
          ...(carrier ? { carrier } : {}),
        })
        const events = [...(before?.events ?? []), ...paged.events]
        folded.set(page, { state: paged.state, events })
        const { refusal } = paged
        const types = paged.events.map(({ type }) => type)
        const begun = begunBy(paged)
        return { page, events: types, begun, ...(refusal === undefined ? {} : { refusal }) }
      })
      return { ok: true, ...written(folded, keys, carrier), answer }
    },
  }
}

/** The command that a due timer of a page becomes. Refused where it does not matter, so that the timer is looked at. */
export function pageDeadlineCommand(page: string, key: string): Command<PageOutcome> {
  const all = pagesCommand([{ page, command: { type: 'FireDeadline', key } }])
  return {
    ...all,
    decide: view => {
      const decided = all.decide(view)
      if (!decided.ok) return decided
      const [outcome] = decided.answer
      if (outcome?.refusal !== undefined) return { ok: false, refusal: { code: outcome.refusal } }
      return { ...decided, answer: outcome ?? { page, events: [], begun: [] } }
    },
  }
}

function written(
  folded: ReadonlyMap<string, Paged>,
  keys: ReadonlyMap<string, StreamKey>,
  carrier: Carrier | undefined,
): { readonly writes: readonly StreamWrite[]; readonly jobs: readonly OutgoingJob[] } {
  const writes: StreamWrite[] = []
  const jobs: OutgoingJob[] = []
  const begun: SendJob[] = []
  let isUrgent = false
  for (const [page, paged] of folded) {
    const stream = keys.get(page)
    if (stream && paged.events.length > 0) writes.push({ stream, events: paged.events })
    jobs.push(...jobsOf(page, paged))
    begun.push(...begunBy(paged).map(attempt => ({ page, attempt })))
    isUrgent ||= paged.state.status !== 'none' && paged.state.order.emergency
  }
  const isGuarded = carrier !== undefined && begun.length > 0
  return { writes, jobs: isGuarded ? [...jobs, guardJob(begun, isUrgent, carrier)] : jobs }
}

/** What stands on the streams of one page and of what it is about. */
export interface PageView {
  readonly state: PageState
  readonly subject: PageSubject
}

export function viewOfPage(view: StreamView, page: string): PageView {
  return {
    state: view.state<PageState>(streamOf('page', page)),
    subject: view.state<PageSubject>(subjectStreamOf(subjectOfPage(page))),
  }
}
