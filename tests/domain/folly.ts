// Foolish and forbidden attempts: what must be refused in every state, whoever tries it.
import {
  type Actor,
  type Ask,
  type DepartmentId,
  type Summons,
  SYSTEM,
  shift,
  type WhistleState,
} from '@muster/domain'
import {
  aDraft,
  anAsk,
  draftCommand,
  id,
  PEOPLE,
  ROUND_THE_CLOCK,
  SCENE,
} from '@muster/testkit/whistle-world'
import {
  type Attempt,
  attempt,
  CALLERS_PIECE,
  commanderOf,
  draftOf,
  proofsAt,
  type Scene,
  why,
} from './attempts.ts'
import type { Place } from './explore.ts'
import { type Moods, rulesOfWorld, START, type World } from './worlds.ts'

const { commander, deputy, head, coordination, clerk, stranger, spare, twofold } = PEOPLE
const outsider: Actor = {
  ...head,
  organisation: stranger.organisation,
  within: stranger.within,
}
const officer: Actor = { ...commander, rank: 'officer' }

const BAD_ASKS: readonly (readonly Ask[])[] = [
  [],
  [anAsk('police', { role: 'lead' }), anAsk('police')],
  [anAsk('police')],
  [anAsk('police', { role: 'lead' }), anAsk('water', { role: 'lead' })],
  [anAsk('police', { role: 'lead', after: { department: id('market') } })],
  [
    anAsk('police', { role: 'lead', after: { department: id('water') } }),
    anAsk('water', { after: { department: id('police') } }),
  ],
]

function draftsOf(world: World, moods: Moods): readonly Attempt[] {
  const { onDuty: rules, secret } = moods
  const now = START
  const good = draftOf(world)
  const code = world.kind.code
  const by = (actor: Attempt['context']['actor'], kind = code, draft = good): Attempt => ({
    command: draftCommand(kind, draft),
    context: { now, actor, rules },
  })
  return [
    ...BAD_ASKS.map(asks => by(commander, code, aDraft(START, { asks }))),
    by(commander, 'unknown'),
    by(officer),
    by(clerk),
    by(stranger),
    by(SYSTEM),
    { command: draftCommand(code, good, true), context: { now, actor: commander, rules: secret } },
    { command: { type: 'SubmitWhistle' }, context: { now, actor: commander, rules } },
  ]
}

function blowing(scene: Scene): void {
  const { world, moods } = scene
  attempt(scene, commander, draftCommand(world.kind.code, draftOf(world)))
  for (const asks of BAD_ASKS)
    attempt(scene, commander, { type: 'AmendDraft', draft: aDraft(START, { asks }) })
  attempt(scene, officer, { type: 'AmendDraft', draft: draftOf(world) })
  for (const mood of [moods.noKinds, moods.noCommand])
    attempt(scene, commander, { type: 'AmendDraft', draft: draftOf(world) }, mood)
  for (const actor of [clerk, stranger, outsider]) attempt(scene, actor, { type: 'SubmitWhistle' })
  attempt(scene, outsider, { type: 'AcceptWhistle' })
  attempt(scene, outsider, { type: 'WithdrawWhistle', reason: why })
  for (const mood of [moods.noKinds, moods.secret])
    attempt(scene, commander, { type: 'SubmitWhistle' }, mood)
  for (const actor of [commander, clerk, stranger, SYSTEM]) attempt(scene, actor, CALLERS_PIECE)
  for (const actor of [commander, stranger, SYSTEM]) {
    attempt(scene, actor, { type: 'ApproveWhistle' })
    attempt(scene, actor, { type: 'RejectWhistle', reason: why })
    attempt(scene, actor, { type: 'ReviewWhistle', verdict: 'upheld', reason: why })
    attempt(scene, actor, { type: 'AcceptWhistle' })
  }
}

