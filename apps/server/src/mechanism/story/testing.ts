// One event of every type, with every optional part; typed so that a new event must be added here.
import {
  type By,
  type ClockStamp,
  EMERGENCY,
  type EventOf,
  type OfficeId,
  type OrganisationId,
  type PersonId,
  type Place,
  type SealedText,
  toId,
  toInstant,
  type WhistleEvent,
} from '@muster/domain'
import type { Names } from './say.ts'
import type { Language } from './words.ts'

export type Samples<E extends { readonly type: string }> = {
  readonly [T in E['type']]: Extract<E, { readonly type: T }>
}

export const AT = toInstant(Date.parse('2017-01-17T14:07:00+08:00'))
export const DUE = toInstant(AT - 12 * 60_000)
export const LATER = toInstant(AT + 90 * 60_000)

export const COMMANDER: By = {
  person: toId('zhao'),
  office: toId('post'),
  organisation: toId('town'),
  side: 'caller',
}
export const OFFICER: By = {
  person: toId('li'),
  office: toId('team'),
  organisation: toId('chengguan'),
  side: 'department',
}

export function text(of: string): SealedText {
  return toId(`sealed:v1:s:${of}`)
}

export function stamp(clock: ClockStamp['clock'], amount = 30): ClockStamp {
  return {
    clock,
    amount,
    unit: 'minutes',
    calendar: 'cn',
    policy: 'emergency@1',
    startedAt: AT,
    dueAt: LATER,
  }
}

export const called = { at: AT, by: COMMANDER } as const
export const of = {
  at: AT,
  by: OFFICER,
  department: toId<OrganisationId>('chengguan'),
  round: 1,
} as const
export const commanded = { ...of, by: COMMANDER } as const
export const person = toId<PersonId>('li')
export const water = toId<OrganisationId>('water')
export const place: Place = { point: [117.3, 40.2], text: text('place'), areas: [toId('110117')] }
const ask = {
  department: of.department,
  role: 'lead',
  text: text('ask'),
  legalItems: ['A'],
} as const
const draft = {
  place,
  assembly: { at: LATER, place: text('place') },
  title: text('title'),
  facts: text('facts'),
  tried: text('tried'),
  lacking: text('lacking'),
  problemType: 'mining',
  asks: [ask],
} as const
const caller = {
  organisation: toId<OrganisationId>('town'),
  office: toId<OfficeId>('post'),
  head: toId<OfficeId>('head'),
  coordination: toId<OfficeId>('coordination'),
} as const
const summons = { ...ask, round: 1, clocks: [stamp('sign', 5), stamp('arrive')] } as const
const findings: EventOf<'ArrivalProved'>['findings'] = {
  proofs: ['scene_code', 'photo'],
  distanceMetres: 40,
  accuracyMetres: 15,
  rejected: [{ proof: 'position', reason: 'too_old' }],
}

