// The kinds a new city starts with. Limits are published ones where there are any; each can be replaced by a later version.
import { toInstant } from '../kernel/time.ts'
import type { LadderStep, RubricDimension, WhistleKind } from './kind.ts'

const MEASURE_TYPES = [
  'stop',
  'seize',
  'penalise',
  'demolish',
  'repair',
  'clear',
  'control_traffic',
  'transfer_to_police',
  'order_to_correct',
  'other',
]

const RELEASE_BLOCKS = [
  'problem_dealt_with',
  'evidence_fixed',
  'follow_up_owner_named',
  'site_safe',
]

const RUBRIC: readonly RubricDimension[] = [
  { code: 'arrival', name: { zh: '报到', en: 'Arrival' }, weight: 30, max: 100 },
  { code: 'handling', name: { zh: '处置', en: 'Handling' }, weight: 30, max: 100 },
  { code: 'result', name: { zh: '结果', en: 'Result' }, weight: 30, max: 100 },
  { code: 'cooperation', name: { zh: '配合', en: 'Cooperation' }, weight: 10, max: 100 },
]

const EMERGENCY_SIGN: readonly LadderStep[] = [
  { minutes: -2, tell: 'duty', act: 'urge' },
  { minutes: 0, tell: 'head', act: 'page' },
  { minutes: 5, tell: 'deputy_district_head', act: 'page' },
  { minutes: 10, tell: 'coordination', act: 'supervise' },
]

const EMERGENCY_ARRIVE: readonly LadderStep[] = [
  { minutes: -10, tell: 'duty', act: 'urge' },
  { minutes: 0, tell: 'head', act: 'page' },
  { minutes: 10, tell: 'deputy_district_head', act: 'page' },
  { minutes: 30, tell: 'coordination', act: 'supervise' },
]

const PLANNED: readonly LadderStep[] = [
  { minutes: -30, tell: 'duty', act: 'urge' },
  { minutes: 0, tell: 'head', act: 'page' },
  { minutes: 120, tell: 'coordination', act: 'supervise' },
]

const LONG: readonly LadderStep[] = [
  { minutes: -240, tell: 'duty', act: 'urge' },
  { minutes: 0, tell: 'head', act: 'page' },
  { minutes: 1440, tell: 'coordination', act: 'supervise' },
]

const APPROVAL: readonly LadderStep[] = [
  { minutes: 0, tell: 'head', act: 'page' },
  { minutes: 240, tell: 'coordination', act: 'page' },
]

const RULING: readonly LadderStep[] = [{ minutes: 0, tell: 'coordination', act: 'supervise' }]

const SHARED = {
  version: '1',
  effectiveFrom: toInstant(0),
  releaseBlocks: RELEASE_BLOCKS,
  measureTypes: MEASURE_TYPES,
  rubric: RUBRIC,
  maxReturns: 2,
  gradeClock: { amount: 5, unit: 'working_days' },
  appealClock: { amount: 10, unit: 'working_days' },
  confidential: false,
  publicAfter: { amount: 30, unit: 'calendar_days' },
} as const satisfies Partial<WhistleKind>

/** 应急处置. Arrival in 30 minutes is Pinggu's rule; signing in 5 is our own default. */
export const EMERGENCY: WhistleKind = {
  ...SHARED,
  code: 'emergency',
  name: { zh: '应急处置', en: 'Emergency' },
  approval: 'after',
  blowers: ['head', 'deputy', 'duty'],
  approvers: ['head', 'deputy'],
  summonsClocks: {
    sign: { amount: 5, unit: 'minutes' },
    arrive: { amount: 30, unit: 'minutes' },
    measures: { amount: 30, unit: 'minutes' },
    finish: { amount: 1, unit: 'calendar_days' },
  },
  approvalClock: { amount: 1, unit: 'working_days' },
  rulingClock: { amount: 60, unit: 'minutes' },
  ladders: {
    sign: EMERGENCY_SIGN,
    arrive: EMERGENCY_ARRIVE,
    measures: PLANNED,
    finish: LONG,
    review: APPROVAL,
    ruling: RULING,
  },
  presence: 'continuous',
  proofs: { radiusMetres: 200, maxAccuracyMetres: 100, maxAgeSeconds: 120, codeSeconds: 60 },
  disputeOnScene: true,
}

/** 综合执法. Sign in an hour, first contact in 24, at the place in 3 working days: Gulou's published limits. */
export const ENFORCEMENT: WhistleKind = {
  ...SHARED,
  code: 'enforcement',
  name: { zh: '综合执法', en: 'Joint enforcement' },
  approval: 'before',
  blowers: ['head', 'deputy', 'duty'],
  approvers: ['head', 'deputy'],
  summonsClocks: {
    sign: { amount: 60, unit: 'minutes' },
    contact: { amount: 1440, unit: 'minutes' },
    arrive: { amount: 3, unit: 'working_days' },
    measures: { amount: 4, unit: 'working_hours' },
    finish: { amount: 10, unit: 'working_days' },
  },
  approvalClock: { amount: 4, unit: 'working_hours' },
  rulingClock: { amount: 2, unit: 'working_days' },
  ladders: {
    sign: PLANNED,
    contact: LONG,
    arrive: LONG,
    measures: PLANNED,
    finish: LONG,
    approval: APPROVAL,
    ruling: RULING,
  },
  presence: 'session',
  proofs: { radiusMetres: 300, maxAccuracyMetres: 150, maxAgeSeconds: 300, codeSeconds: 60 },
  disputeOnScene: false,
}

/** 重点工作. As enforcement, with five working days to come and the head alone approving (Gulou's 攻坚克难哨). */
export const PRIORITY: WhistleKind = {
  ...ENFORCEMENT,
  code: 'priority',
  name: { zh: '重点工作', en: 'Priority work' },
  approvers: ['head'],
  summonsClocks: {
    ...ENFORCEMENT.summonsClocks,
    arrive: { amount: 5, unit: 'working_days' },
    finish: { amount: 60, unit: 'calendar_days' },
  },
  presence: 'none',
}

export const DEFAULT_KINDS: readonly WhistleKind[] = [EMERGENCY, ENFORCEMENT, PRIORITY]
