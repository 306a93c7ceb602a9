// Commands of a whistle in the words of the people who give them, with what a test does not care about filled in.
import {
  type Ask,
  type Calendar,
  type CommandOf,
  type DraftFields,
  type Instant,
  type LngLat,
  type OfferedProofs,
  type Ruling,
  shift,
  toId,
  type WhistleCommand,
} from '@muster/domain'
import { CALLER, CITY, DISTRICT, department, personOf, STREET_AREA, sealed } from './cast.ts'
import { MONDAY_NINE } from './moments.ts'

/** A command, or one that depends on the moment at which it is given. */
export type Order = WhistleCommand | ((now: Instant) => WhistleCommand)

/** The gold mine at Jinhaihu. */
export const SCENE: LngLat = [117.306, 40.187]
export const REASON = sealed('reason')
export const LIST_ITEM = 'list-7.2'

/** What one department is asked: `asks('urban', { after: 'police' })`. */
export function asks(
  name: string,
  more: Partial<Omit<Ask, 'department' | 'after'>> & {
    readonly after?: string
    readonly measure?: string
  } = {},
): Ask {
  const { after, measure, ...rest } = more
  const awaited = after === undefined ? undefined : { department: department(after) }
  return {
    department: department(name),
    role: 'assist',
    text: sealed(`ask ${name}`),
    legalItems: [`law-${name}`],
    ...(awaited ? { after: measure === undefined ? awaited : { ...awaited, measure } } : {}),
    ...rest,
  }
}

export function leads(name: string): Ask {
  return asks(name, { role: 'lead' })
}

export function draftOf(more: Partial<DraftFields> = {}): DraftFields {
  return {
    place: { point: SCENE, text: sealed('mine'), areas: [CITY, DISTRICT, STREET_AREA] },
    assembly: { at: shift(MONDAY_NINE, 1_800_000), place: sealed('gate') },
    title: sealed('title'),
    facts: sealed('facts'),
    tried: sealed('tried'),
    lacking: sealed('lacking'),
    problemType: 'illegal-mining',
    asks: [leads('police'), asks('urban')],
    ...more,
  }
}

export function draft(
  more: Partial<CommandOf<'DraftWhistle'>> & { readonly asks?: readonly Ask[] } = {},
): CommandOf<'DraftWhistle'> {
  const { asks: asked, ...rest } = more
  return {
    type: 'DraftWhistle',
    whistle: toId('whistle-1'),
    caseId: toId('case-1'),
    kind: 'emergency',
    caller: CALLER,
    draft: draftOf(asked ? { asks: asked } : {}),
    ...rest,
  }
}

export const submit: WhistleCommand = { type: 'SubmitWhistle' }
export const approve: WhistleCommand = { type: 'ApproveWhistle' }
export const reject: WhistleCommand = { type: 'RejectWhistle', reason: REASON }
export const resolve: WhistleCommand = { type: 'ResolveWhistle', result: sealed('result') }
export const acceptIt: WhistleCommand = { type: 'AcceptWhistle' }
export const close: WhistleCommand = { type: 'CloseWhistle' }
export const withdraw: WhistleCommand = { type: 'WithdrawWhistle', reason: REASON }
export const claimCommand: WhistleCommand = { type: 'ClaimCommand', reason: REASON }

export function amend(more: Partial<DraftFields> = {}): WhistleCommand {
  return { type: 'AmendDraft', draft: draftOf(more) }
}

export function review(verdict: 'upheld' | 'refused' = 'upheld'): WhistleCommand {
  return { type: 'ReviewWhistle', verdict, reason: REASON }
}

export function transferTo(office: string): WhistleCommand {
  return { type: 'TransferCommand', to: toId(office), reason: REASON }
}

export function succeed(from: string, to: string): WhistleCommand {
  return { type: 'SucceedCommand', from: toId(from), to: toId(to), reason: REASON }
}

export function nameDeputy(office: string): WhistleCommand {
  return { type: 'NameDeputy', deputy: toId(office) }
}

export function add(ask: Ask): WhistleCommand {
  return { type: 'AddDepartment', ask }
}

export function sign(name: string): WhistleCommand {
  return { type: 'SignSummons', department: department(name) }
}

export function contact(name: string): WhistleCommand {
  return { type: 'MakeContact', department: department(name), spokeTo: sealed('caller') }
}

export function giveBack(name: string, rightUnit = 'water'): WhistleCommand {
  return {
    type: 'ReturnSummons',
    department: department(name),
    listItem: LIST_ITEM,
    rightUnit: department(rightUnit),
    reason: REASON,
  }
}

export function rule(name: string, ruling: Ruling): WhistleCommand {
  return {
    type: 'RuleReturn',
    department: department(name),
    ruling,
    listItem: LIST_ITEM,
    reason: REASON,
  }
}

export const STANDS: Ruling = { verdict: 'stands' }
export const EXCUSED: Ruling = { verdict: 'excused' }

export function replacedBy(name: string, more: Parameters<typeof asks>[1] = {}): Ruling {
  return { verdict: 'replaced', successor: asks(name, more) }
}

export function setOut(name: string, number = 1): WhistleCommand {
  return { type: 'SetOut', department: department(name), person: personOf(name, number) }
}

