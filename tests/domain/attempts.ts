// What can be tried in a state: the acts of everybody in the small world, sensible ones and foolish ones.
import {
  type Actor,
  type AnyActor,
  type Ask,
  type Context,
  type DepartmentId,
  type Instant,
  type OfferedProofs,
  type Rules,
  type Summons,
  SYSTEM,
  shift,
  type Whistle,
  type WhistleCommand,
  type WhistleState,
  whistleDeadlines,
} from '@muster/domain'
import {
  aDraft,
  anAsk,
  draftCommand,
  HALF_DAYS,
  id,
  type Part,
  PEOPLE,
  SCENE,
  text,
} from '@muster/testkit/whistle-world'
import { type Moods, START, STEP_MS, type World } from './worlds.ts'

export interface Attempt {
  readonly command: WhistleCommand
  readonly context: Context
}

export interface Scene {
  readonly whistle: Whistle
  readonly world: World
  readonly moods: Moods
  readonly now: Instant
  readonly into: Attempt[]
}

export const why = text('sealed:why')

export function attempt(
  scene: Scene,
  actor: AnyActor,
  command: WhistleCommand,
  rules: Rules = scene.moods.onDuty,
): void {
  scene.into.push({ command, context: { now: scene.now, actor, rules } })
}

/** Whoever holds command, as the person of that office. */
export function commanderOf(whistle: Whistle): Actor {
  const { commander, deputy, head, coordination } = PEOPLE
  return (
    [commander, deputy, head, coordination].find(p => p.office === whistle.command) ?? commander
  )
}

export function draftOf(world: World) {
  const [first = 'police', second] = world.asked
  const asks: Ask[] = [anAsk(first, { role: 'lead' })]
  if (second)
    asks.push(
      anAsk(second, world.waits ? { after: { department: id(first), measure: 'stop' } } : {}),
    )
  return aDraft(START, { asks })
}

/** How many of the extras this life has used up. */
export function extrasOf(whistle: Whistle, world: World): Readonly<Record<string, number>> {
  const all = Object.values(whistle.summonses)
  const rounds = all.reduce((sum, s) => sum + s.round - 1, 0)
  return {
    veto: rounds,
    return: all.filter(s => s.returns > 0).length,
    add: Math.max(0, all.length - world.asked.length),
    transfer: whistle.command === whistle.caller.office ? 0 : 1,
  }
}

function mayStill(scene: Scene, extra: string): boolean {
  const { whistle, world } = scene
  if (world.can.has('endless')) return true
  if (!world.can.has(extra)) return false
  const used = extrasOf(whistle, world)
  const total = Object.values(used).reduce((a, b) => a + b, 0)
  return (used[extra] ?? 0) === 0 && total < world.extras
}

export const CALLERS_PIECE = {
  type: 'AttachToCall',
  evidence: id('e0'),
  sha256: 'ab',
  mediaType: 'image/jpeg',
  bytes: 1,
} as const satisfies WhistleCommand

function blowing(scene: Scene): void {
  const { whistle, world } = scene
  const { commander, head } = PEOPLE
  attempt(scene, commander, { type: 'SubmitWhistle' })
  // It changes nothing that a later decision asks for: elsewhere it is tried now and then.
  if (whistle.status === 'drafted' || world.can.has('endless'))
    attempt(scene, commander, CALLERS_PIECE)
  attempt(scene, commander, { type: 'AmendDraft', draft: draftOf(world) })
  attempt(scene, head, { type: 'ApproveWhistle' })
  attempt(scene, head, { type: 'RejectWhistle', reason: why })
  attempt(scene, head, { type: 'ReviewWhistle', verdict: 'upheld', reason: why })
  attempt(scene, head, { type: 'ReviewWhistle', verdict: 'refused', reason: why })
  const withdraws = whistle.status === 'sounding' ? commanderOf(whistle) : commander
  attempt(scene, withdraws, { type: 'WithdrawWhistle', reason: why })
  attempt(scene, head, { type: 'AcceptWhistle' })
}

function transferring(scene: Scene, holder: Actor): void {
  const { whistle, moods, world } = scene
  const { deputy, head, coordination, commander } = PEOPLE
  if (mayStill(scene, 'transfer')) {
    attempt(scene, holder, { type: 'TransferCommand', to: deputy.office, reason: why })
    if (world.can.has('chain')) {
      const from = whistle.command
      for (const actor of [head, coordination])
        attempt(scene, actor, { type: 'ClaimCommand', reason: why }, moods.offDuty)
      attempt(scene, SYSTEM, { type: 'SucceedCommand', from, to: head.office, reason: why })
    }
  }
  // Whoever took over gives back; else an emergency would end in the wrong hands.
  attempt(scene, holder, { type: 'TransferCommand', to: commander.office, reason: why })
  attempt(scene, holder, { type: 'NameDeputy', deputy: deputy.office })
}

