// Acts on one summons: POST /api/whistles/{id}/summonses/{department}/…
import { shapes, whistleBodies } from '@muster/contract'
import {
  type EvidenceId,
  type MeasureId,
  type OrganisationId,
  type PersonId,
  type Ruling,
  toId,
} from '@muster/domain'
import type { z } from 'zod'
import { districtOf, newId } from '../../mechanism/ids.ts'
import { memberOf, rightUnitOf } from '../../mechanism/lookups.ts'
import { type AnyAct, type Asked, act } from './act-table.ts'
import { toAsk } from './to-command.ts'

const LIVE = ['unknown_whistle', 'whistle_not_sounding', 'not_summoned', 'summons_settled'] as const
const OURS = ['not_your_department', ...LIVE] as const
const COMMANDED = ['not_in_command', ...LIVE] as const

function departmentOf(asked: Asked<unknown>): OrganisationId {
  return toId<OrganisationId>(asked.department)
}

/** The person of an act that may be reported for somebody else; only people of the department. */
export function personOf(
  asked: Asked<unknown>,
  id: string | undefined,
): { readonly person?: PersonId } {
  if (id === undefined) return {}
  return { person: memberOf(asked.edge, id, asked.department, 'person') }
}

function toRuling(asked: Asked<z.output<typeof whistleBodies.ruling>>): Ruling {
  const { verdict, successor } = asked.body
  if (verdict !== 'replaced' || successor === undefined)
    return { verdict: verdict === 'excused' ? 'excused' : 'stands' }
  return { verdict, successor: toAsk(asked.edge, asked.whistle, successor, 'successor') }
}