export const WHISTLE_SAMPLES: Samples<WhistleEvent> = {
  WhistleDrafted: {
    ...called,
    type: 'WhistleDrafted',
    whistle: toId('w'),
    caseId: toId('c'),
    kind: 'emergency',
    caller,
    draft,
    drill: true,
    follows: toId('w0'),
  },
  DraftAmended: { ...called, type: 'DraftAmended', draft },
  WhistleSubmitted: {
    ...called,
    type: 'WhistleSubmitted',
    policy: EMERGENCY,
    approval: stamp('approval', 4),
  },
  WhistleRejected: { ...called, type: 'WhistleRejected', reason: text('reason') },
  WhistleApproved: { ...called, type: 'WhistleApproved' },
  WhistleSounded: {
    ...called,
    type: 'WhistleSounded',
    command: toId('post'),
    summonses: [summons, { ...summons, department: water, role: 'assist' }],
    review: stamp('review', 1),
  },
  WhistleReviewed: {
    ...called,
    type: 'WhistleReviewed',
    verdict: 'refused',
    reason: text('reason'),
  },
  CommandTransferred: {
    ...called,
    type: 'CommandTransferred',
    from: toId('post'),
    to: toId('head'),
    cause: 'claimed',
    reason: text('reason'),
  },
  DeputyNamed: { ...called, type: 'DeputyNamed', deputy: toId('head') },
  SummonsCalled: {
    ...called,
    type: 'SummonsCalled',
    summons: { ...summons, department: water, round: 2 },
    cause: 'replaces',
    replaces: of.department,
  },
  SummonsSigned: { ...of, type: 'SummonsSigned' },
  FirstContactMade: { ...of, type: 'FirstContactMade', spokeTo: text('spoke') },
  SummonsReturned: {
    ...of,
    type: 'SummonsReturned',
    listItem: '12',
    rightUnit: water,
    reason: text('reason'),
    ruling: stamp('ruling', 60),
  },
  RulingEscalated: {
    ...of,
    type: 'RulingEscalated',
    rung: 'coordination',
    ruling: stamp('ruling', 60),
  },
  ReturnOverruled: {
    ...commanded,
    type: 'ReturnOverruled',
    reason: text('reason'),
    assignedInPerson: false,
  },
  SummonsExcused: { ...commanded, type: 'SummonsExcused', reason: text('reason'), listItem: '12' },
  SummonsReplaced: {
    ...commanded,
    type: 'SummonsReplaced',
    successor: water,
    reason: text('reason'),
    listItem: '12',
    assignedInPerson: true,
  },
  AskWidened: {
    ...commanded,
    type: 'AskWidened',
    text: text('ask'),
    legalItems: ['B'],
    takesOverFrom: water,
  },
  OfficerSetOut: { ...of, type: 'OfficerSetOut', person },
  ArrivalDoubted: {
    ...of,
    type: 'ArrivalDoubted',
    person,
    claimedAt: DUE,
    findings,
    offline: true,
  },
  ArrivalProved: {
    ...of,
    type: 'ArrivalProved',
    person,
    claimedAt: DUE,
    countsAt: DUE,
    findings,
    offline: true,
    measures: stamp('measures'),
  },
  ArrivalRejected: { ...commanded, type: 'ArrivalRejected', person, reason: text('reason') },
  PersonRelieved: { ...of, type: 'PersonRelieved', person, successor: toId('wang') },
  PersonLeft: {
    ...commanded,
    type: 'PersonLeft',
    person,
    leave: 'granted',
    reason: text('reason'),
  },
  PersonLeftEarly: { ...of, type: 'PersonLeftEarly', person },
  LadderWoken: { ...of, type: 'LadderWoken', cause: 'left_early', arrive: stamp('arrive') },
  SessionEnded: {
    ...called,
    type: 'SessionEnded',
    session: 1,
    nextAt: LATER,
    nextPlace: text('place'),
    arrive: [{ ...stamp('arrive'), department: of.department }],
  },
  MeasuresProposed: { ...of, type: 'MeasuresProposed', plan: text('plan') },
  MeasureTaken: {
    ...of,
    type: 'MeasureTaken',
    measure: toId('m'),
    measureType: 'seize',
    legalItem: '74',
    text: text('measure'),
    evidence: [toId('e')],
  },
  WaitEnded: { ...of, type: 'WaitEnded', waitedFor: water, since: DUE },
  EvidenceAttached: {
    ...of,
    type: 'EvidenceAttached',
    evidence: toId('e'),
    sha256: 'ab',
    mediaType: 'image/jpeg',
    bytes: 2_500_000,
  },
  DoneClaimed: { ...of, type: 'DoneClaimed', result: text('result') },
  ExtensionRequested: { ...of, type: 'ExtensionRequested', dueAt: LATER, reason: text('reason') },
  ExtensionGranted: { ...commanded, type: 'ExtensionGranted', dueAt: LATER, originalDueAt: DUE },
  ExtensionRefused: { ...commanded, type: 'ExtensionRefused', reason: text('reason') },
  ClocksMoved: {
    ...called,
    type: 'ClocksMoved',
    notice: '2017-1',
    calendar: 'cn+2017-1',
    moves: [
      { clock: 'finish', department: of.department, round: 1, from: DUE, to: LATER },
      { clock: 'approval', from: DUE, to: LATER },
    ],
  },
  ClockMissed: {
    ...called,
    type: 'ClockMissed',
    clock: 'arrive',
    dueAt: DUE,
    department: of.department,
    round: 2,
    outageMs: 180_000,
  },
  MissCancelled: { ...of, type: 'MissCancelled', clock: 'arrive', countsAt: DUE },
  LadderClimbed: {
    ...called,
    type: 'LadderClimbed',
    clock: 'sign',
    step: 1,
    rung: { minutes: 5, tell: 'deputy_district_head', act: 'page' },
    department: of.department,
    round: 1,
  },
  ReleaseBlockSigned: { ...commanded, type: 'ReleaseBlockSigned', block: 'site_safe' },
  SummonsReleased: { ...commanded, type: 'SummonsReleased' },
  SummonsStoodDown: { ...commanded, type: 'SummonsStoodDown', reason: text('reason') },
  SummonsDefaulted: { ...commanded, type: 'SummonsDefaulted', reason: text('reason') },
  StandDownAcknowledged: { ...of, type: 'StandDownAcknowledged', person },
  DoneVetoed: {
    ...called,
    type: 'DoneVetoed',
    departments: [of.department, water],
    reason: text('reason'),
  },
  MechanismJammed: {
    ...called,
    type: 'MechanismJammed',
    cause: 'nobody_right',
    department: of.department,
  },
  WhistleResolved: { ...called, type: 'WhistleResolved', result: text('result') },
  WhistleAccepted: { ...called, type: 'WhistleAccepted' },
  WhistleClosed: { ...called, type: 'WhistleClosed' },
  WhistleWithdrawn: { ...called, type: 'WhistleWithdrawn', reason: text('reason') },
}

const KNOWN: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  town: { zh: '金海湖镇', en: 'Jinhaihu' },
  chengguan: { zh: '城管执法队', en: 'Urban Management' },
  water: { zh: '水务局', en: 'Water' },
  post: { zh: '金海湖镇指挥台', en: 'the Jinhaihu desk' },
  team: { zh: '城管执法队三班', en: 'Urban Management, third team' },
  head: { zh: '金海湖镇负责人', en: 'the head of Jinhaihu' },
  coordination: { zh: '平谷区专班', en: 'Pinggu coordination' },
  zhao: { zh: '赵卫国', en: 'Zhao Weiguo' },
  li: { zh: '李强', en: 'Li Qiang' },
  wang: { zh: '王芳', en: 'Wang Fang' },
  '110117': { zh: '平谷区', en: 'Pinggu' },
}

/** Names of the samples; `erased` stands for a destroyed key. */
export function sampleNames(language: Language, erased = false): Names {
  const name = (id: string) => KNOWN[id]?.[language] ?? `?${id}`
  const time = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(11, 16)
  return {
    organisation: name,
    office: name,
    person: name,
    area: name,
    time,
    text: () => {
      if (erased) return undefined
      return language === 'zh' ? '山上有人盗采' : 'somebody is digging on the hill'
    },
  }
}
