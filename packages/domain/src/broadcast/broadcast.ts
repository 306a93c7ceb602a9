// A broadcast 群呼: many people are told the same thing outside of any whistle, for a while: a test page, a canary, an alarm.
import type { By } from '../access/actor.ts'
import { assertNever } from '../kernel/assert-never.ts'
import type { AreaCode, Id, OrganisationId, SealedText } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import type { Audience, Repeat } from '../paging/request.ts'

export type BroadcastId = Id<'broadcast'>

/** What it is for: a rehearsal of being reached, a message that only measures the way, something that is wrong, or news of a roster. */
export const BROADCAST_PURPOSES = ['drill', 'canary', 'alarm', 'notice'] as const

export type BroadcastPurpose = (typeof BROADCAST_PURPOSES)[number]

/** Whom: as a whistle would find them, or everybody who holds an office there. */
export type BroadcastAudience =
  | Extract<Audience, { readonly kind: 'layer' | 'person' | 'office' }>
  /** With its parts. */
  | { readonly kind: 'organisation'; readonly organisation: OrganisationId }
  | { readonly kind: 'district'; readonly district: AreaCode }

/** What an alarm is about, by code, and the id of what raised it. */
export interface AlarmSubject {
  readonly kind: string
  readonly source: string
}

export interface BroadcastPlan {
  readonly id: BroadcastId
  readonly purpose: BroadcastPurpose
  readonly audiences: readonly BroadcastAudience[]
  readonly startsAt: Instant
  /** The window closes; absent: it lasts until somebody ends it. */
  readonly endsAt?: Instant
  /** Absent: each person's own order. */
  readonly channels?: readonly string[]
  readonly repeat?: Repeat
  /** Breaks quiet hours. */
  readonly emergency: boolean
  /** What people read besides the words that every such message has. */
  readonly words?: SealedText
  readonly about?: AlarmSubject
}

export type BroadcastEnd = 'window_over' | 'cancelled' | 'acknowledged' | 'recovered' | 'returned'

interface Stamp {
  readonly at: Instant
  readonly by: By
}

export type BroadcastEvent =
  | (Stamp & { readonly type: 'BroadcastPlanned'; readonly plan: BroadcastPlan })
  | (Stamp & { readonly type: 'BroadcastBegun' })
  /** Everybody was looked for: how many are told, and where nobody was found. */
  | (Stamp & {
      readonly type: 'AudienceFound'
      readonly people: number
      readonly nobody: readonly BroadcastAudience[]
    })
  | (Stamp & { readonly type: 'BroadcastEnded'; readonly because: BroadcastEnd })

export interface Broadcast {
  readonly status: 'planned' | 'running' | 'over'
  readonly plan: BroadcastPlan
  readonly by: By
  readonly plannedAt: Instant
  readonly begunAt?: Instant
  readonly endedAt?: Instant
  readonly because?: BroadcastEnd
  readonly people?: number
  readonly nobody: readonly BroadcastAudience[]
}

export type BroadcastState = { readonly status: 'none' } | Broadcast

export const NO_BROADCAST: BroadcastState = { status: 'none' }

export function evolveBroadcast(state: BroadcastState, event: BroadcastEvent): BroadcastState {
  const { at, by } = event
  if (event.type === 'BroadcastPlanned')
    return { status: 'planned', plan: event.plan, by, plannedAt: at, nobody: [] }
  if (state.status === 'none') return state
  switch (event.type) {
    case 'BroadcastBegun':
      return { ...state, status: 'running', begunAt: at }
    case 'AudienceFound':
      return { ...state, people: event.people, nobody: event.nobody }
    case 'BroadcastEnded':
      return { ...state, status: 'over', endedAt: at, because: event.because }
    default:
      return assertNever(event)
  }
}

export interface BroadcastDeadline {
  readonly key: 'begin' | 'end'
  readonly kind: 'broadcast'
  readonly dueAt: Instant
}

export function broadcastDeadlines(state: BroadcastState): readonly BroadcastDeadline[] {
  if (state.status === 'planned')
    return [{ key: 'begin', kind: 'broadcast', dueAt: state.plan.startsAt }]
  const { endsAt } = state.status === 'running' ? state.plan : {}
  return endsAt === undefined ? [] : [{ key: 'end', kind: 'broadcast', dueAt: endsAt }]
}
