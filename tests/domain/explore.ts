// Every state that the small world can come to, breadth first, each judged by every rule.
import { type Instant, NOTHING, shift, type WhistleState } from '@muster/domain'
import { violationsOfStep } from '../../packages/domain/src/whistle/rules.ts'
import { type Attempt, attemptsIn } from './attempts.ts'
import { type Decide, fold } from './domain.ts'
import { keyOf } from './key.ts'
import { rulesOfWorld, START, STEP_MS, type World } from './worlds.ts'

export interface Place {
  readonly state: WhistleState
  readonly now: Instant
  /** How it was reached first, for the story of a failure. */
  readonly from: number
  readonly by: string
}

export interface Explored {
  readonly world: World
  readonly places: readonly Place[]
  /** For each place, the places from which one act leads to it. */
  readonly into: readonly (readonly number[])[]
  readonly transitions: number
  readonly events: ReadonlyMap<string, number>
  readonly refusals: ReadonlyMap<string, number>
  readonly violations: readonly string[]
  /** The closure was not reached within the limit. */
  readonly cut: boolean
}

export interface ExploreOptions {
  readonly decide: Decide
  readonly limit?: number
  /** Foolish attempts besides the sensible ones. */
  readonly more?: (place: Place, world: World) => readonly Attempt[]
  /** Sees every refusal, with where it was given. */
  readonly onRefusal?: (place: Place, attempt: Attempt, code: string) => void
}

function bump(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** The acts that led to a place, for reading. */
export function storyOf(places: readonly Place[], at: number): string {
  const acts: string[] = []
  for (let i = at; i > 0; ) {
    const place = places[i]
    if (!place) break
    acts.unshift(place.by)
    i = place.from
  }
  return acts.join(' → ')
}

const MANY = 20

class Exploration {
  readonly places: Place[] = []
  readonly into: number[][] = []
  readonly events = new Map<string, number>()
  readonly refusals = new Map<string, number>()
  readonly violations: string[] = []
  transitions = 0
  readonly #byKey = new Map<string, number>()
  readonly #world: World
  readonly #options: ExploreOptions

  constructor(world: World, options: ExploreOptions) {
    this.#world = world
    this.#options = options
  }

  #arrive(state: WhistleState, now: Instant, from: number, by: string): void {
    const key = keyOf(state, now, this.#world)
    let index = this.#byKey.get(key)
    if (index === undefined) {
      index = this.places.length
      this.#byKey.set(key, index)
      this.places.push({ state, now, from, by })
      this.into.push([])
    }
    if (index !== from) this.into[index]?.push(from)
    this.transitions += 1
  }

  #try(at: number, place: Place, attempt: Attempt, foolish = false): void {
    const { command, context } = attempt
    const decision = this.#options.decide(place.state, command, context)
    if (!decision.ok) {
      bump(this.refusals, decision.refusal.code)
      this.#options.onRefusal?.(place, attempt, decision.refusal.code)
      return
    }
    const { events } = decision
    const after = fold(place.state, events)
    for (const event of events) bump(this.events, event.type)
    const broken = violationsOfStep({ before: place.state, command, context, events, after })
    for (const what of broken)
      if (this.violations.length < MANY)
        this.violations.push(`${what} [${storyOf(this.places, at)} → ${command.type}]`)
    // What folly achieves is judged, but the small world is not made larger by it.
    if (!foolish) this.#arrive(after, context.now, at, command.type)
  }

  run(): Explored {
    const { limit = 200_000, more } = this.#options
    const moods = rulesOfWorld(this.#world)
    this.#arrive(NOTHING, START, 0, 'begin')
    let at = 0
    for (; at < this.places.length && this.places.length < limit; at += 1) {
      const place = this.places[at]
      if (!place) break
      for (const attempt of attemptsIn(place.state, this.#world, moods, place.now))
        this.#try(at, place, attempt)
      for (const attempt of more?.(place, this.#world) ?? []) this.#try(at, place, attempt, true)
      if (place.state.status !== 'none')
        this.#arrive(place.state, shift(place.now, STEP_MS), at, 'wait')
      if (this.violations.length >= MANY) break
    }
    const { places, into, transitions, events, refusals, violations } = this
    const cut = at < places.length
    return { world: this.#world, places, into, transitions, events, refusals, violations, cut }
  }
}

/** Explores a world until nothing new is found. */
export function explore(world: World, options: ExploreOptions): Explored {
  return new Exploration(world, options).run()
}

/** Places from which no path of acts leads to an end. */
export function deadEnds(explored: Explored): readonly number[] {
  const { places, into } = explored
  const saved = new Uint8Array(places.length)
  const queue: number[] = []
  for (const [at, { state }] of places.entries())
    if (state.status === 'closed' || state.status === 'withdrawn') {
      saved[at] = 1
      queue.push(at)
    }
  for (let next = queue.pop(); next !== undefined; next = queue.pop())
    for (const from of into[next] ?? [])
      if (!saved[from]) {
        saved[from] = 1
        queue.push(from)
      }
  return places.flatMap((_, at) => (saved[at] ? [] : [at]))
}
