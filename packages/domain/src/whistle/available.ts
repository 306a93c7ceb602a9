// What can this actor do now? Each act is tried on the whistle as it stands, so that the judge of the act is asked, and
// nobody repeats its rules.
import { isSystem } from '../access/actor.ts'
import type { Context } from '../access/rules.ts'
import {
  type DepartmentId,
  type EvidenceId,
  type MeasureId,
  type PersonId,
  type SealedText,
  toId,
} from '../kernel/ids.ts'
import { shift } from '../kernel/time.ts'
import { chainOfCommand } from './commanding.ts'
import type { WhistleCommand, WhistleCommandType } from './commands.ts'
import { decideWhistle } from './decide.ts'
import { attendancesOf, isSettled, type Summons, summonsesOf, type Whistle } from './state.ts'

/** One act that would be accepted now, once its own words are given. */
export interface AvailableAct {
  readonly act: WhistleCommandType
  readonly department?: DepartmentId
  readonly person?: PersonId
  /** A release block that can be signed, with everyone for whom it can be. */
  readonly block?: string
  readonly departments?: readonly DepartmentId[]
}

/** Stands for whatever a person will write: no decision looks into words. */
const WORDS = '' as SealedText
const NOBODY = toId<PersonId>('nobody')
const NONE = toId<EvidenceId>('none')

/** A refusal that only finds fault with what a person is still to choose leaves the act open. */
function isOpen(
  whistle: Whistle,
  command: WhistleCommand,
  context: Context,
  chosen: readonly string[] = [],
): boolean {
  const decision = decideWhistle(whistle, command, context)
  if (decision.ok) return true
  const { field } = decision.refusal
  return field !== undefined && chosen.includes(field)
}

type Trial = readonly [command: WhistleCommand, chosen?: readonly string[]]

function trialsOfWhistle(whistle: Whistle, context: Context): readonly Trial[] {
  const { draft } = whistle
  const [to = whistle.command] = chainOfCommand(whistle).filter(one => one !== whistle.command)
  const ask = {
    department: toId<DepartmentId>('anybody'),
    role: 'assist' as const,
    text: WORDS,
    legalItems: [],
  }
  const nextAt = shift(context.now, 1)
  return [
    [{ type: 'AmendDraft', draft }],
    [{ type: 'SubmitWhistle' }],
    [{ type: 'ApproveWhistle' }],
    [{ type: 'RejectWhistle', reason: WORDS }],
    [{ type: 'ReviewWhistle', verdict: 'upheld', reason: WORDS }],
    [{ type: 'TransferCommand', to, reason: WORDS }, ['to']],
    [{ type: 'ClaimCommand', reason: WORDS }],
    [{ type: 'NameDeputy', deputy: to }, ['to']],
    [{ type: 'AddDepartment', ask }, ['ask.department']],
    [{ type: 'EndSession', nextAt, nextPlace: WORDS }],
    [{ type: 'AttachToCall', evidence: NONE, sha256: '', mediaType: '', bytes: 1 }],
    [{ type: 'ResolveWhistle', result: WORDS }],
    [{ type: 'AcceptWhistle' }],
    [{ type: 'CloseWhistle' }],
    [{ type: 'WithdrawWhistle', reason: WORDS }],
  ]
}

function trialsOfSummons({ department, clocks }: Summons, context: Context): readonly Trial[] {
  const { now } = context
  const dueAt = shift(clocks.finish?.dueAt ?? now, 1)
  const rightUnit = toId<DepartmentId>('another')
  const measure = toId<MeasureId>('none')
  const arrival = { claimedAt: now, offline: false, proofs: {} }
  const piece = { sha256: '', mediaType: '', bytes: 1 }
  const taken = { measure, measureType: '', legalItem: '', text: WORDS, evidence: [] }
  return [
    [{ type: 'SignSummons', department }],
    [{ type: 'MakeContact', department, spokeTo: WORDS }],
    [{ type: 'ReturnSummons', department, listItem: '', rightUnit, reason: WORDS }],
    [
      {
        type: 'RuleReturn',
        department,
        ruling: { verdict: 'stands' },
        listItem: '',
        reason: WORDS,
      },
    ],
    [{ type: 'SetOut', department }],
    [{ type: 'ReportArrival', department, ...arrival }, ['proofs', 'claimedAt']],
    [{ type: 'ProposeMeasures', department, plan: WORDS }],
    [{ type: 'TakeMeasure', department, ...taken }, ['measureType']],
    [{ type: 'AttachEvidence', department, evidence: NONE, ...piece }],
    [{ type: 'ClaimDone', department, result: WORDS }],
    [{ type: 'RequestExtension', department, dueAt, reason: WORDS }],
    [{ type: 'GrantExtension', department }],
    [{ type: 'RefuseExtension', department, reason: WORDS }],
    [{ type: 'ReleaseSummons', department }],
    [{ type: 'StandDown', department, reason: WORDS }],
    [{ type: 'DeclareDefault', department, reason: WORDS }],
    [{ type: 'VetoDone', departments: [department], reason: WORDS }],
  ]
}

function trialsOfPeople(summons: Summons): readonly Trial[] {
  const { department } = summons
  return attendancesOf(summons).flatMap(({ person, status }): readonly Trial[] => {
    if (status === 'doubtful')
      return [
        [{ type: 'ConfirmArrival', department, person }],
        [{ type: 'RejectArrival', department, person, reason: WORDS }],
      ]
    if (status === 'arrived')
      return [
        [{ type: 'RelievePerson', department, person, successor: NOBODY }, ['successor']],
        [{ type: 'GrantLeave', department, person, reason: WORDS }],
        [{ type: 'RecordLeaving', department, person }],
      ]
    return status === 'called_off' ? [[{ type: 'AcknowledgeStandDown', department, person }]] : []
  })
}

