// Who has to be told what because of something that happened to a whistle, and until when it goes on being needed.
import type { ClockName, SummonsClockName } from '../calendar/clock.ts'
import type { AreaCode, DepartmentId, OfficeId, OrganisationId, PersonId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import type { Layer } from '../roster/roster.ts'

/** Whom: found when it is sent, so that it reaches who is on duty then. */
export type Audience =
  | { readonly kind: 'layer'; readonly organisation: OrganisationId; readonly layer: Layer }
  | { readonly kind: 'person'; readonly organisation: OrganisationId; readonly person: PersonId }
  | { readonly kind: 'office'; readonly office: OfficeId }
  /** Of the department's own district, or of the place where it is called. */
  | {
      readonly kind: 'deputy_district_head'
      readonly department: OrganisationId
      readonly areas: readonly AreaCode[]
    }
  /** Whoever may rule on this department's return, there. */
  | {
      readonly kind: 'rulers'
      readonly department: DepartmentId
      readonly areas: readonly AreaCode[]
    }

/** What they are told; each has its own words in each channel. */
export const PAGE_ACTS = [
  'call',
  'urge',
  'page',
  'supervise',
  'approve',
  'review',
  'rule',
  'confirm_arrival',
  'come_back',
  'stand_down',
  'called_off',
  'next_session',
  'return_stands',
  'ask_widened',
  'judge_extension',
  'extension_answered',
  'done_claimed',
  'released',
  'defaulted',
  'accept',
] as const

export type PageAct = (typeof PAGE_ACTS)[number]

/** What people are told outside of whistles. */
export const BROADCAST_ACTS = ['rehearse', 'canary', 'alarm', 'notice'] as const

export type BroadcastAct = (typeof BROADCAST_ACTS)[number]

/** What ends the need. `told`: it is enough that the message arrived. */
export type Until =
  | { readonly kind: 'clock'; readonly clock: SummonsClockName }
  | { readonly kind: 'approved' }
  | { readonly kind: 'reviewed' }
  | { readonly kind: 'ruled' }
  | { readonly kind: 'confirmed'; readonly person: PersonId }
  | { readonly kind: 'acknowledged'; readonly person: PersonId }
  | { readonly kind: 'somebody_there' }
  | { readonly kind: 'told' }
  /** As long as the broadcast lasts. */
  | { readonly kind: 'broadcast' }

export interface Repeat {
  readonly everyMinutes: number
  readonly times: number
}

export interface PageRequest {
  /** Unique within the whistle; the same happening always asks with the same key. */
  readonly key: string
  readonly audience: Audience
  readonly act: PageAct
  readonly until: Until
  readonly department?: DepartmentId
  readonly round?: number
  readonly clock?: ClockName
  readonly dueAt?: Instant
  /** Codes of the channels that the ladder names; absent: each person's own order. */
  readonly channels?: readonly string[]
  readonly repeat?: Repeat
  readonly emergency: boolean
  /** It should have been said earlier, but Muster was down: bundled per person, naming the outage (rule 20). */
  readonly overdueMs?: number
}
