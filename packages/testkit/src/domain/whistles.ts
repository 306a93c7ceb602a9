// A whistle in a test: `aWhistle().sounding().did(sign('police')).when(claimDone('police')).thenRefused('not_arrived', 14)`.
import {
  type AnyActor,
  type Ask,
  type Clock,
  type CommandOf,
  decideWhistle,
  evolveWhistle,
  type Instant,
  isSystem,
  NOTHING,
  type RefusalCode,
  type Rule,
  type Summons,
  type SummonsClockName,
  SYSTEM,
  toInstant,
  WHISTLE_ACCESS,
  type Whistle,
  type WhistleCommand,
  type WhistleDeadline,
  type WhistleEvent,
  type WhistleState,
  whistleDeadlines,
} from '@muster/domain'
import { expect } from 'vitest'
import { given } from '../decider.ts'
import {
  callingDuty,
  commander,
  coordination,
  dutyOf,
  head,
  holderOf,
  ruler,
  stranger,
} from './cast.ts'
import { MONDAY_NINE, minutesAfter } from './moments.ts'
import { contextOf, type RulesInForce } from './rules.ts'
import {
  acceptIt,
  approve,
  arrive,
  claimDone,
  close,
  draft,
  fire,
  measure,
  type Order,
  release,
  resolve,
  review,
  sign,
  signBlock,
  submit,
} from './whistle-commands.ts'

type Bare<E> = E extends unknown ? Omit<E, 'at' | 'by'> : never

/** An event without when and by whom; the test's moment and actor say these. */
export type Fact = Bare<WhistleEvent>

/** What one command came to. */
export interface Outcome {
  /** Exactly these facts, now, by the one who acted. */
  then(...facts: readonly Fact[]): void
  thenRefused(code: RefusalCode, rule: Rule): void
  /** Accepted, whatever the facts; goes on from there. */
  thenAccepted(): Play
  /** The events, for what no whole comparison can say. */
  readonly events: readonly WhistleEvent[]
}

/** A whistle at a moment. Immutable: every step gives another one. */
export interface Play {
  readonly state: WhistleState
  readonly whistle: Whistle
  readonly now: Instant
  summons(name: string): Summons
  clock(name: string, clock: SummonsClockName): Clock
  deadlines(): readonly WhistleDeadline[]
  keys(): readonly string[]
  at(moment: Instant): Play
  after(minutes: number): Play
  under(rules: Partial<RulesInForce>): Play
  /** These were accepted, each from whom it naturally comes. */
  did(...orders: readonly Order[]): Play
  /** This one was accepted from `actor`. */
  didAs(actor: AnyActor, order: Order): Play
  when(order: Order, actor?: AnyActor): Outcome
  /** Every timer that is due by the moment fires, each at its own. */
  passing(moment: Instant): Play
}

interface Scene {
  readonly state: WhistleState
  readonly now: Instant
  readonly rules: Partial<RulesInForce>
}

/** From whom a command naturally comes. */
function giverOf(command: WhistleCommand, state: WhistleState): AnyActor {
  const standing = WHISTLE_ACCESS[command.type]
  switch (standing.as) {
    case 'calling':
      return standing.power === 'summon' ? callingDuty : commander
    case 'calling_or_command':
      return state.status === 'sounding' ? holderOf(state.command) : callingDuty
    case 'power':
      return standing.power === 'approve' ? head : commander
    case 'command':
      return state.status === 'none' ? commander : holderOf(state.command)
    case 'department':
    case 'department_or_command':
      return 'department' in command ? dutyOf(command.department) : stranger
    case 'ruling':
      return ruler
    case 'next_in_command':
      return coordination
    case 'system':
      return SYSTEM
  }
}

function byOf(actor: AnyActor): unknown {
  if (isSystem(actor)) return expect.objectContaining({ person: 'system', office: 'system' })
  const { person, office, organisation } = actor
  return expect.objectContaining({ person, office, organisation })
}

const whistle = given({ initial: NOTHING, decide: decideWhistle, evolve: evolveWhistle })
const starting = (initial: WhistleState) =>
  given({ initial, decide: decideWhistle, evolve: evolveWhistle })

