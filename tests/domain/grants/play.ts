// Lives of grants, played at random from a seed: after every step the code and the plain telling must agree on who holds
// which power, now and at moments to come.
import {
  type Actor,
  type AreaCode,
  DAY,
  decideGrant,
  type Extent,
  evolveGrant,
  type Grant,
  type GrantCommand,
  type GrantState,
  grantBook,
  grantFinder,
  type HeldGrant,
  heldGrant,
  type Instant,
  NO_GRANT,
  shift,
  toId,
  toInstant,
} from '@muster/domain'
import { holds, judge, type Lives, withEvent } from './oracle.ts'
import {
  AREAS,
  actorOf,
  DEPARTMENTS,
  KEEPER,
  LONGEST_MS,
  OFFICES,
  OVER_WHOM,
  PLACES,
  POWERS,
  RULES,
  reachOf,
} from './world.ts'

export interface GrantPlay {
  readonly decide: typeof decideGrant
  /** What the book is made of; a control takes something away. */
  readonly seen: (grant: HeldGrant) => HeldGrant
  readonly seed: number
  readonly commands: number
}

export interface Played {
  readonly accepted: number
  readonly questions: number
  readonly events: ReadonlyMap<string, number>
  readonly refusals: ReadonlyMap<string, number>
  readonly failures: readonly string[]
}

export const HONEST = { decide: decideGrant, seen: (grant: HeldGrant) => grant } as const

const START = toInstant(Date.UTC(2026, 2, 2))
const LIFE = 60
const MOST_GRANTS = 12
const REASON = toId<never>('sealed:why')

