// Duty rosters: people of an office relieve one another at fixed hours, for ever.
import type { DemoPerson, DemoRoster } from './city-types.ts'
import type { StaffedOffice } from './offices.ts'

const hourMs = 3_600_000
// Beijing time has kept one offset since 1992; the demo city lies in no other zone.
const beijingOffsetMs = 8 * hourMs

export interface Shift {
  readonly roster: string
  readonly office: string
  readonly person: string
  /** Epoch milliseconds, `from` inclusive, `until` exclusive. */
  readonly from: number
  readonly until: number
}

/** One roster for each duty office; heads, deputies and officers are called, not rostered. */
export function rostersOf(
  staffed: readonly StaffedOffice[],
  people: readonly DemoPerson[],
): DemoRoster[] {
  const byOffice = Map.groupBy(people, ({ offices }) => offices[0] ?? '')
  return staffed
    .filter(({ office }) => office.rank === 'duty')
    .map(({ office: { id, organisation } }) => ({
      id: `${id}.roster`,
      organisation,
      office: id,
      people: (byOffice.get(id) ?? []).map(person => person.id),
      team: teamOf(byOffice.get(`${organisation}.officer`) ?? []),
      firstHour: 8,
      shiftHours: 12,
      invented: true,
    }))
}

function teamOf(officers: readonly DemoPerson[]): string[] {
  return officers.length < 2 ? [] : officers.map(({ id }) => id)
}

/** People by turn from 1970 on, until it begins anew. */
export function turnsOf(roster: DemoRoster): string[] {
  const turnsPerDay = Math.max(1, Math.round(24 / roster.shiftHours))
  const length = roster.people.length * turnsPerDay * 2
  return Array.from({ length }, (_, turn) => personOnTurn(roster, turn))
}

/** The shifts of a roster that touch the period, in order; the same for every caller and moment. */
export function shiftsOf(roster: DemoRoster, from: number, until: number): Shift[] {
  const length = roster.shiftHours * hourMs
  const origin = roster.firstHour * hourMs - beijingOffsetMs
  const first = Math.floor((from - origin) / length)
  const last = Math.ceil((until - origin) / length)
  return Array.from({ length: Math.max(0, last - first) }, (_, index) => {
    const turn = first + index
    return {
      roster: roster.id,
      office: roster.office,
      person: personOnTurn(roster, turn),
      from: origin + turn * length,
      until: origin + (turn + 1) * length,
    }
  })
}

/** Who is on duty at a moment. */
export function personOnDuty(roster: DemoRoster, at: number): string {
  return shiftsOf(roster, at, at + 1)[0]?.person ?? ''
}

// With two shifts a day and two people, days and nights change places every second day.
function personOnTurn({ people, shiftHours }: DemoRoster, turn: number): string {
  const turnsPerDay = Math.max(1, Math.round(24 / shiftHours))
  const swaps = Math.floor(turn / (turnsPerDay * 2))
  const index = (((turn + swaps) % people.length) + people.length) % people.length
  return people[index] ?? ''
}