function commanding(scene: Scene): void {
  const { whistle, moods } = scene
  const holder = commanderOf(whistle)
  for (const to of [holder.office, stranger.office]) {
    attempt(scene, holder, { type: 'TransferCommand', to, reason: why })
    attempt(scene, holder, { type: 'NameDeputy', deputy: to })
    attempt(scene, SYSTEM, { type: 'SucceedCommand', from: holder.office, to, reason: why })
  }
  attempt(scene, SYSTEM, {
    type: 'SucceedCommand',
    from: stranger.office,
    to: head.office,
    reason: why,
  })
  const claim = { type: 'ClaimCommand', reason: why } as const
  attempt(scene, deputy, claim)
  attempt(scene, holder, claim, moods.offDuty)
  attempt(scene, head, claim, moods.deputyOnDuty)
  attempt(scene, spare, claim, moods.offDuty)
  for (const actor of [stranger, spare, twofold, SYSTEM]) {
    attempt(scene, actor, { type: 'NameDeputy', deputy: deputy.office })
    attempt(scene, actor, { type: 'ResolveWhistle', result: why })
    attempt(scene, actor, { type: 'CloseWhistle' })
  }
  attempt(scene, holder, { type: 'CloseWhistle' }, moods.noGrants)
  const asks = [
    anAsk('market', { role: 'lead' }),
    anAsk('elsewhere'),
    anAsk('market', { after: { department: id('elsewhere') } }),
    anAsk('police'),
    anAsk('market'),
  ]
  for (const ask of asks) attempt(scene, holder, { type: 'AddDepartment', ask })
  for (const nextAt of [shift(scene.now, -1), shift(scene.now, 60_000)])
    attempt(scene, holder, { type: 'EndSession', nextAt, nextPlace: why })
}

function ending(scene: Scene): void {
  const holder = commanderOf(scene.whistle)
  const none: readonly DepartmentId[] = []
  for (const departments of [none, [id<DepartmentId>('market')]]) {
    attempt(scene, head, { type: 'VetoDone', departments, reason: why })
    attempt(scene, holder, { type: 'SignReleaseBlock', block: 'site_safe', departments })
  }
  for (const key of ['unknown', 'approval', 'review'])
    for (const actor of [SYSTEM, commander]) attempt(scene, actor, { type: 'FireDeadline', key })
  const notice = { type: 'ApplyCalendar', notice: 'n0', calendar: ROUND_THE_CLOCK } as const
  for (const actor of [SYSTEM, commander]) attempt(scene, actor, notice)
  const department = stranger.organisation
  attempt(scene, stranger, { type: 'SignSummons', department })
  attempt(scene, stranger, { type: 'AcknowledgeStandDown', department })
}

function coming(scene: Scene, summons: Summons): void {
  const { now, world, whistle } = scene
  const { department, calledAt } = summons
  const desk = PEOPLE[world.people[department]?.[0] ?? 'police']
  const { person } = desk
  const report = { type: 'ReportArrival', department, person } as const
  const good = proofsAt(now, true)
  const late = shift(now, 60_000)
  attempt(scene, desk, { ...report, claimedAt: late, offline: true, proofs: proofsAt(late, true) })
  const early = shift(calledAt, -60_000)
  attempt(scene, desk, {
    ...report,
    claimedAt: early,
    offline: true,
    proofs: proofsAt(early, true),
  })
  const left = summons.people[person]?.endedAt
  const before = left === undefined ? calledAt : shift(left, -60_000)
  if (before > calledAt)
    attempt(scene, desk, {
      ...report,
      claimedAt: before,
      offline: true,
      proofs: proofsAt(before, true),
    })
  const far = { point: [0, 0] as const, accuracyMetres: 10, takenAt: now }
  const vague = { point: SCENE, accuracyMetres: 5000, takenAt: now }
  const old = { point: SCENE, accuracyMetres: 10, takenAt: shift(now, -3_600_000) }
  for (const fix of [far, vague, old])
    attempt(scene, desk, { ...report, claimedAt: now, offline: false, proofs: { fix } })
  attempt(scene, desk, {
    ...report,
    claimedAt: now,
    offline: false,
    proofs: { wrongSceneCode: true },
  })
  attempt(scene, desk, { ...report, claimedAt: now, offline: false, proofs: {} })
  attempt(scene, stranger, { ...report, claimedAt: now, offline: false, proofs: good })
  const other = commander.person
  attempt(scene, desk, { ...report, person: other, claimedAt: now, offline: false, proofs: good })
  attempt(scene, desk, { type: 'SetOut', department, person: other })
  attempt(scene, commanderOf(whistle), { type: 'ConfirmArrival', department, person, at: late })
  attempt(scene, commanderOf(whistle), { type: 'ConfirmArrival', department, person, at: early })
  attempt(scene, stranger, { type: 'ConfirmArrival', department, person })
}

