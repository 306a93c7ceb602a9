// Runs one proof of the whistle and says in words what it saw: explore, random, guards, deciders, controls.
import { type Decide, decide } from './domain.ts'
import { deadEnds, type Explored, explore, storyOf } from './explore.ts'
import { folliesFor } from './folly.ts'
import { removeBeside } from './guards/beside.ts'
import { loadGuarded } from './guards/list.ts'
import { type Caught, removeEach } from './guards/removal.ts'
import { play } from './random.ts'
import { eventTypes, refusalCodes } from './source.ts'
import { WORLDS, type World } from './worlds.ts'

export interface Report {
  readonly lines: readonly string[]
  readonly failures: readonly string[]
}

function add(into: Map<string, number>, from: ReadonlyMap<string, number>): void {
  for (const [key, count] of from) into.set(key, (into.get(key) ?? 0) + count)
}

function histogram(title: string, counts: ReadonlyMap<string, number>): readonly string[] {
  const sorted = [...counts].sort(([, a], [, b]) => b - a)
  return [`${title}:`, ...sorted.map(([key, count]) => `  ${String(count).padStart(9)}  ${key}`)]
}

function missing(wanted: readonly string[], seen: ReadonlyMap<string, number>, least = 1) {
  return wanted.filter(key => (seen.get(key) ?? 0) < least)
}

/** What is wrong with an explored world; nothing, if it keeps every rule and can always be ended. */
export function failuresOf(explored: Explored): readonly string[] {
  const { world, places, violations, cut } = explored
  const dead = deadEnds(explored)
  const [first] = dead
  return [
    ...violations.map(what => `${world.name}: ${what}`),
    ...(cut ? [`${world.name} is larger than the limit of the run`] : []),
    ...(first === undefined
      ? []
      : [`${world.name}: ${dead.length} dead ends, first ${storyOf(places, first)}`]),
  ]
}

function terminals({ places }: Explored): ReadonlySet<string> {
  return new Set(places.map(p => p.state.status).filter(s => s === 'closed' || s === 'withdrawn'))
}

const LEAST_STATES = 20_000

/** Every state of every small world. */
export function reportExploration(): Report {
  const lines: string[] = []
  const failures: string[] = []
  const events = new Map<string, number>()
  const refusals = new Map<string, number>()
  const ends = new Set<string>()
  let states = 0
  for (const world of WORLDS) {
    const begun = performance.now()
    const explored = explore(world, { decide, more: folliesFor(world, 100) })
    states += explored.places.length
    add(events, explored.events)
    add(refusals, explored.refusals)
    for (const end of terminals(explored)) ends.add(end)
    failures.push(...failuresOf(explored))
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    const { transitions, places } = explored
    lines.push(`${world.name}: ${places.length} states, ${transitions} transitions, ${seconds} s`)
  }
  for (const type of missing(eventTypes(), events)) failures.push(`never happened: ${type}`)
  for (const code of missing(refusalCodes(), refusals)) failures.push(`never refused: ${code}`)
  if (ends.size < 2) failures.push(`reached only ${[...ends].join(', ') || 'no end'}`)
  if (states < LEAST_STATES) failures.push(`only ${states} states`)
  lines.push(`together ${states} states; ends reached: ${[...ends].join(', ')}`)
  return {
    lines: [...lines, ...histogram('events', events), ...histogram('refusals', refusals)],
    failures,
  }
}

const LEAST_OF_EACH = 500
const LEAST_ACCEPTED = 0.6
const LEAST_MEDIAN = 25

/** So many random commands, from one seed. */
export function reportRandom(commands: number, seed: number): Report {
  const begun = performance.now()
  const played = play({ decide, seed, commands })
  const sorted = [...played.lengths].sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  const share = played.accepted / played.commands
  const failures = [...played.failures]
  for (const type of missing(eventTypes(), played.events, LEAST_OF_EACH))
    failures.push(`${type} happened only ${played.events.get(type) ?? 0} times`)
  if (share < LEAST_ACCEPTED) failures.push(`only ${share} of the commands accepted`)
  if (median < LEAST_MEDIAN) failures.push(`median length only ${median}`)
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  return {
    lines: [
      `seed ${seed}: ${played.commands} commands in ${sorted.length} lives, ${(share * 100).toFixed(1)} % accepted, median length ${median}, ${seconds} s`,
      ...histogram('events', played.events),
      ...histogram('refusals', played.refusals),
    ],
    failures,
  }
}

function verdicts(caught: readonly Caught[]): Report {
  const lines = caught.map(
    ({ guard, by }) => `${guard.name} (${guard.keeps}) → ${by ?? 'NOBODY NOTICED'}`,
  )
  const failures = caught.flatMap(({ guard, by }) =>
    by === undefined ? [`removed unnoticed: ${guard.name}`] : [],
  )
  return { lines: [...lines, `${caught.length} guards`], failures }
}

/** Every guard of the whistle removed, one by one. */
export async function reportGuards(): Promise<Report> {
  const guarded = await loadGuarded()
  try {
    return verdicts(removeEach(guarded))
  } finally {
    guarded.remove()
  }
}

/** Every guard of the other deciders removed, one by one. */
export async function reportDeciders(): Promise<Report> {
  const { caught, tests, broken, unnoticed } = await removeBeside()
  const { lines, failures } = verdicts(caught)
  return {
    lines: [...lines, `${tests} tests; without those beside the code ${unnoticed} go unnoticed`],
    failures: [
      ...failures,
      ...broken.map(name => `fails with every guard in its place: ${name}`),
      ...(unnoticed < caught.length ? ['control: a test that asks no decider missed a guard'] : []),
      ...(caught.length === 0 ? ['no guard was found'] : []),
    ],
  }
}

/** The exploration can fail: broken deciders that it must catch. */
const BROKEN: Readonly<Record<string, Decide>> = {
  'a release without its blocks': (state, command, context) => {
    if (command.type !== 'ReleaseSummons' || state.status === 'none')
      return decide(state, command, context)
    const policy = state.policy && { ...state.policy, releaseBlocks: [] }
    return decide({ ...state, ...(policy ? { policy } : {}) }, command, context)
  },
  'nobody can resolve or withdraw': (state, command, context) =>
    command.type === 'ResolveWhistle' || command.type === 'WithdrawWhistle'
      ? { ok: false, refusal: { code: 'summons_open', rule: 15 } }
      : decide(state, command, context),
  'who came can never claim done': (state, command, context) =>
    command.type === 'ClaimDone'
      ? { ok: false, refusal: { code: 'no_measures', rule: 14 } }
      : decide(state, command, context),
}

function smallest(name: string): World {
  const world = WORLDS.find(w => w.name === name)
  if (!world) throw new Error(`no world ${name}`)
  return world
}

export function reportControls(): Report {
  const lines: string[] = []
  const failures: string[] = []
  for (const [name, broken] of Object.entries(BROKEN)) {
    const world = smallest(name.includes('blocks') ? 'sessions' : 'alarm')
    const [first] = failuresOf(explore(world, { decide: broken }))
    lines.push(`${name} → ${first?.slice(0, 200) ?? 'NOT CAUGHT'}`)
    if (first === undefined) failures.push(`not caught: ${name}`)
  }
  return { lines, failures }
}
