// The lanes of the departments on one axis of time: what each did when, and until when it has something to do. Pure.
import type { State } from '../../ui/marks.ts'

export interface Told {
  readonly at: string
  readonly type: string
  readonly sentence: string
  readonly event: Readonly<Record<string, unknown>>
}

export interface LaneClock {
  readonly clock: string
  readonly startedAt: string
  readonly dueAt: string
  readonly outcome: string
  readonly missedAt?: string | undefined
}

export interface LaneSummons {
  readonly department: string
  readonly calledAt: string
  readonly settledAt?: string | undefined
  readonly clocks: readonly LaneClock[]
}

/** A stretch of the lane in one state. */
export interface Stretch {
  readonly state: State
  readonly from: number
  readonly to: number
}

export interface LaneMark {
  readonly at: number
  readonly state: State
  readonly sentence: string
}

/** A due moment that still counts. */
export interface Due {
  readonly clock: string
  readonly at: number
  readonly isMissed: boolean
}

export interface Lane {
  readonly department: string
  readonly stretches: readonly Stretch[]
  readonly marks: readonly LaneMark[]
  readonly dues: readonly Due[]
}

export interface Axis {
  readonly from: number
  readonly to: number
  readonly now: number
}

/** What an event makes of a department's lane; the rest of the story leaves it as it is. */
const TURNS: Readonly<Record<string, State>> = {
  SummonsCalled: 'called',
  SummonsSigned: 'signed',
  OfficerSetOut: 'en_route',
  ArrivalProved: 'on_scene',
  DoneClaimed: 'done_claimed',
  SummonsReleased: 'released',
  SummonsReturned: 'returned',
  SummonsExcused: 'returned',
  SummonsReplaced: 'returned',
  SummonsStoodDown: 'released',
  SummonsDefaulted: 'defaulted',
}

const ENDED: ReadonlySet<string> = new Set(['released', 'defaulted'])

/** Shown on the lane as a mark, whether or not the state changes. */
const MARKED: Readonly<Record<string, State>> = {
  ...TURNS,
  ArrivalDoubted: 'en_route',
  MeasureTaken: 'on_scene',
  ClockMissed: 'late',
  ReturnOverruled: 'signed',
}

function ofDepartment(told: readonly Told[], { department, calledAt }: LaneSummons) {
  return told.filter(
    ({ event, at }) => event['department'] === department && Date.parse(at) >= Date.parse(calledAt),
  )
}

/** Never back to an earlier state: somebody else may still set out when the first is there. */
const ORDER: readonly State[] = ['called', 'signed', 'en_route', 'on_scene', 'done_claimed']

function goesOn(before: State, after: State): boolean {
  const [from, to] = [ORDER.indexOf(before), ORDER.indexOf(after)]
  return from < 0 || to < 0 || to > from
}

function stretchesOf(summons: LaneSummons, told: readonly Told[], now: number): readonly Stretch[] {
  const end = summons.settledAt === undefined ? now : Date.parse(summons.settledAt)
  const stretches: Stretch[] = []
  let state: State = 'called'
  let from = Date.parse(summons.calledAt)
  for (const { type, at } of told) {
    const next = TURNS[type]
    if (next === undefined || next === state || !goesOn(state, next)) continue
    const to = Math.min(Date.parse(at), end)
    if (to > from) stretches.push({ state, from, to })
    state = next
    from = to
  }
  if (end > from && !ENDED.has(state)) stretches.push({ state, from, to: end })
  return stretches
}

export function laneOf(summons: LaneSummons, told: readonly Told[], now: number): Lane {
  const own = ofDepartment(told, summons)
  const marks = own.flatMap(({ type, at, sentence }): readonly LaneMark[] => {
    const state = MARKED[type]
    return state === undefined ? [] : [{ at: Date.parse(at), state, sentence }]
  })
  const dues = summons.clocks
    .filter(({ outcome }) => outcome === 'running')
    .map(({ clock, dueAt, missedAt }) => ({
      clock,
      at: Date.parse(dueAt),
      isMissed: missedAt !== undefined || Date.parse(dueAt) < now,
    }))
  return {
    department: summons.department,
    stretches: stretchesOf(summons, own, now),
    marks,
    dues,
  }
}

const LEAST_SPAN = 10 * 60_000
const BEYOND = 1.06
/** Further away than this many times what has passed, a due moment would leave nothing of what happened to be seen. */
const FARTHEST = 3

/** From the first call to now and to whatever is due soon; a little room at the end. */
export function axisOf(lanes: readonly Lane[], from: number, now: number, endedAt?: number): Axis {
  const last = endedAt ?? now
  const passed = Math.max(last - from, LEAST_SPAN)
  const near = lanes
    .flatMap(({ dues }) => dues.map(({ at }) => at))
    .filter(at => at > last && at - from <= passed * FARTHEST + LEAST_SPAN * FARTHEST)
  const marks = lanes.flatMap(({ marks: all }) => all.map(({ at }) => at))
  const to = Math.max(last, from + LEAST_SPAN, ...near, ...marks)
  return { from, to: from + (to - from) * BEYOND, now }
}

/** Where a moment stands on the axis, in percent; undefined beyond its ends. */
export function placeOn({ from, to }: Axis, at: number): number | undefined {
  const part = ((at - from) / (to - from)) * 100
  return part < 0 || part > 100 ? undefined : part
}

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080, 43_200]

/** Round moments to write under the axis; about `most` of them. */
export function ticksOf({ from, to }: Axis, most = 6): readonly number[] {
  const step = (STEPS.find(one => (to - from) / (one * 60_000) <= most) ?? 43_200) * 60_000
  const ticks: number[] = []
  for (let at = Math.ceil(from / step) * step; at < to; at += step) ticks.push(at)
  return ticks
}
