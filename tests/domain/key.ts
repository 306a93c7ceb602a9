// A state without what cannot matter to any later decision: times become steps before or after now, ends become one end.
import type { Attendance, Clock, Instant, Summons, Whistle, WhistleState } from '@muster/domain'
import { STEP_MS, type World } from './worlds.ts'

const ENDED: ReadonlySet<string> = new Set([
  'released',
  'replaced',
  'excused',
  'stood_down',
  'defaulted',
])
const SHORT: Readonly<Record<string, string>> = {
  called: 'c',
  signed: 's',
  en_route: 'e',
  on_scene: 'o',
  measures: 'm',
  done_claimed: 'd',
  released: 'R',
  replaced: 'P',
  excused: 'X',
  stood_down: 'S',
  defaulted: 'F',
}

/** From where a state is seen. */
interface View {
  readonly now: Instant
  readonly world: World
}

/** Whole steps until the moment, 1 for the next one; everything after the last rung is alike. */
function steps(at: Instant, { now, world }: View): number {
  return Math.max(world.longAgo, Math.ceil((at - now) / STEP_MS))
}

function clockKey(clock: Clock | undefined, view: View): string {
  if (!clock) return ''
  if (clock.outcome !== 'running') return '.'
  const missed = clock.missedAt === undefined ? '' : 'm'
  const moved = clock.extended ? 'x' : ''
  const unit = clock.unit === 'working_hours' && clock.calendar !== 'all-hours' ? 'h' : ''
  return `${clock.clock[0]}${clock.clock[1]}${steps(clock.dueAt, view)}${missed}${moved}${unit}${clock.climbed || ''}`
}

/** Whoever left, was relieved or was let go can set out again: no later decision tells them apart. */
function personKey(person: Attendance | undefined, view: View): string {
  switch (person?.status) {
    case 'en_route':
      return 'e'
    case 'arrived':
      return 'a'
    case 'doubtful':
      return person.offline
        ? `f${steps(person.receivedAt ?? view.now, view)}`
        : `d${steps(person.receivedAt ?? view.now, view)}`
    case 'called_off':
      return person.acknowledged ? '-' : 'c'
    default:
      return '-'
  }
}

function peopleKey(summons: Summons, view: View): string {
  const keys: string[] = []
  for (const name of Object.keys(summons.people)) {
    const key = personKey(summons.people[name], view)
    if (key === '-') continue
    // Only this one has an office on the other side too.
    keys.push(name === 'wu' && view.world.can.has('twofold') ? `${key}!` : key)
  }
  return keys.length > 1 ? keys.sort().join('') : (keys[0] ?? '')
}

function summonsKey(summons: Summons, view: View): string {
  const { clocks } = summons
  const head = `${summons.department[0]}${SHORT[summons.status]}${Math.min(summons.round, 2)}`
  const people = peopleKey(summons, view)
  if (ENDED.has(summons.status))
    return `${head}${summons.arrived ? 'A' : ''}${people}${summons.returns}`
  const dispute = summons.dispute
    ? `?${summons.dispute.rung[0]}${clockKey(summons.dispute.ruling, view)}`
    : ''
  const waits = summons.waitingSince === undefined ? '' : `>${summons.ask.after?.department[0]}`
  const called = summons.arrived ? '' : `@${steps(summons.calledAt, view)}`
  const extension = summons.extension ? `+${steps(summons.extension.dueAt, view)}` : ''
  return [
    head,
    summons.arrived ? 'A' : '',
    people,
    summons.returns,
    dispute,
    waits,
    called,
    extension,
    summons.measures.length > 0 ? 'M' : '',
    summons.blocks.length > 0 ? 'B' : '',
    // Only while nothing else has happened, so that it doubles few places.
    summons.status === 'called' && summons.evidence.length > 0 ? 'E' : '',
    clockKey(clocks.sign, view),
    clockKey(clocks.contact, view),
    clockKey(clocks.arrive, view),
    clockKey(clocks.measures, view),
    clockKey(clocks.finish, view),
  ].join('')
}

/** Of earlier rounds only one thing matters later: that somebody came. */
function pastKey({ past }: Whistle): string {
  const counts = past.some(p => p.came && p.status !== 'excused' && p.status !== 'replaced')
  return counts ? 'A' : ''
}

function whistleKey(whistle: Whistle, view: View): string {
  const parts = [
    whistle.status,
    whistle.command,
    whistle.session > 1 ? 'S' : '',
    clockKey(whistle.approval, view),
    clockKey(whistle.review, view),
    whistle.reviewed ?? '',
    view.world.can.has('twofold') ? (whistle.sides['wu'] ?? '') : '',
    pastKey(whistle),
  ]
  for (const department of ['police', 'water', 'market']) {
    const summons = whistle.summonses[department]
    if (summons) parts.push(summonsKey(summons, view))
  }
  return parts.join('|')
}

/** Two states with one key take the same commands to states with one key. */
export function keyOf(state: WhistleState, now: Instant, world: World): string {
  return state.status === 'none' ? 'none' : whistleKey(state, { now, world })
}
