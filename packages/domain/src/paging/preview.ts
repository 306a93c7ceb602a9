// Who will be told what, when and how, if nobody answers: the whistle's own timers fired one after another, ahead of time.
import { BY_SYSTEM, SYSTEM } from '../access/actor.ts'
import type { Context, Rules } from '../access/rules.ts'
import type { OrganisationId, PersonId } from '../kernel/ids.ts'
import { type Instant, later, MINUTE, shift } from '../kernel/time.ts'
import type { Reason } from '../roster/duty.ts'
import type { Layer } from '../roster/roster.ts'
import { blowing } from '../whistle/blowing.ts'
import { whistleDeadlines } from '../whistle/deadlines.ts'
import { decideWhistle } from '../whistle/decide.ts'
import type { WhistleEvent } from '../whistle/events.ts'
import { evolveWhistle } from '../whistle/evolve.ts'
import { NOTHING, type Whistle, type WhistleState } from '../whistle/state.ts'
import { isStillNeeded } from './needed.ts'
import type { PageStep } from './page.ts'
import { type QuietHours, quietUntil } from './quiet.ts'
import type { Audience, PageRequest } from './request.ts'
import { pagesFor } from './requests.ts'
import type { Reached } from './resolve.ts'

/** One person who will be told. */
export interface ForetoldPerson {
  readonly person: PersonId
  readonly organisation: OrganisationId
  readonly layer?: Layer
  readonly why: readonly Reason[]
  readonly gap: boolean
  /** When the first message goes out: after their quiet hours, unless it is an emergency. */
  readonly at: Instant
  /** In the order in which they are tried. */
  readonly channels: readonly string[]
  /** By all of them together, as the person wants it in an emergency. */
  readonly atOnce: boolean
  /** When it is said again, as long as nobody answers. */
  readonly again: readonly Instant[]
}

/** One thing that will be told; nobody, where an organisation has nobody at all. */
export interface Foretold extends Omit<PageRequest, 'channels' | 'repeat' | 'overdueMs'> {
  readonly at: Instant
  readonly people: readonly ForetoldPerson[]
}

/** What is looked up of people on the way. */
export interface PreviewLookup {
  readonly rules: Rules
  readonly find: (audience: Audience, at: Instant) => readonly Reached[]
  readonly ways: (
    person: PersonId,
    channels?: readonly string[],
  ) => {
    readonly steps: readonly PageStep[]
    readonly quiet?: QuietHours
    readonly atOnce?: boolean
  }
}

interface Moment {
  readonly at: Instant
  readonly state: WhistleState
  readonly requests: readonly PageRequest[]
}

/** More timers than any whistle has; a limit, so that a mistake here cannot run for ever. */
const MOST_TIMERS = 2000

function systemAt(now: Instant, rules: Rules): Context {
  return { now, actor: SYSTEM, rules }
}

function after(state: WhistleState, events: readonly WhistleEvent[], at: Instant): Moment {
  const next = events.reduce<WhistleState>(evolveWhistle, state)
  const requests = next.status === 'none' ? [] : events.flatMap(event => pagesFor(event, next))
  return { at, state: next, requests }
}

/** Every moment at which a timer changes something, from `from` on. */
function momentsOf(first: Moment, rules: Rules): readonly Moment[] {
  const moments = [first]
  const fired = new Set<string>()
  let { state } = first
  for (let n = 0; n < MOST_TIMERS; n += 1) {
    const due = whistleDeadlines(state)
      .filter(({ key, dueAt }) => !fired.has(`${key}@${dueAt}`))
      .reduce<{ key: string; dueAt: Instant } | undefined>(
        (best, one) => (best === undefined || one.dueAt < best.dueAt ? one : best),
        undefined,
      )
    if (due === undefined) return moments
    fired.add(`${due.key}@${due.dueAt}`)
    const at = later(first.at, due.dueAt)
    const order = { type: 'FireDeadline', key: due.key } as const
    const decision = decideWhistle(state, order, systemAt(at, rules))
    if (!decision.ok) continue
    const moment = after(state, decision.events, at)
    moments.push(moment)
    state = moment.state
  }
  return moments
}

function stateAt(moments: readonly Moment[], at: Instant): WhistleState {
  return moments.findLast(moment => moment.at <= at)?.state ?? NOTHING
}

function againOf(
  request: PageRequest,
  first: Instant,
  moments: readonly Moment[],
): readonly Instant[] {
  const { repeat } = request
  if (!repeat) return []
  const all = Array.from({ length: repeat.times }, (_, n) =>
    shift(first, (n + 1) * repeat.everyMinutes * MINUTE),
  )
  return all.filter(at => isStillNeeded(request, stateAt(moments, at)))
}

function foretell(
  request: PageRequest,
  at: Instant,
  { rules, find, ways }: PreviewLookup,
  moments: readonly Moment[],
): Foretold {
  const { channels, repeat: _repeat, overdueMs: _overdue, ...rest } = request
  const people = find(request.audience, at).map((reached): ForetoldPerson => {
    const { steps, quiet, atOnce = false } = ways(reached.person, channels)
    const waits = quiet && !request.emergency ? quietUntil(quiet, at, rules.calendar) : undefined
    const first = waits ?? at
    return {
      ...reached,
      at: first,
      channels: steps.map(step => step.channel),
      atOnce: atOnce && request.emergency,
      again: againOf(request, first, moments),
    }
  })
  return { ...rest, at, people }
}

function preview(first: Moment, lookup: PreviewLookup): readonly Foretold[] {
  const moments = momentsOf(first, lookup.rules)
  return moments.flatMap(({ at, state, requests }) =>
    requests
      .filter(request => isStillNeeded(request, state))
      .map(request => foretell(request, at, lookup, moments)),
  )
}

/** From a moment on, what a whistle that is under way will still ask for. */
export function previewWhistle(
  whistle: Whistle,
  from: Instant,
  lookup: PreviewLookup,
): readonly Foretold[] {
  return preview({ at: from, state: whistle, requests: [] }, lookup)
}

/** As if a draft were blown now, and approved at once where it has to be. */
export function previewDraft(
  draft: Whistle,
  at: Instant,
  lookup: PreviewLookup,
): readonly Foretold[] {
  const given = { ...systemAt(at, lookup.rules), by: BY_SYSTEM }
  const submitted = blowing.SubmitWhistle(draft, { type: 'SubmitWhistle' }, given)
  if (!submitted.ok) return []
  const state = submitted.events.reduce<WhistleState>(evolveWhistle, draft)
  if (state.status !== 'submitted') return preview(after(draft, submitted.events, at), lookup)
  const approved = blowing.ApproveWhistle(state, { type: 'ApproveWhistle' }, given)
  return approved.ok ? preview(after(state, approved.events, at), lookup) : []
}
