// Guards that keep no rule and only refuse nonsense: each has a case of its own, which the ordinary suite runs too.
import {
  type Actor,
  type Decision,
  EMERGENCY,
  NOTHING,
  toInstant,
  type WhistleCommand,
  type WhistleEvent,
  type WhistleState,
} from '@muster/domain'
import {
  aDraft,
  anAsk,
  draftCommand,
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
const { commander, head, police } = PEOPLE

/** A whistle that these people brought so far, all of it at one moment. */
function given(...acts: readonly (readonly [Actor, WhistleCommand])[]): WhistleState {
  let state: WhistleState = NOTHING
  for (const [actor, command] of acts) {
    const decision = decide(state, command, { now, actor, rules })
    if (!decision.ok) throw new Error(`${command.type}: ${decision.refusal.code}`)
    state = fold(state, decision.events)
  }
  return state
}

const asks = [anAsk('police', { role: 'lead' })]
const draft = [commander, draftCommand('emergency', aDraft(now, { asks }))] as const
const submit = [commander, { type: 'SubmitWhistle' }] as const
const department = police.organisation

function when(state: () => WhistleState, actor: Actor, command: WhistleCommand) {
  return (judge: Decide) => judge(state(), command, { now, actor, rules })
}

const sign = {
  type: 'SignReleaseBlock',
  block: 'site_safe',
  departments: [department],
} as const satisfies WhistleCommand

const report = {
  type: 'ReportArrival',
  department,
  claimedAt: now,
  offline: false,
  proofs: {
    fix: { point: SCENE, accuracyMetres: 5, takenAt: now },
    sceneCode: { shownFrom: now, shownTo: now },
  },
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
  'whistle/answering:MakeContact:contact_not_awaited': {
    name: 'a contact that no clock waits for is not recorded',
    code: 'contact_not_awaited',
    attempt: when(() => given(draft, submit), police, {
      type: 'MakeContact',
      department,
      spokeTo: why,
    }),
  },
  'whistle/blowing:refuseAsks:nobody_asked': {
    name: 'a draft that asks nobody is told so, and not that it lacks a lead',
    code: 'nobody_asked',
    attempt: when(() => NOTHING, commander, draftCommand('emergency', aDraft(now, { asks: [] }))),
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
}