/** By the last part of the address. */
export const SUMMONS_ACTS: Readonly<Record<string, AnyAct>> = {
  sign: act({
    operationId: 'signSummons',
    summary: 'Sign: the department has the call',
    scope: 'attend',
    body: shapes.nothing,
    refusals: [...OURS, 'already_signed'],
    toCommand: asked => ({ type: 'SignSummons', department: departmentOf(asked) }),
  }),
  contact: act({
    operationId: 'makeContact',
    summary: 'Record the first contact with the caller',
    scope: 'attend',
    body: whistleBodies.makeContact,
    refusals: [...OURS, 'contact_not_awaited'],
    toCommand: asked => ({
      type: 'MakeContact',
      department: departmentOf(asked),
      spokeTo: asked.seal(asked.body.spokeTo),
    }),
  }),
  return: act({
    operationId: 'returnSummons',
    summary: 'Return it, citing the list item and the right unit; no clock stops',
    scope: 'attend',
    body: whistleBodies.returnSummons,
    refusals: [
      ...OURS,
      'ruling_pending',
      'too_many_returns',
      'too_late_to_return',
      'right_unit_is_yourself',
      'unknown_department',
    ],
    toCommand: asked => ({
      type: 'ReturnSummons',
      department: departmentOf(asked),
      listItem: asked.body.listItem,
      rightUnit: rightUnitOf(asked.edge, asked.department, asked.body.rightUnit),
      reason: asked.seal(asked.body.reason),
    }),
  }),
  rule: act({
    operationId: 'ruleReturn',
    summary: 'Rule on a return: it stands, is excused, or passes to another',
    scope: 'rule',
    body: whistleBodies.ruling,
    refusals: [
      ...LIVE,
      'nothing_to_rule',
      'coordination_rules_now',
      'must_assign',
      'people_still_there',
      'successor_is_the_same',
      'unknown_department',
      'unknown_person',
    ],
    toCommand: asked => ({
      type: 'RuleReturn',
      department: departmentOf(asked),
      ruling: toRuling(asked),
      listItem: asked.body.listItem,
      reason: asked.seal(asked.body.reason),
    }),
  }),
  'set-out': act({
    operationId: 'setOut',
    summary: 'On the way; it counts as signed',
    scope: 'attend',
    body: whistleBodies.setOut,
    refusals: [...OURS, 'already_under_way', 'acted_for_the_other_side', 'unknown_person'],
    toCommand: asked => ({
      type: 'SetOut',
      department: departmentOf(asked),
      ...personOf(asked, asked.body.person),
    }),
  }),
  'propose-measures': act({
    operationId: 'proposeMeasures',
    summary: 'Say what the department will do, by its own duty',
    scope: 'attend',
    body: whistleBodies.proposeMeasures,
    refusals: [...OURS, 'not_arrived', 'done_already_claimed'],
    toCommand: asked => ({
      type: 'ProposeMeasures',
      department: departmentOf(asked),
      plan: asked.seal(asked.body.plan),
    }),
  }),
  measures: act({
    operationId: 'takeMeasure',
    summary: 'Record a measure under its legal item',
    scope: 'attend',
    body: whistleBodies.takeMeasure,
    refusals: [
      ...OURS,
      'not_arrived',
      'done_already_claimed',
      'waits_for_another',
      'unknown_measure_type',
      'measure_already_recorded',
    ],
    toCommand: asked => ({
      type: 'TakeMeasure',
      department: departmentOf(asked),
      measure: toId<MeasureId>(
        asked.body.measure ?? newId('m', districtOf(asked.whistle), asked.now),
      ),
      measureType: asked.body.measureType,
      legalItem: asked.body.legalItem,
      text: asked.seal(asked.body.text),
      evidence: asked.body.evidence.map(id => toId<EvidenceId>(id)),
    }),
  }),
  evidence: act({
    operationId: 'attachEvidence',
    summary: 'Attach the hash and size of a file',
    scope: 'attend',
    body: whistleBodies.attachEvidence,
    refusals: OURS,
    toCommand: asked => ({
      type: 'AttachEvidence',
      department: departmentOf(asked),
      evidence: toId<EvidenceId>(
        asked.body.evidence ?? newId('e', districtOf(asked.whistle), asked.now),
      ),
      sha256: asked.body.sha256,
      mediaType: asked.body.mediaType,
      bytes: asked.body.bytes,
    }),
  }),
  'claim-done': act({
    operationId: 'claimDone',
    summary: 'Say that the department’s part is done; release is the commander’s',
    scope: 'attend',
    body: whistleBodies.claimDone,
    refusals: [...OURS, 'not_arrived', 'no_measures', 'waits_for_another', 'done_already_claimed'],
    toCommand: asked => ({
      type: 'ClaimDone',
      department: departmentOf(asked),
      result: asked.seal(asked.body.result),
    }),
  }),
  'request-extension': act({
    operationId: 'requestExtension',
    summary: 'Ask for more time to finish, before it is due',
    scope: 'attend',
    body: whistleBodies.requestExtension,
    refusals: [
      ...OURS,
      'no_finish_clock',
      'too_late_to_extend',
      'extension_pending',
      'extension_not_later',
    ],
    toCommand: asked => ({
      type: 'RequestExtension',
      department: departmentOf(asked),
      dueAt: asked.body.dueAt,
      reason: asked.seal(asked.body.reason),
    }),
  }),
  'grant-extension': act({
    operationId: 'grantExtension',
    summary: 'Grant it; the original date stays visible',
    scope: 'command',
    body: shapes.nothing,
    refusals: [...COMMANDED, 'no_extension_asked'],
    toCommand: asked => ({ type: 'GrantExtension', department: departmentOf(asked) }),
  }),
  'refuse-extension': act({
    operationId: 'refuseExtension',
    summary: 'Refuse it with a reason',
    scope: 'command',
    body: shapes.reasonBody,
    refusals: [...COMMANDED, 'no_extension_asked'],
    toCommand: asked => ({
      type: 'RefuseExtension',
      department: departmentOf(asked),
      reason: asked.seal(asked.body.reason),
    }),
  }),
  release: act({
    operationId: 'releaseSummons',
    summary: 'Let them go, once done is claimed and every block is signed',
    scope: 'release',
    body: shapes.nothing,
    refusals: [...COMMANDED, 'done_not_claimed', 'ruling_pending', 'blocks_unsigned'],
    toCommand: asked => ({ type: 'ReleaseSummons', department: departmentOf(asked) }),
  }),
  'stand-down': act({
    operationId: 'standDown',
    summary: 'Call off a department that was summoned by mistake',
    scope: 'command',
    body: shapes.reasonBody,
    refusals: [...COMMANDED, 'somebody_came', 'arrival_was_due'],
    toCommand: asked => ({
      type: 'StandDown',
      department: departmentOf(asked),
      reason: asked.seal(asked.body.reason),
    }),
  }),
  default: act({
    operationId: 'declareDefault',
    summary: 'Declare that it never came, or left and never came back; a supervision order opens',
    description:
      'After its arrival deadline and the last step of its ladder. Leaving without leave and the next session of a whistle start that clock anew.',
    scope: 'command',
    body: shapes.reasonBody,
    refusals: [
      ...COMMANDED,
      'somebody_came',
      'ruling_pending',
      'arrival_not_due',
      'ladder_not_climbed',
    ],
    toCommand: asked => ({
      type: 'DeclareDefault',
      department: departmentOf(asked),
      reason: asked.seal(asked.body.reason),
    }),
  }),
}

