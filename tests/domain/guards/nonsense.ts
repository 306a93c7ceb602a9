// Guards that keep no rule and only refuse nonsense: each has a case of its own, which the ordinary suite runs too.
import {
  type Actor,
  type Decision,
  EMERGENCY,
  type Instant,
  MINUTE,
  NOTHING,
  shift,
  toInstant,
  type WhistleCommand,
  type WhistleEvent,
  type WhistleState,
} from '@muster/domain'
import {
  aDraft,
  anAsk,
  draftCommand,
  id,
  PEOPLE,
  rulesOf,
  SCENE,
  text,
} from '@muster/testkit/whistle-world'
import { type Decide, decide, fold } from '../domain.ts'

export interface Nonsense {
  /** What is promised, as a sentence. */
  readonly name: string
  readonly code: string
  readonly attempt: (decide: Decide) => Decision<WhistleEvent>
}

const rules = rulesOf({ kinds: [EMERGENCY] })
const now = toInstant(Date.parse('2026-03-02T09:00:00+08:00'))
const why = text('sealed:why')
const { commander, head, police, stranger } = PEOPLE

function minutesLater(minutes: number): Instant {
  return shift(now, minutes * MINUTE)
}

type Act = readonly [actor: Actor, command: WhistleCommand, minutes?: number]

/** A whistle that these people brought so far, so many minutes after the first of them began. */
function given(...acts: readonly Act[]): WhistleState {
  let state: WhistleState = NOTHING
  for (const [actor, command, minutes = 0] of acts) {
    const decision = decide(state, command, { now: minutesLater(minutes), actor, rules })
    if (!decision.ok) throw new Error(`${command.type}: ${decision.refusal.code}`)
    state = fold(state, decision.events)
  }
  return state
}

const asks = [anAsk('police', { role: 'lead' })]
const draft = [commander, draftCommand('emergency', aDraft(now, { asks }))] as const
const submit = [commander, { type: 'SubmitWhistle' }] as const
const department = police.organisation

function when(state: () => WhistleState, ...[actor, command, minutes = 0]: Act) {
  return (judge: Decide) => judge(state(), command, { now: minutesLater(minutes), actor, rules })
}

/** The commander may still call, and no longer command. */
const SUMMON_ALONE = { [commander.office]: ['summon'] } as const

const sign = {
  type: 'SignReleaseBlock',
  block: 'site_safe',
  departments: [department],
} as const satisfies WhistleCommand

function reportOf(claimedAt: Instant, offline: boolean) {
  const fix = { point: SCENE, accuracyMetres: 5, takenAt: claimedAt }
  const proofs = { fix, sceneCode: { shownFrom: claimedAt, shownTo: claimedAt } }
  return { type: 'ReportArrival', department, claimedAt, offline, proofs } as const
}

const report = reportOf(now, false)

const leave = {
  type: 'GrantLeave',
  department,
  person: police.person,
  reason: why,
} as const satisfies WhistleCommand

const photo = {
  type: 'AttachEvidence',
  department,
  evidence: id('photo-1'),
  sha256: 'ab',
  mediaType: 'image/jpeg',
  bytes: 1,
} as const satisfies WhistleCommand

/** From the draft to the close, with nothing special in between. */
function closed(): WhistleState {
  const blocks = EMERGENCY.releaseBlocks.map(
    block => [commander, { type: 'SignReleaseBlock', block, departments: [department] }] as const,
  )
  return given(
    draft,
    submit,
    [police, report],
    [police, { type: 'ProposeMeasures', department, plan: why }],
    [police, { type: 'ClaimDone', department, result: why }],
    ...blocks,
    [commander, { type: 'ReleaseSummons', department }],
    [commander, { type: 'ResolveWhistle', result: why }],
    [head, { type: 'AcceptWhistle' }],
    [head, { type: 'ReviewWhistle', verdict: 'upheld', reason: why }],
    [commander, { type: 'CloseWhistle' }],
  )
}

export const NONSENSE: Readonly<Record<string, Nonsense>> = {
  'whistle/access:asWithdrawing:not_the_caller': {
    name: 'a draft is taken back by its own people alone',
    code: 'not_the_caller',
    attempt: when(() => given(draft), stranger, { type: 'WithdrawWhistle', reason: why }),
  },
  'whistle/answering:MakeContact:contact_not_awaited': {
    name: 'a contact that no clock waits for is not recorded',
    code: 'contact_not_awaited',
    attempt: when(() => given(draft, submit), police, {
      type: 'MakeContact',
      department,
      spokeTo: why,
    }),
  },
  'whistle/arriving:reportArrival:claimed_before_leaving': {
    name: 'who left does not come back before the moment of leaving',
    code: 'claimed_before_leaving',
    attempt: when(
      () => given(draft, submit, [police, report], [commander, leave, 30]),
      police,
      reportOf(minutesLater(10), true),
      40,
    ),
  },
  'whistle/blowing:refuseAsks:nobody_asked': {
    name: 'a draft that asks nobody is told so, and not that it lacks a lead',
    code: 'nobody_asked',
    attempt: when(() => NOTHING, commander, draftCommand('emergency', aDraft(now, { asks: [] }))),
  },
  'whistle/blowing:AmendDraft:caller_without_head': {
    name: 'a draft is not moved to where its commander could not command it',
    code: 'caller_without_head',
    attempt: judge =>
      judge(
        given(draft),
        { type: 'AmendDraft', draft: aDraft(now, { asks }) },
        { now, actor: commander, rules: rulesOf({ kinds: [EMERGENCY], grants: SUMMON_ALONE }) },
      ),
  },
  'whistle/ending:signBlocks:block_already_signed': {
    name: 'a block that all of them have is not signed again',
    code: 'block_already_signed',
    attempt: when(() => given(draft, submit, [commander, sign]), commander, sign),
  },
  'whistle/staying:findCalledOff:whistle_over': {
    name: 'a closed whistle says that it is over, and not that there is nothing to acknowledge',
    code: 'whistle_over',
    attempt: when(closed, police, { type: 'AcknowledgeStandDown', department }),
  },
  'whistle/blowing:AttachToCall:whistle_over': {
    name: 'nothing is attached to a call that is over',
    code: 'whistle_over',
    attempt: when(closed, commander, {
      type: 'AttachToCall',
      evidence: id('e1'),
      sha256: 'ab',
      mediaType: 'image/jpeg',
      bytes: 1,
    }),
  },
  'whistle/working:AttachEvidence:evidence_attached_before': {
    name: 'evidence is attached once',
    code: 'evidence_attached_before',
    attempt: when(() => given(draft, submit, [police, report], [police, photo]), police, photo),
  },
  'whistle/working:refuseMeasure:unknown_evidence': {
    name: 'a measure cites no evidence that nobody attached',
    code: 'unknown_evidence',
    attempt: when(() => given(draft, submit, [police, report], [police, photo]), police, {
      type: 'TakeMeasure',
      department,
      measure: id('measure-1'),
      measureType: EMERGENCY.measureTypes[0] ?? '',
      legalItem: 'law-1',
      text: why,
      evidence: [photo.evidence, id('photo-2')],
    }),
  },
}
