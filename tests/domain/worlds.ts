// The small worlds that are explored to the end: which clocks run, who can come, and what may happen how often.
import {
  EMERGENCY,
  type Instant,
  type LadderStep,
  toInstant,
  type WhistleKind,
} from '@muster/domain'
import { type Part, rulesOf } from '@muster/testkit/whistle-world'

/** One clock's length in minutes; time passes by a little more, so that it lies either before or after. */
export const SPAN = 24 * 60
export const STEP_MS = (SPAN + 1) * 60_000
export const START: Instant = toInstant(Date.parse('2026-03-02T00:10:00+08:00'))

/** What a world allows; each extra at most once, and no more than `extras` of them in one life. */
export interface World {
  readonly name: string
  readonly kind: WhistleKind
  readonly people: Readonly<Record<string, readonly Part[]>>
  /** The departments asked first; `market` is the one that may be added. */
  readonly asked: readonly string[]
  /** The second asked waits for the first one's measure. */
  readonly waits: boolean
  readonly extras: number
  /** Rehearsed; every rule holds as in earnest. */
  readonly drill: boolean
  /** Steps after which the past is all alike: one past the last rung of a ladder. */
  readonly longAgo: number
  readonly can: ReadonlySet<string>
}

const span = { amount: SPAN, unit: 'minutes' } as const
const AT_DUE: LadderStep = { minutes: 0, tell: 'head', act: 'page' }
const LATER: LadderStep = { minutes: SPAN, tell: 'coordination', act: 'supervise' }

const BASE: WhistleKind = {
  ...EMERGENCY,
  code: 'small',
  approvers: ['head'],
  approval: 'before',
  summonsClocks: { arrive: span },
  approvalClock: span,
  rulingClock: span,
  ladders: { arrive: [AT_DUE] },
  releaseBlocks: ['site_safe'],
  measureTypes: ['stop', 'repair'],
  maxReturns: 1,
}

const TWO_EACH = {
  police: ['police', 'policeman'],
  water: ['water', 'waterman'],
  market: ['market', 'marketman'],
} as const

export const WORLDS: readonly World[] = [
  {
    // The smallest: one department, two people, from the alarm to the review, with whatever may happen on the way.
    name: 'alarm',
    longAgo: 0,
    kind: { ...BASE, approval: 'after', ladders: {}, releaseBlocks: [] },
    people: { police: ['police', 'policeman'], market: ['market'] },
    asked: ['police'],
    waits: false,
    extras: 1,
    drill: false,
    can: new Set(['veto', 'return', 'add', 'transfer', 'chain', 'stay away']),
  },
  {
    // Two departments with two people each, one waiting for the other, under two commanders, as a drill.
    name: 'assembly',
    longAgo: 0,
    kind: BASE,
    people: TWO_EACH,
    asked: ['police', 'water'],
    waits: true,
    extras: 1,
    drill: true,
    can: new Set(['transfer', 'add']),
  },
  {
    // Two departments that return their summonses, so that one can be put in the other's place while it waits.
    name: 'ruling',
    longAgo: 0,
    kind: { ...BASE, ladders: {}, releaseBlocks: [] },
    people: { police: ['police'], water: ['water'] },
    asked: ['police', 'water'],
    waits: true,
    extras: 1,
    drill: false,
    can: new Set(['return']),
  },
  {
    // One department that disputes, to the last rung of its ladder, reviewed later.
    name: 'emergency',
    longAgo: -1,
    kind: {
      ...BASE,
      approval: 'after',
      summonsClocks: { sign: span, arrive: span },
      ladders: { arrive: [AT_DUE, LATER] },
      maxReturns: 2,
    },
    people: { water: ['water'], market: ['market'] },
    asked: ['water'],
    waits: false,
    extras: 1,
    drill: false,
    can: new Set(['return']),
  },
  {
    // Work in sessions, with every clock there is, extensions and a notice while they run.
    name: 'sessions',
    longAgo: 0,
    kind: {
      ...BASE,
      presence: 'session',
      disputeOnScene: false,
      summonsClocks: {
        contact: span,
        arrive: span,
        measures: span,
        finish: { amount: 24, unit: 'working_hours' },
      },
      ladders: { arrive: [AT_DUE], finish: [AT_DUE] },
    },
    people: { police: ['police', 'policeman'], market: ['market'] },
    asked: ['police'],
    waits: false,
    extras: 0,
    drill: false,
    can: new Set(['extension', 'notice', 'session', 'offline', 'stay away']),
  },
  {
    // Long work by one department, nobody bound to the place, vetoed or disputed.
    name: 'long work',
    longAgo: 0,
    kind: {
      ...BASE,
      presence: 'none',
      disputeOnScene: false,
      summonsClocks: { arrive: span, finish: span },
      ladders: { arrive: [AT_DUE], ruling: [AT_DUE] },
    },
    people: TWO_EACH,
    asked: ['police'],
    waits: false,
    extras: 1,
    drill: false,
    can: new Set(['veto', 'return', 'extension']),
  },
]

const kinds = (world: World) => [world.kind]

/** The moods of the surroundings that decisions ask about: who is on duty, which kinds are in force. */
export function rulesOfWorld(world: World) {
  const offices = ['street-commander', 'street-deputy', 'street-head', 'district-coordination']
  return {
    onDuty: rulesOf({ kinds: kinds(world), onDuty: offices }),
    offDuty: rulesOf({ kinds: kinds(world) }),
    noKinds: rulesOf({ kinds: [] }),
    secret: rulesOf({ kinds: kinds(world).map(kind => ({ ...kind, confidential: true })) }),
    deputyOnDuty: rulesOf({ kinds: kinds(world), onDuty: ['street-deputy'] }),
    noGrants: rulesOf({ kinds: kinds(world), grants: {} }),
    noCommand: rulesOf({ kinds: kinds(world), grants: { 'street-commander': ['summon'] } }),
  }
}

export type Moods = ReturnType<typeof rulesOfWorld>