function aboutPerson(asked: Asked<unknown>) {
  return { department: departmentOf(asked), person: toId<PersonId>(asked.person) }
}

/** Acts on one person: POST /api/whistles/{id}/summonses/{department}/people/{person}/… */
export const PERSON_ACTS: Readonly<Record<string, AnyAct>> = {
  confirm: act({
    operationId: 'confirmArrival',
    summary: 'Vouch for a doubtful arrival',
    scope: 'command',
    body: whistleBodies.confirmArrival,
    refusals: [...COMMANDED, 'no_doubtful_arrival', 'confirmed_outside_the_claim'],
    toCommand: asked => ({
      type: 'ConfirmArrival',
      ...aboutPerson(asked),
      ...(asked.body.at === undefined ? {} : { at: asked.body.at }),
    }),
  }),
  'reject-arrival': act({
    operationId: 'rejectArrival',
    summary: 'Say that a doubtful arrival was none',
    scope: 'command',
    body: shapes.reasonBody,
    refusals: [...COMMANDED, 'no_doubtful_arrival'],
    toCommand: asked => ({
      type: 'RejectArrival',
      ...aboutPerson(asked),
      reason: asked.seal(asked.body.reason),
    }),
  }),
  relieve: act({
    operationId: 'relievePerson',
    summary: 'Relief at a change of shift: the successor is on scene and proved',
    scope: 'attend',
    body: whistleBodies.relieve,
    refusals: [...OURS, 'not_on_scene', 'successor_not_proved', 'relieved_by_oneself'],
    toCommand: asked => ({
      type: 'RelievePerson',
      ...aboutPerson(asked),
      successor: toId<PersonId>(asked.body.successor),
    }),
  }),
  'grant-leave': act({
    operationId: 'grantLeave',
    summary: 'Let one person go',
    scope: 'command',
    body: shapes.reasonBody,
    refusals: [...COMMANDED, 'not_on_scene'],
    toCommand: asked => ({
      type: 'GrantLeave',
      ...aboutPerson(asked),
      reason: asked.seal(asked.body.reason),
    }),
  }),
  'record-leaving': act({
    operationId: 'recordLeaving',
    summary: 'Record that somebody left; without leave it wakes the ladder',
    scope: 'attend',
    body: shapes.nothing,
    refusals: [...OURS, 'not_on_scene'],
    toCommand: asked => ({ type: 'RecordLeaving', ...aboutPerson(asked) }),
  }),
  'acknowledge-stand-down': act({
    operationId: 'acknowledgeStandDown',
    summary: 'Somebody called off under way knows it',
    scope: 'attend',
    body: shapes.nothing,
    refusals: ['unknown_whistle', 'not_summoned', 'nothing_to_acknowledge', 'not_your_department'],
    toCommand: asked => ({ type: 'AcknowledgeStandDown', ...aboutPerson(asked) }),
  }),
}
