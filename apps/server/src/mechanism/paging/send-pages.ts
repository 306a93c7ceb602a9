// Carries attempts to their channels: begun in one transaction, handed over outside of any, reported in another.
import {
  currentAttempts,
  findAttempt,
  mayBeBundled,
  type OrganisationId,
  type Page,
  type PageState,
  type PageStep,
  type PageSubject,
  type PersonId,
} from '@muster/domain'
import type { Channel, OutgoingMessage, Sent } from '../../platform/channels/channel.ts'
import { ADDRESS_GONE } from '../../platform/channels/trouble.ts'
import type { JsonObject, OutgoingJob } from '../../platform/event-store/types.ts'
import type { Platform } from '../../platform/feature.ts'
import type { Job } from '../../platform/jobs/queue-worker.ts'
import { streamOf, subjectStreamOf } from '../ids.ts'
import type { Outcomes } from './outcomes.ts'
import {
  guardJob,
  isGuard,
  type PageOutcome,
  pagesCommand,
  type SendJob,
  subjectOfPage,
  toSendJobs,
} from './page-commands.ts'
import type { LookForEarly } from './receipts.ts'

/** An attempt that is under way now, by this process. */
export interface Started {
  readonly id: string
  readonly page: Page
  readonly subject: PageSubject
  readonly attempt: number
  readonly step: PageStep
  /** Somebody began it and did not say how it ended. */
  readonly isUnsure: boolean
}

/** A way of a person as it was when a message left by it. */
export interface GoneWay {
  readonly person: PersonId
  readonly organisation: OrganisationId
  readonly step: PageStep
}

export interface Sending {
  readonly platform: Pick<Platform, 'executor' | 'db' | 'log'>
  readonly outcomes: Outcomes
  readonly channelOf: (code: string) => Channel | undefined
  /** Undefined where the way is gone. */
  readonly messageOf: (
    together: readonly Started[],
    step: PageStep,
  ) => Promise<OutgoingMessage | undefined> | OutgoingMessage | undefined
  /** Stores jobs that are looked at when their carriers must have ended. */
  readonly lookLater?: (jobs: readonly OutgoingJob[]) => Promise<void>
  /** Resolves when what an outage held up is known: what is late waits for it, so that it goes out together. */
  readonly caughtUp?: () => Promise<void>
  /** A receipt may have come before the message was written down. */
  readonly lookForEarly?: LookForEarly
  /** The provider says that nobody is at that address any more. */
  readonly onGone?: (way: GoneWay) => Promise<void>
  readonly onSent?: (
    channel: string,
    sent: Sent,
    of: { readonly isAgain: boolean; readonly isDrill: boolean },
  ) => void
}

/** No channel may keep a message longer than this; a job is given to another worker after twice as long. */
export const LONGEST_SENDING_MS = 10_000

/** Twice as long as any channel may take. */
export const CARRIER_DIES_MS = 2 * LONGEST_SENDING_MS

const PENDING = `select id from pages where bundles and person = any($1::text[])`

function stepOf(page: Page, n: number): PageStep | undefined {
  const attempt = findAttempt(page, n)
  return attempt && page.order.steps[attempt.step]
}

interface Asked extends SendJob {
  /** Whoever began it had this very job before, or must have ended by now. */
  readonly mayGoOn: boolean
}

interface Going extends Asked {
  /** Whose message it may share with others. */
  readonly along?: PersonId
}

/** A message of no known fate is `isUnsure`. */
interface Begun extends SendJob {
  readonly isUnsure: boolean
}

/** Repeats and late pages of the same people that wait as well: they go along. */
async function withCompanions(
  { platform }: Sending,
  asked: readonly Asked[],
  states: ReadonlyMap<string, PageState>,
): Promise<readonly Going[]> {
  const jobs = asked.map((job): Going => {
    const state = states.get(job.page)
    if (state === undefined || state.status === 'none' || !mayBeBundled(state)) return job
    return { ...job, along: state.order.person }
  })
  const people = new Set(jobs.flatMap(({ along }) => along ?? []))
  if (people.size === 0) return jobs
  const rows = await platform.db.query<{ id: string }>(PENDING, [[...people]])
  const view = await platform.executor.view(rows.map(({ id }) => streamOf('page', id)))
  const known = new Set(jobs.map(nameOf))
  const more = rows.flatMap(({ id: page }) => {
    const state = view.state<PageState>(streamOf('page', page))
    if (state.status !== 'open' || !mayBeBundled(state)) return []
    const ready = currentAttempts(state).filter(({ status }) => status === 'ready')
    const along = state.order.person
    return ready.map(({ n: attempt }) => ({ page, attempt, mayGoOn: false, along }))
  })
  return [...jobs, ...more.filter(job => !known.has(nameOf(job)))]
}

