// Long lives of whistles, played at random from a seed and judged after every step.
import { isDeepStrictEqual } from 'node:util'
import {
  EMERGENCY,
  ENFORCEMENT,
  type Instant,
  NOTHING,
  PRIORITY,
  toInstant,
  type WhistleEvent,
  type WhistleKind,
  type WhistleState,
} from '@muster/domain'
import { violationsOfStep } from '../../packages/domain/src/whistle/rules.ts'
import { type Attempt, attemptsIn } from './attempts.ts'
import { type Decide, fold, whistleDeadlines } from './domain.ts'
import { folliesIn } from './folly.ts'
import { type Moods, rulesOfWorld, START, type World } from './worlds.ts'

export interface Played {
  readonly commands: number
  readonly accepted: number
  readonly lengths: readonly number[]
  readonly events: ReadonlyMap<string, number>
  readonly refusals: ReadonlyMap<string, number>
  readonly failures: readonly string[]
}

export interface PlayOptions {
  readonly decide: Decide
  readonly seed: number
  readonly commands: number
}

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

const EVERYTHING = [
  'veto',
  'return',
  'add',
  'add early',
  'transfer',
  'chain',
  'extension',
  'notice',
  'session',
  'offline',
  'together',
  'endless',
  'stay away',
]

/** Kinds as cities use them, and one that walks every clock and ladder. */
const KINDS: readonly WhistleKind[] = [EMERGENCY, ENFORCEMENT, PRIORITY]

function worldOf(kind: WhistleKind, waits: boolean): World {
  return {
    name: kind.code,
    longAgo: 0,
    kind: { ...kind, approvers: ['head'], maxReturns: 3 },
    people: {
      police: ['police', 'policeman'],
      water: ['water', 'waterman'],
      market: ['market', 'marketman'],
    },
    asked: ['police', 'water'],
    waits,
    extras: Number.POSITIVE_INFINITY,
    drill: waits,
    can: new Set(EVERYTHING),
  }
}

interface Stage {
  readonly world: World
  readonly moods: Moods
}

const STAGES: readonly Stage[] = KINDS.flatMap(kind =>
  [true, false].map(waits => {
    const world = worldOf(kind, waits)
    return { world, moods: rulesOfWorld(world) }
  }),
)

/** Lives are not ended before something has happened in them. */
const ENDS: ReadonlySet<string> = new Set([
  'WithdrawWhistle',
  'ResolveWhistle',
  'ReleaseSummons',
  'StandDown',
])

/** What brings a whistle to its end, the last steps first; a life that is old enough prefers them. */
const FINISH: Readonly<Record<string, number>> = {
  CloseWhistle: 4000,
  AcceptWhistle: 2000,
  ReviewWhistle: 1000,
  AcknowledgeStandDown: 1000,
  ResolveWhistle: 1000,
  ReleaseSummons: 800,
  SignReleaseBlock: 400,
  RuleReturn: 400,
  DeclareDefault: 9000,
  ClaimDone: 200,
  TakeMeasure: 100,
  StandDown: 60,
  ConfirmArrival: 50,
  ReportArrival: 50,
  FireDeadline: 400,
  RelievePerson: 30,
  VetoDone: 8,
  ApproveWhistle: 10,
  SubmitWhistle: 10,
}
const OLD = 34
const SHORTEST = 24
const LONGEST = 70
const FOOLISH = 0.3

/** Some departments never come, and some returns are ruled late: else the last rungs are seldom reached. */
function isOutOfTheme(attempt: Attempt, state: WhistleState, theme: number): boolean {
  const { command } = attempt
  if (state.status === 'none' || !('department' in command)) return false
  if (theme === 1 || theme === 3) return command.department === 'water' && ABSENT.has(command.type)
  const slow = theme === 2 && command.type === 'RuleReturn'
  return slow && state.summonses[command.department]?.dispute?.rung === 'ruling'
}

const ABSENT: ReadonlySet<string> = new Set([
  'SetOut',
  'ReportArrival',
  'StandDown',
  'ReturnSummons',
])
const THEMES = 4

class Play {
  readonly events = new Map<string, number>()
  readonly refusals = new Map<string, number>()
  readonly failures: string[] = []
  readonly lengths: number[] = []
  commands = 0
  accepted = 0
  readonly #decide: Decide
  readonly #random: () => number

  constructor({ decide, seed }: PlayOptions) {
    this.#decide = decide
    this.#random = generator(seed)
  }