/** Mulberry32: small, fast, the same everywhere. */
function generator(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const QUESTIONS = OFFICES.flatMap(({ office, person }) =>
  POWERS.flatMap(power =>
    Object.keys(PLACES).flatMap(place =>
      Object.keys(DEPARTMENTS).map(department => ({ office, person, power, place, department })),
    ),
  ),
)

interface Attempt {
  readonly id: string
  readonly actor: Actor
  readonly command: GrantCommand
}

class Game {
  readonly events = new Map<string, number>()
  readonly refusals = new Map<string, number>()
  readonly failures: string[] = []
  accepted = 0
  questions = 0
  readonly #play: GrantPlay
  readonly #random: () => number
  #states = new Map<string, GrantState>()
  #lives: Lives = new Map()
  #now: Instant = START
  #made = 0

  constructor(play: GrantPlay) {
    this.#play = play
    this.#random = generator(play.seed)
  }

  #chance(share: number): boolean {
    return this.#random() < share
  }

  #pick<T>(all: readonly [T, ...T[]] | readonly T[]): T {
    const one = all[Math.floor(this.#random() * all.length)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }

  #moment(days: number): Instant {
    return shift(this.#now, Math.floor((this.#random() * days - 1) * DAY))
  }

  #extent(): Extent {
    return { area: this.#pick<AreaCode>(AREAS), departments: this.#pick(OVER_WHOM) }
  }

  #grant(more: Partial<Grant>): Grant {
    this.#made += 1
    return {
      id: toId(`g${this.#made}`),
      office: this.#pick(OFFICES).office,
      power: this.#pick(POWERS),
      ...this.#extent(),
      from: this.#chance(0.7) ? this.#now : this.#moment(4),
      ...(this.#chance(0.5) ? { until: this.#moment(30) } : {}),
      instrument: 'paper',
      ...more,
    }
  }

  #leaving() {
    const openWhistles = this.#chance(0.2) ? 1 : 0
    return { openWhistles, ...(this.#chance(0.3) ? { successor: this.#pick(OFFICES).office } : {}) }
  }

  #give(): Attempt {
    const grant = this.#grant({})
    const id = this.#chance(0.05) && this.#states.size > 0 ? this.#anyId() : grant.id
    const actor = this.#chance(0.9) ? KEEPER : this.#pick(OFFICES)
    return { id, actor, command: { type: 'GiveGrant', grant: { ...grant, id: toId(id) } } }
  }

  #anyId(): string {
    return this.#pick([...this.#states.keys()])
  }

  #delegate(): Attempt {
    const source = this.#states.get(this.#anyId()) ?? NO_GRANT
    const known = source.status === 'none' ? undefined : source.grant
    const office = this.#pick(OFFICES).office
    const grant = this.#grant({
      office,
      ...(this.#chance(0.3) ? { person: actorOf(office).person } : {}),
      ...(known && this.#chance(0.7) ? { area: known.area, departments: known.departments } : {}),
      ...(known ? { power: known.power, source: known.id } : {}),
      ...(this.#chance(0.9) ? { until: this.#moment(14) } : {}),
    })
    const actor = known && this.#chance(0.85) ? actorOf(known.office) : this.#pick(OFFICES)
    const reach = reachOf(grant)
    const command = { type: 'DelegateGrant', grant, source, reach, longestMs: LONGEST_MS } as const
    return { id: grant.id, actor, command }
  }

  #change(): Attempt {
    const id = this.#chance(0.03) ? 'nobody' : this.#anyId()
    const state = this.#states.get(id) ?? NO_GRANT
    const known = state.status === 'none' ? undefined : state
    const giver = known && actorOf(known.given.by.office)
    const actor = this.#chance(0.75) || !giver ? KEEPER : this.#pick([giver, ...OFFICES])
    return { id, actor, command: this.#changing(known?.grant) }
  }

  #changing(grant: Grant | undefined): GrantCommand {
    const leaving = this.#leaving()
    const kind = this.#random()
    if (kind < 0.3) {
      const { area, departments } = this.#extent()
      const to = {
        ...(this.#chance(0.5) ? { area } : {}),
        ...(this.#chance(0.5) ? { departments } : {}),
        ...(this.#chance(0.3) ? { until: this.#moment(12) } : {}),
      }
      const whole = { area: grant?.area ?? area, departments: 'all' as const, ...to }
      const paper = { reason: REASON, instrument: 'paper' }
      return { type: 'NarrowGrant', to, reach: reachOf(whole), ...paper, ...leaving }
    }
    if (kind < 0.65) {
      const until = this.#chance(0.5) ? { until: this.#moment(6) } : {}
      return { type: 'SuspendGrant', reason: REASON, ...until, ...leaving }
    }
    if (kind < 0.85) return { type: 'ResumeGrant', reason: REASON }
    return { type: 'RevokeGrant', reason: REASON, ...leaving }
  }

  /** Only the server brings in what was decided elsewhere; here it is people who try. */
  #takeOver(): Attempt {
    const grant = this.#grant({})
    const actor = this.#pick([KEEPER, ...OFFICES])
    return { id: grant.id, actor, command: { type: 'TakeOverGrant', grant } }
  }

  #attempt(): Attempt {
    if (this.#chance(0.01)) return this.#takeOver()
    if (this.#states.size === 0 || (this.#states.size < MOST_GRANTS && this.#chance(0.15)))
      return this.#give()
    return this.#states.size < MOST_GRANTS && this.#chance(0.35) ? this.#delegate() : this.#change()
  }

  #step(): void {
    if (this.#chance(0.3)) this.#now = shift(this.#now, Math.floor(this.#random() * 2 * DAY))
    const { id, actor, command } = this.#attempt()
    const before = this.#states.get(id) ?? NO_GRANT
    const decision = this.#play.decide(before, command, { now: this.#now, actor, rules: RULES })
    if (!decision.ok) {
      const { code } = decision.refusal
      this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1)
      return
    }
    this.accepted += 1
    let state = before
    for (const event of decision.events) {
      this.events.set(event.type, (this.events.get(event.type) ?? 0) + 1)
      const step = { id, command, event, now: this.#now, lives: this.#lives }
      judge(step, what => this.failures.push(`${what}: ${command.type} of ${id}`))
      state = evolveGrant(state, event)
      this.#lives = withEvent(this.#lives, id, event)
    }
    this.#states.set(id, state)
  }

  /** Every office, power, place and department, at a moment that is not over. */
  #compare(at: Instant): void {
    const held = [...this.#states.values()].flatMap(state => heldGrant(state) ?? [])
    const find = grantFinder(grantBook(held.map(this.#play.seen)), name => DEPARTMENTS[name])
    for (const { office, person, power, place, department } of QUESTIONS) {
      const scope = { areas: PLACES[place] ?? [], departments: [toId<never>(department)], person }
      const told = holds(this.#lives, { office, power, person, pair: { place, department }, at })
      this.questions += 1
      if ((find(office, power, scope, at) !== undefined) === told) continue
      const where = `${power} over ${department} in ${place}`
      this.failures.push(`${office} ${told ? 'holds' : 'does not hold'} ${where}; the code differs`)
    }
  }

  run(): Played {
    for (let done = 0; done < this.#play.commands && this.failures.length < 5; done += 1) {
      if (done % LIFE === 0) {
        this.#states = new Map()
        this.#lives = new Map()
        this.#now = START
      }
      this.#step()
      if (done % 4 === 0) this.#compare(shift(this.#now, Math.floor(this.#random() * 8 * DAY)))
    }
    const { accepted, questions, events, refusals, failures } = this
    return { accepted, questions, events, refusals, failures }
  }
}

export function playGrants(play: GrantPlay): Played {
  return new Game(play).run()
}