function nameOf({ page, attempt }: SendJob): string {
  return `${page}#${attempt}`
}

function isLate(state: PageState): boolean {
  return state.status === 'open' && state.order.overdueMs !== undefined
}

async function statesOf(
  { platform }: Sending,
  jobs: readonly SendJob[],
): Promise<ReadonlyMap<string, PageState>> {
  const view = await platform.executor.view(jobs.map(({ page }) => streamOf('page', page)))
  return new Map(jobs.map(({ page }) => [page, view.state<PageState>(streamOf('page', page))]))
}

interface Beginning {
  readonly begun: readonly Begun[]
  /** Somebody took them along and carries them now, or has just died. */
  readonly elsewhere: readonly SendJob[]
}

/**
 * Those that may leave; the rest was sent by another, or nobody needs it any more. What may share a message is begun by
 * one command: two who begin at the same moment would else take a part each.
 */
async function begin({ platform }: Sending, jobs: readonly Going[]): Promise<Beginning> {
  const groups = Map.groupBy(jobs, ({ along, page }) =>
    along === undefined ? subjectOfPage(page) : `person ${along}`,
  )
  const begun: Begun[] = []
  const unsure: SendJob[] = []
  const elsewhere: SendJob[] = []
  const all = [...groups.values()].map(async members => {
    const acts = members.map(({ page, attempt }) => ({
      page,
      command: { type: 'StartAttempt', attempt } as const,
    }))
    const submitted = await platform.executor.submit(pagesCommand(acts))
    if (!submitted.ok) return
    for (const [n, one] of members.entries()) {
      const came = whatCame(submitted.answer[n])
      if (came === 'begun') begun.push({ ...one, isUnsure: false })
      else if (came === 'under way') (one.mayGoOn ? unsure : elsewhere).push(one)
    }
  })
  await Promise.all(all)
  return { begun: [...begun, ...unsure.map(one => ({ ...one, isUnsure: true }))], elsewhere }
}

function whatCame(outcome: PageOutcome | undefined): 'begun' | 'under way' | 'nothing' {
  if (outcome === undefined || outcome.refusal !== undefined) return 'nothing'
  if (outcome.events.includes('AttemptStarted')) return 'begun'
  return outcome.events.length === 0 ? 'under way' : 'nothing'
}

/** Those of the attempts that are under way now, with all that a message needs. */
async function startedOf(
  { platform: { executor } }: Sending,
  going: readonly Begun[],
): Promise<readonly Started[]> {
  if (going.length === 0) return []
  const view = await executor.view(
    going.flatMap(({ page }) => [streamOf('page', page), subjectStreamOf(subjectOfPage(page))]),
  )
  return going.flatMap(({ page: id, attempt, isUnsure }) => {
    const page = view.state<PageState>(streamOf('page', id))
    const subject = view.state<PageSubject>(subjectStreamOf(subjectOfPage(id)))
    if (page.status !== 'open' || findAttempt(page, attempt)?.status !== 'sending') return []
    const step = stepOf(page, attempt)
    if (step === undefined) return []
    return [{ id, page, subject, attempt, step, isUnsure }]
  })
}

/** Repeats and late pages of one person by one way are one message; everything else is a message of its own. */
function bundled(started: readonly Started[]): readonly (readonly Started[])[] {
  const groups = Map.groupBy(started, one => {
    const { page, step, id, attempt } = one
    if (!mayBeBundled(page) || one.isUnsure) return nameOf({ page: id, attempt })
    return `${page.order.person}|${step.channel}|${step.contact}`
  })
  return [...groups.values()]
}

