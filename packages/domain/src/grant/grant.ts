// One grant: a power given to an office over departments and a territory, for a period, by an instrument (rule 2).
import type { By } from '../access/actor.ts'
import type { Power } from '../access/powers.ts'
import { assertNever } from '../kernel/assert-never.ts'
import type {
  AreaCode,
  DepartmentId,
  GrantId,
  OfficeId,
  PersonId,
  SealedText,
} from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'

export interface DistrictsOf {
  /** Six-digit codes; the city's own departments belong to the city's code. */
  readonly districts: readonly AreaCode[]
}

/** Over whom and where. */
export interface Extent {
  /** Every department there is, every one that belongs to these districts, or exactly those named. */
  readonly departments: 'all' | DistrictsOf | readonly DepartmentId[]
  readonly area: AreaCode
}

export interface Grant extends Extent {
  readonly id: GrantId
  readonly office: OfficeId
  readonly power: Power
  readonly from: Instant
  readonly until?: Instant
  /** The paper that gives it. */
  readonly instrument: string
  /** Only this holder of the office: a delegation may name one. */
  readonly person?: PersonId
  /** The grant it is delegated from: it holds only as long and as far as that one does. */
  readonly source?: GrantId
}

/** It gives nothing in this time; without an end it stays so until it is resumed. */
export interface Suspension {
  readonly from: Instant
  readonly until?: Instant
}

/** A grant as it is asked: with what takes it out of force for a while. */
export interface HeldGrant extends Grant {
  readonly suspended?: Suspension
}

/** A grant as it stood elsewhere, for a city that is brought in. */
export interface TakenGrant {
  readonly grant: Grant
  /** It rests: until then, or until it is resumed. */
  readonly rests?: { readonly until?: Instant }
  /** Who lent it for an absence; of a delegation alone. */
  readonly delegatedBy?: By
}

/** Who gave it and when. */
export interface Giving {
  readonly at: Instant
  readonly by: By
}

/** What a grant was until it changed. */
interface Former {
  readonly held: HeldGrant
  readonly until: Instant
}

interface Kept {
  readonly grant: Grant
  readonly given: Giving
  /** The oldest first. */
  readonly former: readonly Former[]
}

export type GrantState =
  | { readonly status: 'none' }
  | (Kept & { readonly status: 'given'; readonly suspended?: Suspension })
  | (Kept & { readonly status: 'revoked'; readonly revokedAt: Instant })

export const NO_GRANT: GrantState = { status: 'none' }

/** What is left of a grant that is narrowed; what is absent stays as it is. */
export interface Narrowed extends Partial<Extent> {
  readonly until?: Instant
}

type Stamp = Giving

export type GrantEvent =
  | (Stamp & { readonly type: 'GrantGiven'; readonly grant: Grant })
  | (Stamp & {
      readonly type: 'GrantDelegated'
      readonly grant: Grant
      /** The longest delegation that the rules allowed when it was made. */
      readonly longestMs: number
    })
  | (Stamp & {
      readonly type: 'GrantNarrowed'
      readonly to: Narrowed
      readonly reason: SealedText
      readonly instrument: string
      readonly successor?: OfficeId
    })
  | (Stamp & {
      readonly type: 'GrantSuspended'
      readonly reason: SealedText
      readonly until?: Instant
      readonly successor?: OfficeId
    })
  | (Stamp & { readonly type: 'GrantResumed'; readonly reason: SealedText })
  | (Stamp & {
      readonly type: 'GrantRevoked'
      readonly reason: SealedText
      readonly successor?: OfficeId
    })

/** A grant's life after it was given; nothing else happens to one that is not in force. */
function change(
  state: Extract<GrantState, { readonly status: 'given' }>,
  event: Exclude<GrantEvent, { readonly type: 'GrantGiven' | 'GrantDelegated' }>,
): GrantState {
  const { grant, given } = state
  const former = [...state.former, { held: held(state), until: event.at }]
  switch (event.type) {
    case 'GrantNarrowed':
      return { ...state, grant: { ...grant, ...event.to }, former }
    case 'GrantSuspended': {
      const until = event.until === undefined ? {} : { until: event.until }
      return { ...state, suspended: { from: event.at, ...until }, former }
    }
    case 'GrantResumed':
      return { status: 'given', grant, given, former }
    case 'GrantRevoked':
      return { status: 'revoked', grant, given, former, revokedAt: event.at }
    default:
      return assertNever(event)
  }
}

export function evolveGrant(state: GrantState, event: GrantEvent): GrantState {
  if (event.type === 'GrantGiven' || event.type === 'GrantDelegated')
    return {
      status: 'given',
      grant: event.grant,
      given: { at: event.at, by: event.by },
      former: [],
    }
  return state.status === 'given' ? change(state, event) : state
}

function held({ grant, suspended }: Extract<GrantState, { readonly status: 'given' }>): HeldGrant {
  return suspended === undefined ? grant : { ...grant, suspended }
}

/** The grant with what suspends it, unless it was revoked. */
export function heldGrant(state: GrantState): HeldGrant | undefined {
  return state.status === 'given' ? held(state) : undefined
}

/** The grant as it stood at a moment, as an act of that moment would have found it. */
export function heldGrantAt(state: GrantState, at: Instant): HeldGrant | undefined {
  if (state.status === 'none' || at < state.given.at) return undefined
  return state.former.find(({ until }) => at < until)?.held ?? heldGrant(state)
}