function adding(scene: Scene, holder: Actor): void {
  const { whistle, world } = scene
  if (mayAdd(scene)) {
    const after = { department: id<DepartmentId>(world.asked[0] ?? 'police') }
    attempt(scene, holder, { type: 'AddDepartment', ask: anAsk('market') })
    if (world.waits)
      attempt(scene, holder, { type: 'AddDepartment', ask: anAsk('market', { after }) })
  }
  // An exit, not an extra: when all is settled and nobody released, one who was called before is called again.
  const all = Object.values(whistle.summonses)
  if (all.every(s => s.settledAt !== undefined && s.status !== 'released'))
    for (const { department } of all)
      attempt(scene, holder, { type: 'AddDepartment', ask: anAsk(department) })
}

function commanding(scene: Scene): void {
  const { whistle, world } = scene
  const holder = commanderOf(whistle)
  transferring(scene, holder)
  adding(scene, holder)
  attempt(scene, holder, { type: 'ResolveWhistle', result: why })
  attempt(scene, holder, { type: 'CloseWhistle' })
  if (mayStill(scene, 'session') || (world.can.has('session') && whistle.session < 2))
    attempt(scene, holder, {
      type: 'EndSession',
      nextAt: shift(scene.now, STEP_MS - 60_000),
      nextPlace: why,
    })
}

export function proofsAt(now: Instant, code: boolean): OfferedProofs {
  const fix = { point: SCENE, accuracyMetres: 10, takenAt: now }
  if (code) return { fix, sceneCode: { shownFrom: shift(now, -1000), shownTo: now } }
  return { fix, photo: id('photo') }
}

function coming(scene: Scene, summons: Summons, part: Part): void {
  const { now, world, whistle } = scene
  const { department, calledAt } = summons
  const desk = PEOPLE[world.people[department]?.[0] ?? 'police']
  const { person } = PEOPLE[part]
  const actor = person === desk.person ? desk : PEOPLE[part]
  // Whoever relieves another comes with the code, unless the world is made for more.
  const plain = person !== desk.person && !world.can.has('together')
  if (!plain) attempt(scene, actor, { type: 'SetOut', department, person })
  for (const code of plain ? [true] : [true, false]) {
    const proofs = proofsAt(now, code)
    const report = { type: 'ReportArrival', department, person } as const
    attempt(scene, actor, { ...report, claimedAt: now, offline: false, proofs })
    if (!world.can.has('offline')) continue
    const then = proofsAt(calledAt, code)
    attempt(scene, actor, { ...report, claimedAt: calledAt, offline: true, proofs: then })
  }
  const holder = commanderOf(whistle)
  attempt(scene, holder, { type: 'ConfirmArrival', department, person })
  const claimedAt = summons.people[person]?.claimedAt
  if (world.can.has('offline') && claimedAt !== undefined)
    attempt(scene, holder, { type: 'ConfirmArrival', department, person, at: claimedAt })
  attempt(scene, holder, { type: 'RejectArrival', department, person, reason: why })
}

function going(scene: Scene, summons: Summons, part: Part): void {
  const { world, whistle } = scene
  const { department } = summons
  const { person } = PEOPLE[part]
  const desk = PEOPLE[world.people[department]?.[0] ?? 'police']
  const holder = commanderOf(whistle)
  for (const other of world.people[department] ?? [])
    attempt(scene, desk, {
      type: 'RelievePerson',
      department,
      person,
      successor: PEOPLE[other].person,
    })
  attempt(scene, holder, { type: 'GrantLeave', department, person, reason: why })
  attempt(scene, desk, { type: 'RecordLeaving', department, person })
  attempt(scene, holder, { type: 'RecordLeaving', department, person })
  attempt(scene, desk, { type: 'AcknowledgeStandDown', department, person })
}

function answering(scene: Scene, summons: Summons): void {
  const { world, whistle } = scene
  const { department } = summons
  const desk = PEOPLE[world.people[department]?.[0] ?? 'police']
  attempt(scene, desk, { type: 'SignSummons', department })
  attempt(scene, desk, { type: 'MakeContact', department, spokeTo: why })
  const rightUnit = id<DepartmentId>('market')
  if (mayStill(scene, 'return') || summons.returns > 0)
    attempt(scene, desk, {
      type: 'ReturnSummons',
      department,
      listItem: 'list-1',
      rightUnit: department === rightUnit ? id('police') : rightUnit,
      reason: why,
    })
  for (const actor of [PEOPLE.ruler, PEOPLE.coordination]) {
    const rule = { type: 'RuleReturn', department, listItem: 'list-1', reason: why } as const
    attempt(scene, actor, { ...rule, ruling: { verdict: 'stands' } })
    attempt(scene, actor, { ...rule, ruling: { verdict: 'excused' } })
    for (const other of Object.keys(world.people)) {
      const role = summons.ask.role
      attempt(scene, actor, {
        ...rule,
        ruling: { verdict: 'replaced', successor: anAsk(other, { role }) },
      })
    }
  }
  attempt(scene, commanderOf(whistle), { type: 'StandDown', department, reason: why })
  if (!summons.arrived || world.can.has('stay away'))
    attempt(scene, commanderOf(whistle), { type: 'DeclareDefault', department, reason: why })
}