async function handOver(channel: Channel, message: OutgoingMessage): Promise<Sent> {
  const abort = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<Sent>(resolve => {
    timer = setTimeout(() => {
      resolve({ ok: false, reason: 'timed_out', permanent: false })
      abort.abort()
    }, LONGEST_SENDING_MS)
  })
  try {
    return await Promise.race([channel.send(message, abort.signal), tooLong])
  } catch {
    // A channel that throws has a fault of its own; its words may hold an address.
    return { ok: false, reason: 'channel_fault', permanent: false }
  } finally {
    clearTimeout(timer)
  }
}

function hasFurtherWay({ page, step, attempt }: Started): boolean {
  if (page.order.atOnce !== true) return page.order.steps.at(-1) !== step
  return currentAttempts(page).some(one => one.n !== attempt && one.status !== 'failed')
}

async function send(sending: Sending, together: readonly Started[]): Promise<Sent> {
  const [first] = together
  const channel = first && sending.channelOf(first.step.channel)
  if (first === undefined || channel === undefined)
    return { ok: false, reason: 'channel_not_set_up', permanent: true }
  // It may have left: said twice by a channel that cannot tell is worse than said by the next one.
  if (first.isUnsure && !channel.isIdempotent && hasFurtherWay(first))
    return { ok: false, reason: 'outcome_unknown', permanent: true }
  const message = await sending.messageOf(together, first.step)
  if (message === undefined) return { ok: false, reason: 'contact_gone', permanent: true }
  const sent = await handOver(channel, message)
  // A message that carries both is told of what is real.
  const isDrill = together.every(({ page }) => page.order.drill)
  sending.onSent?.(channel.code, sent, { isAgain: first.isUnsure, isDrill })
  return sent
}

async function carry(sending: Sending, together: readonly Started[]): Promise<void> {
  const sent = await send(sending, together)
  const recorded = together.map(({ id: page, attempt }) =>
    sending.outcomes.record({
      page,
      command: sent.ok
        ? {
            type: 'AcceptAttempt',
            attempt,
            ...(sent.receipt === undefined ? {} : { receipt: sent.receipt }),
          }
        : { type: 'FailAttempt', attempt, reason: sent.reason, permanent: sent.permanent },
    }),
  )
  await Promise.all(recorded)
  if (sent.ok && sent.receipt !== undefined) await sending.lookForEarly?.(sent.receipt)
  const [first] = together
  if (first === undefined || sent.ok || sent.reason !== ADDRESS_GONE) return
  const { person, organisation } = first.page.order
  await sending.onGone?.({ person, organisation, step: first.step })
}

/** Carries attempts that were begun by their own decision, a moment ago and by this process. */
export async function carryAtOnce(sending: Sending, begun: readonly SendJob[]): Promise<void> {
  const sure = begun.map(one => ({ ...one, isUnsure: false }))
  await carryAll(sending, sure)
}

async function carryAll(sending: Sending, begun: readonly Begun[]): Promise<void> {
  const started = await startedOf(sending, begun)
  await Promise.all(bundled(started).map(together => carry(sending, together)))
}

/** The handler of the queues of attempts. */
export async function sendPages(sending: Sending, jobs: readonly Job<JsonObject>[]): Promise<void> {
  const asked = jobs.flatMap(job => {
    const mayGoOn = job.isAgain || isGuard(job.data)
    return toSendJobs(job.data).map(one => ({ ...one, mayGoOn }))
  })
  let states = await statesOf(sending, asked)
  if ([...states.values()].some(isLate)) {
    await sending.caughtUp?.()
    states = await statesOf(sending, asked)
  }
  const live = asked.filter(({ page, attempt }) => {
    const state = states.get(page)
    if (state === undefined || state.status !== 'open') return false
    return currentAttempts(state).some(({ n }) => n === attempt)
  })
  const { begun, elsewhere } = await begin(sending, await withCompanions(sending, live, states))
  if (elsewhere.length > 0) await sending.lookLater?.(guardJobs(elsewhere, states))
  await carryAll(sending, begun)
}

/** By then whoever carries them has said what came of it, or is dead. */
function guardJobs(
  elsewhere: readonly SendJob[],
  states: ReadonlyMap<string, PageState>,
): readonly OutgoingJob[] {
  const diesAt = Date.now() + CARRIER_DIES_MS
  const isUrgent = (state: PageState | undefined) =>
    state?.status === 'open' && state.order.emergency
  return elsewhere.map(one => guardJob([one], isUrgent(states.get(one.page)), { diesAt }))
}