function working(scene: Scene, summons: Summons): void {
  const { world, whistle } = scene
  const { department, clocks } = summons
  const desk = PEOPLE[world.people[department]?.[0] ?? 'police']
  const holder = commanderOf(whistle)
  const foreign = whistle.summonses['police'] === summons ? PEOPLE.water : PEOPLE.police
  attempt(scene, foreign, { type: 'SignSummons', department })
  attempt(scene, SYSTEM, { type: 'SignSummons', department })
  attempt(scene, SYSTEM, { type: 'ReleaseSummons', department })
  for (const actor of [desk, deputy, twofold, coordination])
    attempt(scene, actor, { type: 'ReleaseSummons', department })
  const returned = { type: 'ReturnSummons', department, listItem: 'list-1', reason: why } as const
  attempt(scene, desk, { ...returned, rightUnit: department })
  attempt(scene, desk, { ...returned, rightUnit: id('elsewhere') })
  const rule = { type: 'RuleReturn', department, listItem: 'list-1', reason: why } as const
  attempt(scene, commander, { ...rule, ruling: { verdict: 'stands' } })
  const measure = { measure: id<never>('m1'), legalItem: 'law-1', text: why, evidence: [] }
  attempt(scene, desk, { type: 'TakeMeasure', department, ...measure, measureType: 'dance' })
  const evidence = [id<never>('nowhere')]
  attempt(scene, desk, {
    type: 'TakeMeasure',
    department,
    ...measure,
    measureType: 'stop',
    evidence,
  })
  attempt(scene, holder, { type: 'SignReleaseBlock', block: 'unknown', departments: [department] })
  attempt(scene, holder, {
    type: 'SignReleaseBlock',
    block: 'site_safe',
    departments: [department],
  })
  const dueAt = clocks.finish?.dueAt ?? scene.now
  attempt(scene, desk, { type: 'RequestExtension', department, dueAt, reason: why })
  attempt(scene, holder, { type: 'GrantExtension', department })
  attempt(scene, holder, { type: 'RefuseExtension', department, reason: why })
  attempt(scene, head, { type: 'VetoDone', departments: [department], reason: why })
  attempt(scene, stranger, { type: 'VetoDone', departments: [department], reason: why })
}

function folliesIn(state: WhistleState, world: World, moods: Moods, now: Place['now']) {
  if (state.status === 'none') return draftsOf(world, moods)
  const into: Attempt[] = []
  const scene: Scene = { whistle: state, world, moods, now, into }
  blowing(scene)
  commanding(scene)
  ending(scene)
  for (const summons of Object.values(state.summonses)) {
    coming(scene, summons)
    working(scene, summons)
  }
  return into
}

/** Foolish attempts for one exploration; `every` says at which share of the places they are made. */
export function folliesFor(world: World, every: number) {
  const moods = rulesOfWorld(world)
  let seen = 0
  return (place: Place): readonly Attempt[] => {
    seen += 1
    const due = seen <= 300 || seen % every === 0
    return due ? folliesIn(place.state, world, moods, place.now) : []
  }
}

/** One life's foolish attempts, for random play. */
export { folliesIn }