  #pick<T>(all: readonly T[]): T | undefined {
    return all[Math.floor(this.#random() * all.length)]
  }

  /** The rarer what follows, the likelier it is chosen. */
  #weigh(events: readonly WhistleEvent[]): number {
    let rarest = Number.POSITIVE_INFINITY
    for (const { type } of events) rarest = Math.min(rarest, this.events.get(type) ?? 0)
    return 1 / (1 + rarest) ** 2
  }

  #sensible(state: WhistleState, { world, moods }: Stage, now: Instant, length: number) {
    const theme = this.lengths.length % THEMES
    const choices: { readonly attempt: Attempt; readonly weight: number }[] = []
    let total = 0
    for (const attempt of attemptsIn(state, world, moods, now)) {
      if (length < SHORTEST && ENDS.has(attempt.command.type) && this.#random() < 0.97) continue
      if (length <= OLD && this.#random() < 0.4) continue
      if (isOutOfTheme(attempt, state, theme)) continue
      const decision = this.#decide(state, attempt.command, attempt.context)
      if (!decision.ok) continue
      const { type } = attempt.command
      const rare = this.#weigh(decision.events)
      const weight = length > OLD ? (FINISH[type] ?? 1) : rare
      total += weight
      choices.push({ attempt, weight })
    }
    let left = this.#random() * total
    const chosen = choices.find(({ weight }) => {
      left -= weight
      return left <= 0
    })
    return (chosen ?? choices.at(-1))?.attempt
  }

  #next(state: WhistleState, stage: Stage, now: Instant, length: number): Attempt | undefined {
    const { world, moods } = stage
    if (this.#random() >= FOOLISH) return this.#sensible(state, stage, now, length)
    if (this.#random() < 0.5) return this.#pick(folliesIn(state, world, moods, now))
    const any = this.#pick(attemptsIn(state, world, moods, now))
    return any && length < SHORTEST && ENDS.has(any.command.type) ? undefined : any
  }

  /** Time stands still, creeps, or passes the next due moment. */
  #later(state: WhistleState, now: Instant): Instant {
    const chance = this.#random()
    if (chance < 0.5) return now
    if (chance < 0.7) return toInstant(now + Math.floor(this.#random() * 240_000))
    const ahead = whistleDeadlines(state)
      .map(d => d.dueAt)
      .filter(due => due >= now)
    return ahead.length === 0 ? now : toInstant(Math.min(...ahead) + 1)
  }

  #step(state: WhistleState, attempt: Attempt, seen: WhistleEvent[]): WhistleState {
    const { command, context } = attempt
    const decision = this.#decide(state, command, context)
    this.commands += 1
    if (!decision.ok) {
      const { code } = decision.refusal
      this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1)
      return state
    }
    this.accepted += 1
    const { events } = decision
    for (const event of events) this.events.set(event.type, (this.events.get(event.type) ?? 0) + 1)
    const after = fold(state, events)
    seen.push(...events)
    const broken = violationsOfStep({ before: state, command, context, events, after })
    if (broken.length > 0) this.failures.push(`${broken[0]} at ${command.type}`)
    return after
  }

  #life(stage: Stage): void {
    let state: WhistleState = NOTHING
    let now: Instant = START
    let length = 0
    let idle = 0
    const seen: WhistleEvent[] = []
    const acts: string[] = []
    const before = this.failures.length
    while (length < LONGEST && idle < 12) {
      now = this.#later(state, now)
      const attempt = this.#next(state, stage, now, length)
      if (!attempt) {
        idle += 1
        continue
      }
      idle = 0
      length += 1
      state = this.#step(state, attempt, seen)
      acts.push(attempt.command.type)
      if (this.failures.length > before) {
        this.failures[before] = `${this.failures[before]} after ${acts.join(' → ')}`
        return
      }
      if (state.status === 'closed' && this.#random() < 0.5) break
      if (state.status === 'withdrawn' && this.#random() < 0.3) break
    }
    this.lengths.push(length)
    const stored = JSON.parse(JSON.stringify(seen)) as WhistleEvent[]
    if (!isDeepStrictEqual(fold(NOTHING, stored), state))
      this.failures.push('what is stored and read back is not what was decided')
  }

  run(commands: number): Played {
    for (let life = 0; this.commands < commands && this.failures.length < 5; life += 1) {
      const stage = STAGES[Math.floor(life / THEMES) % STAGES.length]
      if (stage) this.#life(stage)
    }
    const { accepted, lengths, events, refusals, failures } = this
    return { commands: this.commands, accepted, lengths, events, refusals, failures }
  }
}

/** Plays so many commands from this seed; the same seed plays the same lives. */
export function play(options: PlayOptions): Played {
  return new Play(options).run(options.commands)
}