function toAct(command: WhistleCommand): AvailableAct {
  return {
    act: command.type,
    ...('department' in command ? { department: command.department } : {}),
    ...('person' in command && command.person !== undefined ? { person: command.person } : {}),
    ...('departments' in command ? { departments: command.departments } : {}),
  }
}

/** For each block, everyone for whom it can be signed: one signature serves all of them. */
function blocksToSign(whistle: Whistle, context: Context): readonly AvailableAct[] {
  if (whistle.status !== 'sounding' || whistle.policy === undefined) return []
  return whistle.policy.releaseBlocks.flatMap((block): readonly AvailableAct[] => {
    const departments = summonsesOf(whistle)
      .filter(one => one.status === 'done_claimed' && !one.blocks.includes(block))
      .map(one => one.department)
    const command = { type: 'SignReleaseBlock', block, departments } as const
    if (departments.length === 0 || !isOpen(whistle, command, context)) return []
    return [{ act: 'SignReleaseBlock', block, departments }]
  })
}

/** Everything that this actor could do to the whistle at this moment. */
export function availableActs(whistle: Whistle, context: Context): readonly AvailableAct[] {
  if (isSystem(context.actor)) return []
  const live = summonsesOf(whistle).filter(
    one => !isSettled(one) || one.status === 'released' || one.status === 'stood_down',
  )
  const trials = [
    ...trialsOfWhistle(whistle, context),
    ...live.flatMap(one => [...trialsOfSummons(one, context), ...trialsOfPeople(one)]),
  ]
  const open = trials.filter(([command, chosen]) => isOpen(whistle, command, context, chosen))
  return [...open.map(([command]) => toAct(command)), ...blocksToSign(whistle, context)]
}

/** In the order in which a duty room does things: what holds others up comes first. */
const URGENCY: readonly WhistleCommandType[] = [
  'ConfirmArrival',
  'RuleReturn',
  'GrantExtension',
  'ApproveWhistle',
  'SubmitWhistle',
  'SignSummons',
  'SetOut',
  'ReportArrival',
  'ProposeMeasures',
  'ClaimDone',
  'TakeMeasure',
  'ReleaseSummons',
  'SignReleaseBlock',
  'DeclareDefault',
  'ResolveWhistle',
  'AcceptWhistle',
  'ReviewWhistle',
  'CloseWhistle',
  'ClaimCommand',
  'AcknowledgeStandDown',
]

/** The one act that is next, if any of them is: the rest waits behind a word. */
export function primaryAct(acts: readonly AvailableAct[]): AvailableAct | undefined {
  for (const act of URGENCY) {
    const found = acts.find(one => one.act === act)
    if (found) return found
  }
  return undefined
}

/** What is missing before a whistle can close, and what is done of it: a list that ticks itself off. */
export interface Step {
  readonly code: StepCode
  readonly department?: DepartmentId
  readonly done: boolean
  /** Release blocks that are not signed yet. */
  readonly blocks?: readonly string[]
}

export type StepCode =
  | 'submitted'
  | 'approved'
  | 'signed'
  | 'arrived'
  | 'done_claimed'
  | 'ruled'
  | 'released'
  | 'settled'
  | 'stand_down_acknowledged'
  | 'resolved'
  | 'accepted'
  | 'reviewed'
  | 'closed'

/** The next thing that this department or its caller owes; one step for each department, so that the list stays short. */
function stepOfSummons(whistle: Whistle, summons: Summons): Step {
  const { department, status } = summons
  if (isSettled(summons))
    return { code: status === 'released' ? 'released' : 'settled', department, done: true }
  if (summons.dispute) return { code: 'ruled', department, done: false }
  if (status === 'called') return { code: 'signed', department, done: false }
  if (!summons.arrived) return { code: 'arrived', department, done: false }
  if (status !== 'done_claimed') return { code: 'done_claimed', department, done: false }
  const blocks = (whistle.policy?.releaseBlocks ?? []).filter(b => !summons.blocks.includes(b))
  return { code: 'released', department, done: false, blocks }
}

const AFTER: Readonly<
  Record<'submitted' | 'approved' | 'resolved' | 'accepted', ReadonlySet<string>>
> = {
  submitted: new Set(['submitted', 'sounding', 'resolved', 'accepted', 'closed']),
  approved: new Set(['sounding', 'resolved', 'accepted', 'closed']),
  resolved: new Set(['resolved', 'accepted', 'closed']),
  accepted: new Set(['accepted', 'closed']),
}

function unaware(whistle: Whistle): readonly Step[] {
  return summonsesOf(whistle)
    .filter(s => attendancesOf(s).some(a => a.status === 'called_off' && a.acknowledged !== true))
    .map(({ department }) => ({ code: 'stand_down_acknowledged', department, done: false }))
}

export function stepsToClose(whistle: Whistle): readonly Step[] {
  const { status } = whistle
  if (status === 'withdrawn') return []
  const step = (code: keyof typeof AFTER): Step => ({ code, done: AFTER[code].has(status) })
  const isPlanned = whistle.policy?.approval === 'before'
  return [
    ...(status === 'drafted' || status === 'rejected' ? [step('submitted')] : []),
    ...(isPlanned ? [step('approved')] : []),
    ...summonsesOf(whistle).map(summons => stepOfSummons(whistle, summons)),
    ...unaware(whistle),
    step('resolved'),
    step('accepted'),
    ...(whistle.review
      ? [{ code: 'reviewed', done: whistle.reviewed !== undefined } as const]
      : []),
    { code: 'closed', done: status === 'closed' },
  ]
}