function working(scene: Scene, summons: Summons): void {
  const { world, whistle } = scene
  const { department, clocks } = summons
  const desk = PEOPLE[world.people[department]?.[0] ?? 'police']
  const holder = commanderOf(whistle)
  attempt(scene, desk, { type: 'ProposeMeasures', department, plan: why })
  const turn = world.can.has('endless') ? summons.measures.length + 1 : 1
  const measure = { measure: id<never>(`m${turn}`), legalItem: 'law-1', text: why, evidence: [] }
  attempt(scene, desk, { type: 'TakeMeasure', department, ...measure, measureType: 'stop' })
  // Evidence changes no rule but its own: it is tried where it is cheapest to tell apart.
  if (summons.status === 'called' || world.can.has('endless'))
    attempt(scene, desk, {
      type: 'AttachEvidence',
      department,
      evidence: id('e1'),
      sha256: 'ab',
      mediaType: 'image/jpeg',
      bytes: 1,
    })
  attempt(scene, desk, { type: 'ClaimDone', department, result: why })
  if (world.can.has('extension')) {
    const dueAt = shift(clocks.finish?.dueAt ?? scene.now, STEP_MS - 60_000)
    if (!clocks.finish?.extended)
      attempt(scene, desk, { type: 'RequestExtension', department, dueAt, reason: why })
    attempt(scene, holder, { type: 'GrantExtension', department })
    attempt(scene, holder, { type: 'RefuseExtension', department, reason: why })
  }
  // Blocks can be signed at any time; here the commander waits for the work, which changes no rule.
  if (summons.status === 'done_claimed')
    for (const block of whistle.policy?.releaseBlocks ?? [])
      attempt(scene, holder, { type: 'SignReleaseBlock', block, departments: [department] })
  attempt(scene, holder, { type: 'ReleaseSummons', department })
  if (mayStill(scene, 'veto'))
    attempt(scene, PEOPLE.head, { type: 'VetoDone', departments: [department], reason: why })
}

/** The second person of a department comes once the first is there. */
function partsOf({ world }: Scene, summons: Summons): readonly Part[] {
  const [first, second] = world.people[summons.department] ?? []
  if (!first) return []
  if (!second || world.can.has('together')) return second ? [first, second] : [first]
  const known = summons.people[PEOPLE[second].person] !== undefined
  const there = summons.people[PEOPLE[first].person]?.status === 'arrived'
  return known || there ? [first, second] : [first]
}

/** A department is added when those called before are done with, or at any time in a world made for it. */
function mayAdd(scene: Scene): boolean {
  const { whistle, world } = scene
  if (!mayStill(scene, 'add')) return false
  return (
    world.can.has('add early') ||
    Object.values(whistle.summonses).every(s => s.settledAt !== undefined)
  )
}

function timing(scene: Scene): void {
  const { whistle, world } = scene
  for (const { key } of whistleDeadlines(whistle))
    attempt(scene, SYSTEM, { type: 'FireDeadline', key })
  if (world.can.has('notice'))
    attempt(scene, SYSTEM, { type: 'ApplyCalendar', notice: 'n1', calendar: HALF_DAYS })
}

/** Everything that people of this world might sensibly try now; most of it is refused in most states. */
export function attemptsIn(
  state: WhistleState,
  world: World,
  moods: Moods,
  now: Instant,
): readonly Attempt[] {
  const into: Attempt[] = []
  if (state.status === 'none') {
    const command = draftCommand(world.kind.code, draftOf(world), world.drill)
    into.push({ command, context: { now, actor: PEOPLE.commander, rules: moods.onDuty } })
    return into
  }
  const scene: Scene = { whistle: state, world, moods, now, into }
  blowing(scene)
  commanding(scene)
  for (const summons of Object.values(state.summonses)) {
    answering(scene, summons)
    for (const part of partsOf(scene, summons)) {
      coming(scene, summons, part)
      going(scene, summons, part)
    }
    working(scene, summons)
  }
  timing(scene)
  return into
}