/** A fix at the scene and the code on show there. */
export function fixAndCode(now: Instant): OfferedProofs {
  return { ...fixOnly(now), ...codeOnly(now) }
}

export function fixOnly(now: Instant): OfferedProofs {
  return { fix: { point: SCENE, accuracyMetres: 10, takenAt: now } }
}

export function codeOnly(now: Instant): OfferedProofs {
  return { sceneCode: { shownFrom: now, shownTo: shift(now, 60_000) } }
}

/** Position and photo from one phone. */
export function fixAndPhoto(now: Instant): OfferedProofs {
  return { ...fixOnly(now), photo: toId('photo-1') }
}

/** An arrival proved by position and scene code, unless other proofs are named. */
export function arrive(
  name: string,
  number = 1,
  proofs: (now: Instant) => OfferedProofs = fixAndCode,
): Order {
  return now => ({
    type: 'ReportArrival',
    department: department(name),
    person: personOf(name, number),
    claimedAt: now,
    offline: false,
    proofs: proofs(now),
  })
}

/** An arrival that a phone without network kept and sends now. */
export function arrivedOffline(
  name: string,
  claimedAt: Instant,
  proofs: (at: Instant) => OfferedProofs = fixAndCode,
): WhistleCommand {
  return {
    type: 'ReportArrival',
    department: department(name),
    person: personOf(name),
    claimedAt,
    offline: true,
    proofs: proofs(claimedAt),
  }
}

export function confirm(name: string, number = 1, at?: Instant): WhistleCommand {
  const of = { department: department(name), person: personOf(name, number) }
  return at === undefined
    ? { type: 'ConfirmArrival', ...of }
    : { type: 'ConfirmArrival', ...of, at }
}

export function doubt(name: string, number = 1): WhistleCommand {
  return {
    type: 'RejectArrival',
    department: department(name),
    person: personOf(name, number),
    reason: REASON,
  }
}

export function relieve(name: string, number: number, successor: number): WhistleCommand {
  return {
    type: 'RelievePerson',
    department: department(name),
    person: personOf(name, number),
    successor: personOf(name, successor),
  }
}

export function grantLeave(name: string, number = 1): WhistleCommand {
  return {
    type: 'GrantLeave',
    department: department(name),
    person: personOf(name, number),
    reason: REASON,
  }
}

export function recordLeaving(name: string, number = 1): WhistleCommand {
  return {
    type: 'RecordLeaving',
    department: department(name),
    person: personOf(name, number),
  }
}

export function endSession(nextAt: Instant): WhistleCommand {
  return { type: 'EndSession', nextAt, nextPlace: sealed('yard') }
}

export function propose(name: string): WhistleCommand {
  return { type: 'ProposeMeasures', department: department(name), plan: sealed('plan') }
}

export function measure(name: string, measureType = 'stop', id = `${name}-m1`): WhistleCommand {
  return {
    type: 'TakeMeasure',
    department: department(name),
    measure: toId(id),
    measureType,
    legalItem: `law-${name}`,
    text: sealed('measure'),
    evidence: [],
  }
}

export function attach(name: string, evidence = 'evidence-1'): WhistleCommand {
  return {
    type: 'AttachEvidence',
    department: department(name),
    evidence: toId(evidence),
    sha256: '00',
    mediaType: 'image/jpeg',
    bytes: 1,
  }
}

/** The caller's own picture, with the call. */
export function attachToCall(evidence = 'evidence-0'): WhistleCommand {
  return {
    type: 'AttachToCall',
    evidence: toId(evidence),
    sha256: 'a'.repeat(64),
    mediaType: 'image/jpeg',
    bytes: 1,
  }
}

export function claimDone(name: string): WhistleCommand {
  return { type: 'ClaimDone', department: department(name), result: sealed('done') }
}

export function askLonger(name: string, dueAt: Instant): WhistleCommand {
  return { type: 'RequestExtension', department: department(name), dueAt, reason: REASON }
}

export function grantLonger(name: string): WhistleCommand {
  return { type: 'GrantExtension', department: department(name) }
}

export function refuseLonger(name: string): WhistleCommand {
  return { type: 'RefuseExtension', department: department(name), reason: REASON }
}

export function signBlock(block: string, ...names: readonly string[]): WhistleCommand {
  return { type: 'SignReleaseBlock', block, departments: names.map(department) }
}

export function release(name: string): WhistleCommand {
  return { type: 'ReleaseSummons', department: department(name) }
}

export function standDown(name: string): WhistleCommand {
  return { type: 'StandDown', department: department(name), reason: REASON }
}

export function declareDefault(name: string): WhistleCommand {
  return { type: 'DeclareDefault', department: department(name), reason: REASON }
}

export function acknowledge(name: string, number = 1): WhistleCommand {
  return {
    type: 'AcknowledgeStandDown',
    department: department(name),
    person: personOf(name, number),
  }
}

export function veto(...names: readonly string[]): WhistleCommand {
  return { type: 'VetoDone', departments: names.map(department), reason: REASON }
}

export function applyCalendar(notice: string, calendar: Calendar): WhistleCommand {
  return { type: 'ApplyCalendar', notice, calendar }
}

export function fire(key: string): WhistleCommand {
  return { type: 'FireDeadline', key }
}
