// Acts on the whistle as a whole: POST /api/whistles/{id}/…
import { shapes, whistleBodies } from '@muster/contract'
import { type DepartmentId, type EvidenceId, toId } from '@muster/domain'
import { districtOf, newId } from '../../mechanism/ids.ts'
import { officeOf } from '../../mechanism/lookups.ts'
import { type AnyAct, act } from './act-table.ts'
import { toAsk, toDraft } from './to-command.ts'

const COMMAND = ['not_in_command', 'unknown_whistle'] as const
const CALLING = ['not_the_caller', 'unknown_whistle'] as const

function departments(ids: readonly string[]): readonly DepartmentId[] {
  return ids.map(id => toId<DepartmentId>(id))
}

/** By the last part of the address. */
export const WHISTLE_ACTS: Readonly<Record<string, AnyAct>> = {
  amend: act({
    operationId: 'amendDraft',
    summary: 'Write the draft anew; a rejected whistle becomes a draft again',
    scope: 'blow',
    body: whistleBodies.amendDraft,
    refusals: [
      ...CALLING,
      'not_a_draft',
      'one_lead_needed',
      'department_twice',
      'unknown_department',
      'unknown_person',
      'unknown_problem_type',
      'place_outside_territory',
      'caller_without_head',
    ],
    toCommand: ({ edge, whistle, body }) => ({
      type: 'AmendDraft',
      draft: toDraft(edge, whistle, body),
    }),
  }),
  submit: act({
    operationId: 'submitWhistle',
    summary: 'Blow it: an emergency sounds at once, a planned kind waits for approval',
    scope: 'blow',
    body: shapes.nothing,
    refusals: [...CALLING, 'not_a_draft', 'rank_may_not_blow', 'post_period_over'],
    toCommand: () => ({ type: 'SubmitWhistle' }),
  }),
  approve: act({
    operationId: 'approveWhistle',
    summary: 'Approve: it sounds, and the clocks of every summons start',
    scope: 'approve',
    body: shapes.nothing,
    refusals: ['unknown_whistle', 'not_awaiting_approval', 'rank_may_not_approve'],
    toCommand: () => ({ type: 'ApproveWhistle' }),
  }),
  reject: act({
    operationId: 'rejectWhistle',
    summary: 'Refuse approval with a reason; the draft can be amended and submitted again',
    scope: 'approve',
    body: shapes.reasonBody,
    refusals: ['unknown_whistle', 'not_awaiting_approval', 'rank_may_not_approve'],
    toCommand: ({ body, seal }) => ({ type: 'RejectWhistle', reason: seal(body.reason) }),
  }),
  review: act({
    operationId: 'reviewWhistle',
    summary: 'Review an emergency afterwards',
    description:
      'A refusal stops adding departments and counts in whistle quality; only the commander ends the whistle.',
    scope: 'approve',
    body: whistleBodies.review,
    refusals: ['unknown_whistle', 'nothing_to_review', 'already_reviewed', 'rank_may_not_approve'],
    toCommand: ({ body, seal }) => ({
      type: 'ReviewWhistle',
      verdict: body.verdict,
      reason: seal(body.reason),
    }),
  }),
  attach: act({
    operationId: 'attachToCall',
    summary: '随哨附件 · Attach a file to the call: what the caller saw',
    description:
      'Give the file first, at /api/files; whoever may see the whistle and its target has it, departments the picture alone.',
    scope: 'blow',
    body: whistleBodies.attachToCall,
    refusals: ['not_the_caller', 'unknown_whistle', 'whistle_over'],
    toCommand: ({ whistle, body, now }) => ({
      type: 'AttachToCall',
      evidence: toId<EvidenceId>(newId('e', districtOf(whistle), now)),
      sha256: body.sha256,
      mediaType: body.mediaType,
      bytes: body.bytes,
    }),
  }),
  'transfer-command': act({
    operationId: 'transferCommand',
    summary: 'Hand command to another office; exactly one holds it at any moment',
    scope: 'command',
    body: whistleBodies.transferCommand,
    refusals: [
      ...COMMAND,
      'already_in_command',
      'receiver_lacks_power',
      'whistle_over',
      'unknown_office',
    ],
    toCommand: ({ edge, body, seal }) => ({
      type: 'TransferCommand',
      to: officeOf(edge, body.to, 'to'),
      reason: seal(body.reason),
    }),
  }),
  'claim-command': act({
    operationId: 'claimCommand',
    summary:
      'Take command when nobody who holds it is on duty: deputy, head, district coordination in this order',
    scope: 'command',
    body: shapes.reasonBody,
    refusals: [
      'unknown_whistle',
      'not_in_the_chain',
      'commander_on_duty',
      'somebody_nearer_on_duty',
      'already_in_command',
    ],
    toCommand: ({ body, seal }) => ({ type: 'ClaimCommand', reason: seal(body.reason) }),
  }),
  'name-deputy': act({
    operationId: 'nameDeputy',
    summary: 'Name the office that may claim command first',
    scope: 'command',
    body: whistleBodies.nameDeputy,
    refusals: [...COMMAND, 'receiver_lacks_power', 'already_in_command', 'unknown_office'],
    toCommand: ({ edge, body }) => ({
      type: 'NameDeputy',
      deputy: officeOf(edge, body.deputy, 'deputy'),
    }),
  }),
  'add-department': act({
    operationId: 'addDepartment',
    summary: 'Summon one more department; its clocks start at its own call',
    scope: 'command',
    body: whistleBodies.addDepartment,
    refusals: [
      ...COMMAND,
      'whistle_not_sounding',
      'review_refused',
      'already_summoned',
      'one_lead_needed',
      'waits_for_a_stranger',
      'unknown_department',
      'unknown_person',
    ],
    toCommand: ({ edge, whistle, body }) => ({
      type: 'AddDepartment',
      ask: toAsk(edge, whistle, body.ask, 'ask'),
    }),
  }),
  'end-session': act({
    operationId: 'endSession',
    summary: 'End the session by naming the next time and place; the obligation stays',
    scope: 'command',
    body: whistleBodies.endSession,
    refusals: [
      ...COMMAND,
      'whistle_not_sounding',
      'kind_has_no_sessions',
      'session_in_the_past',
      'doubtful_arrival_open',
    ],
    toCommand: ({ body, seal }) => ({
      type: 'EndSession',
      nextAt: body.nextAt,
      nextPlace: seal(body.nextPlace),
    }),
  }),
  'sign-block': act({
    operationId: 'signReleaseBlock',
    summary: 'Sign a release block for one, some or all departments',
    scope: 'release',
    body: whistleBodies.signBlock,
    refusals: [
      ...COMMAND,
      'whistle_not_sounding',
      'unknown_block',
      'block_already_signed',
      'not_summoned',
      'summons_settled',
    ],
    toCommand: ({ body }) => ({
      type: 'SignReleaseBlock',
      block: body.block,
      departments: departments(body.departments),
    }),
  }),
  veto: act({
    operationId: 'vetoDone',
    summary: 'Do not accept what was called done: a new round of the named summonses',
    scope: 'veto',
    body: whistleBodies.vetoDone,
    refusals: ['unknown_whistle', 'too_late_to_veto', 'nothing_done_to_veto', 'not_summoned'],
    toCommand: ({ body, seal }) => ({
      type: 'VetoDone',
      departments: departments(body.departments),
      reason: seal(body.reason),
    }),
  }),
  resolve: act({
    operationId: 'resolveWhistle',
    summary: 'Say that it is resolved: every summons settled, at least one released',
    scope: 'command',
    body: whistleBodies.resolveWhistle,
    refusals: [...COMMAND, 'whistle_not_sounding', 'summons_open', 'nobody_released'],
    toCommand: ({ body, seal }) => ({ type: 'ResolveWhistle', result: seal(body.result) }),
  }),
  accept: act({
    operationId: 'acceptWhistle',
    summary: 'Accept the result, as the calling office',
    scope: 'accept',
    body: shapes.nothing,
    refusals: [...CALLING, 'not_resolved'],
    toCommand: () => ({ type: 'AcceptWhistle' }),
  }),
  close: act({
    operationId: 'closeWhistle',
    summary: 'Close for ever; the window for grades opens',
    scope: 'command',
    body: shapes.nothing,
    refusals: [...COMMAND, 'not_accepted', 'not_reviewed', 'stand_down_unacknowledged'],
    toCommand: () => ({ type: 'CloseWhistle' }),
  }),
  withdraw: act({
    operationId: 'withdrawWhistle',
    summary: 'Withdraw while nobody has arrived; people under way must acknowledge',
    scope: 'blow',
    body: shapes.reasonBody,
    refusals: [...CALLING, 'not_in_command', 'cannot_withdraw_now', 'somebody_came'],
    toCommand: ({ body, seal }) => ({ type: 'WithdrawWhistle', reason: seal(body.reason) }),
  }),
}