function outcomeOf(scene: Scene, order: Order, who?: AnyActor): Outcome {
  const command = typeof order === 'function' ? order(scene.now) : order
  const actor = who ?? giverOf(command, scene.state)
  const context = contextOf(scene.now, actor, scene.rules)
  const result = starting(scene.state)().when(command, context)
  const decision = decideWhistle(scene.state, command, context)
  return {
    // biome-ignore lint/suspicious/noThenProperty: the sentence is given, when, then; nothing here is awaited
    then(...facts) {
      const stamp = { at: scene.now, by: byOf(actor) }
      result.then(...facts.map(fact => ({ ...fact, ...stamp }) as WhistleEvent))
    },
    thenRefused(code, rule) {
      result.thenRefused({ code, rule })
    },
    thenAccepted() {
      return play({ ...scene, state: result.thenAccepted().state })
    },
    events: decision.ok ? decision.events : [],
  }
}

function play(scene: Scene): Play {
  const { state, now } = scene
  const self: Play = {
    state,
    now,
    get whistle() {
      if (state.status === 'none') throw new Error('no whistle yet')
      return state
    },
    summons(name) {
      const found = self.whistle.summonses[name]
      if (!found) throw new Error(`${name} is not summoned`)
      return found
    },
    clock(name, clock) {
      const found = self.summons(name).clocks[clock]
      if (!found) throw new Error(`${name} has no clock ${clock}`)
      return found
    },
    deadlines: () => whistleDeadlines(state),
    keys: () => whistleDeadlines(state).map(deadline => deadline.key),
    at: moment => play({ ...scene, now: moment }),
    after: minutes => play({ ...scene, now: minutesAfter(now, minutes) }),
    under: rules => play({ ...scene, rules: { ...scene.rules, ...rules } }),
    did: (...orders) =>
      orders.reduce<Play>((before, order) => before.when(order).thenAccepted(), self),
    didAs: (actor, order) => self.when(order, actor).thenAccepted(),
    when: (order, actor) => outcomeOf(scene, order, actor),
    passing: moment => passing(self, moment),
  }
  return self
}

function passing(from: Play, moment: Instant): Play {
  let now = from
  for (;;) {
    const [next] = now.deadlines().toSorted((a, b) => a.dueAt - b.dueAt)
    if (!next || next.dueAt > moment) return now.at(moment)
    now = now.at(toInstant(Math.max(next.dueAt, now.now))).did(fire(next.key))
  }
}

/** What is blown, where it differs from an emergency of police (lead) and urban management. */
export interface Blown {
  readonly kind?: 'emergency' | 'enforcement' | 'priority'
  readonly asks?: readonly Ask[]
  readonly rules?: Partial<RulesInForce>
  readonly at?: Instant
  readonly more?: Partial<CommandOf<'DraftWhistle'>>
}

/** The stages of a life; each goes the plain way up to there, a minute between its steps. */
export interface Stages {
  nothing(): Play
  drafted(): Play
  submitted(): Play
  sounding(): Play
  /** All have signed and one of each has come. */
  onScene(): Play
  /** All claim to be done. */
  done(): Play
  released(): Play
  resolved(): Play
  accepted(): Play
  closed(): Play
}

export const BLOCKS = ['problem_dealt_with', 'evidence_fixed', 'follow_up_owner_named', 'site_safe']

function namesOf(at: Play): readonly string[] {
  return Object.keys(at.whistle.summonses)
}

export function signAllBlocks(...names: readonly string[]): readonly Order[] {
  return BLOCKS.map(block => signBlock(block, ...names))
}

export function aWhistle(blown: Blown = {}): Stages {
  const { kind = 'emergency', asks, rules = {}, at = MONDAY_NINE, more = {} } = blown
  const planned = kind !== 'emergency'
  const each = (from: Play, ...orders: readonly ((name: string) => Order)[]) =>
    namesOf(from).reduce(
      (before, name) => before.did(...orders.map(order => order(name))),
      from.after(1),
    )
  const stages: Stages = {
    nothing: () => play({ state: whistle().state, now: at, rules }),
    drafted: () => stages.nothing().did(draft({ kind, ...(asks ? { asks } : {}), ...more })),
    submitted: () => stages.drafted().did(submit),
    sounding: () => (planned ? stages.submitted().did(approve) : stages.submitted()),
    onScene: () => each(each(stages.sounding(), sign), name => arrive(name)),
    done: () =>
      each(
        each(stages.onScene(), name => measure(name)),
        claimDone,
      ),
    released() {
      const done = stages.done()
      return each(done.did(...signAllBlocks(...namesOf(done))), release)
    },
    resolved: () => stages.released().after(1).did(resolve),
    accepted: () => stages.resolved().after(1).did(acceptIt),
    closed() {
      const accepted = stages.accepted().after(1)
      return planned ? accepted.did(close) : accepted.did(review(), close)
    },
  }
  return stages
}
