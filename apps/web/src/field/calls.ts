// What the server last said of the calls, as this phone keeps it for when there is no network.
import type { Schemas } from '../api/client.ts'

export type Whistle = Schemas['Whistle']
export type Summons = Schemas['Summons']
export type Attendance = Schemas['Attendance']
export type AvailableAct = Schemas['AvailableAct']

/** One whistle with all that its screens show. */
export interface Known {
  readonly whistle: Whistle
  readonly acts: readonly AvailableAct[]
  /** Names of the department's own people, by their ids. */
  readonly people: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
  /** The server's time. */
  readonly heardAt: number
}

export interface Me {
  readonly person: string
  readonly name?: { readonly zh: string; readonly en: string }
  readonly title?: { readonly zh: string; readonly en: string }
  readonly office: string
  readonly within: readonly string[]
}

/** A department's part in a whistle, asked of this officer's own department. */
export interface Call {
  readonly whistle: Whistle
  readonly summons: Summons
  readonly known: Known
}

const SETTLED: ReadonlySet<string> = new Set([
  'released',
  'replaced',
  'excused',
  'stood_down',
  'defaulted',
])

const hasLeft: ReadonlySet<string> = new Set(['relieved', 'left', 'left_early', 'released'])

export function attendanceOf(summons: Summons, person: string): Attendance | undefined {
  return summons.people.find(one => one.person === person)
}

/** Is somebody there, proved or not yet? */
export function isPresent(attendance: Attendance | undefined): boolean {
  return attendance?.status === 'arrived' || attendance?.status === 'doubtful'
}

/** Whether this screen still has something to say to its owner. */
function isOpen({ whistle, summons }: Call, person: string): boolean {
  if (whistle.status !== 'sounding') return false
  const own = attendanceOf(summons, person)
  if (own?.status === 'called_off' && own.acknowledged !== true) return true
  return !SETTLED.has(summons.status)
}

export function callsOf(known: readonly Known[], { within, person }: Me): readonly Call[] {
  return known
    .flatMap(one =>
      one.whistle.summonses
        .filter(({ department }) => within.includes(department))
        .map(summons => ({ whistle: one.whistle, summons, known: one })),
    )
    .filter(call => isOpen(call, person))
    .toSorted((a, b) => rankOf(a, person) - rankOf(b, person) || dueAtOf(a) - dueAtOf(b))
}

/** Mine first, then who needs somebody next. */
function rankOf({ summons }: Call, person: string): number {
  const own = attendanceOf(summons, person)
  return own !== undefined && !hasLeft.has(own.status) ? 0 : 1
}

const SHOWN_CLOCKS = ['sign', 'contact', 'arrive', 'measures', 'finish']

/** The clock that runs next for this department, but for those that were answered on this phone. */
export function nextClock(
  { summons }: Pick<Call, 'summons'>,
  answered: readonly string[] = [],
): Summons['clocks'][number] | undefined {
  return summons.clocks
    .filter(({ clock, outcome }) => outcome === 'running' && SHOWN_CLOCKS.includes(clock))
    .filter(({ clock }) => !answered.includes(clock))
    .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))[0]
}

function dueAtOf(call: Call): number {
  const clock = nextClock(call)
  return clock === undefined ? Number.POSITIVE_INFINITY : Date.parse(clock.dueAt)
}

/** Whistles of this person's own side: their phone shows the scene code. */
export function calledByUs(known: readonly Known[], me: Me): readonly Whistle[] {
  return known
    .map(({ whistle }) => whistle)
    .filter(
      ({ status, caller, command }) =>
        status === 'sounding' && (me.within.includes(caller.organisation) || command === me.office),
    )
}
