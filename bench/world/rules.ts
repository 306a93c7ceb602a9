// The rules of the demo city for decisions made without a server, and its people as actors.
import {
  type Actor,
  type Calendar,
  type Context,
  DEFAULT_KINDS,
  grantBook,
  grantFinder,
  kindInForce,
  type OrganisationId,
  type Rank,
  type Rules,
  toId,
  toInstant,
} from '@muster/domain'
import { chineseCalendar } from '../../apps/server/src/features/calendar/holiday-data.ts'
import type { DemoCity } from '../../apps/server/src/features/demo-city/city-types.ts'
import { toGrant } from '../../apps/server/src/features/demo-city/to-directory.ts'

const NINE = 9 * 60
const NOON = 12 * 60
const HALF_PAST_ONE = 13 * 60 + 30
const HALF_PAST_FIVE = 17 * 60 + 30

function calendarOf(): Calendar {
  const { version, days } = chineseCalendar()
  const officeHours = [
    [NINE, NOON],
    [HALF_PAST_ONE, HALF_PAST_FIVE],
  ] as const
  return { version, timeZone: 'Asia/Shanghai', days, officeHours }
}

export function rulesOf(city: DemoCity): Rules {
  const districts = new Map(city.organisations.map(({ id, district }) => [id, district]))
  return {
    calendar: calendarOf(),
    findKind: (code, at) =>
      kindInForce(
        DEFAULT_KINDS.filter(kind => kind.code === code),
        at,
      ),
    findGrant: grantFinder(grantBook(city.grants.map(toGrant)), department => {
      const district = districts.get(department)
      return district === undefined ? undefined : toId(district)
    }),
    holdsOffice: () => true,
    isOnDuty: () => true,
    outageMs: () => 0,
  }
}

export function actorIn(city: DemoCity, office: string, number = 0): Actor {
  const known = city.offices.find(({ id }) => id === office)
  const holders = city.people.filter(({ offices }) => offices.includes(office))
  const person = holders[number] ?? holders[0]
  if (known === undefined || person === undefined) throw new Error(`nobody holds ${office}`)
  const rank: Rank = known.rank
  return {
    person: toId(person.id),
    office: toId(office),
    organisation: toId(known.organisation),
    within: [toId<OrganisationId>(known.organisation)],
    rank,
  }
}

export function contextAt(at: number, actor: Context['actor'], rules: Rules): Context {
  return { now: toInstant(at), actor, rules }
}
