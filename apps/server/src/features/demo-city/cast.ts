// Finds the people and the asks of a story in the demo city, by the responsibility list.
import type { Point } from '../../platform/geo/distance.ts'
import type {
  Bilingual,
  DemoCity,
  DemoOrganisation,
  DemoPerson,
  DemoResponsibility,
} from './city-types.ts'

/** A person in one of their offices. */
export interface CastMember {
  readonly person: string
  readonly office: string
}

export interface CastCaller {
  readonly organisation: DemoOrganisation
  /** Party secretary: commander of the whistle. */
  readonly head: CastMember
  readonly director: CastMember
  readonly deputy: CastMember
  readonly duty: CastMember
  /** Relieves the first at the change of shift. */
  readonly nextDuty: CastMember
  readonly coordination: CastMember
  readonly districtLeader: CastMember
}

export interface CastAsk {
  readonly department: string
  readonly role: 'lead' | 'assist'
  readonly text: Bilingual
  readonly legalItems: readonly string[]
  readonly head: CastMember
  readonly duty: CastMember
  readonly officers: readonly CastMember[]
  /** This ask waits for a measure of another department. */
  readonly after?: { readonly department: string; readonly measure: string }
}

/** A summons that its department will return, naming the item and the unit that it holds right. */
export interface CastDispute {
  readonly department: string
  readonly rightUnit: string
  readonly listItem: string
  readonly reason: Bilingual
}

export interface CastPlan {
  readonly story: 'jinhaihu' | 'wangfujing' | 'rainstorm'
  readonly district: string
  readonly caller: string
  readonly kind: 'emergency' | 'enforcement' | 'priority'
  readonly problemType: string
  /** RFC 3339 with offset. */
  readonly startsAt: string
  /** WGS-84. */
  readonly scene: { readonly point: Point; readonly text: Bilingual }
  readonly title: Bilingual
  readonly waits?: readonly { department: string; after: string; measure: string }[]
  readonly dispute?: CastDispute
}

export interface StoryCast extends Omit<CastPlan, 'caller' | 'waits'> {
  readonly caller: CastCaller
  readonly asks: readonly CastAsk[]
  readonly invented: true
}

export interface CityIndex {
  readonly organisations: ReadonlyMap<string, DemoOrganisation>
  readonly holders: ReadonlyMap<string, readonly DemoPerson[]>
  readonly responsibility: ReadonlyMap<string, DemoResponsibility>
}

export function indexCity(city: DemoCity): CityIndex {
  return {
    organisations: new Map(city.organisations.map(one => [one.id, one])),
    holders: Map.groupBy(city.people, ({ offices }) => offices[0] ?? ''),
    responsibility: new Map(
      city.responsibility.map(one => [`${one.territory}/${one.problemType}`, one]),
    ),
  }
}

export function cast(index: CityIndex, plan: CastPlan): StoryCast {
  const { caller, waits = [], ...rest } = plan
  const listed = index.responsibility.get(`${plan.district}/${plan.problemType}`)
  if (listed === undefined) throw new Error(`nobody answers ${plan.problemType}`)
  return {
    ...rest,
    caller: castCaller(index, caller, plan.district),
    asks: [listed.lead, ...listed.assisting].map((duty, position): CastAsk => {
      const wait = waits.find(({ department }) => department === duty.department)
      return {
        department: duty.department,
        role: position === 0 ? 'lead' : 'assist',
        text: duty.text,
        legalItems: duty.legalItems,
        head: member(index, `${duty.department}.head`),
        duty: member(index, `${duty.department}.duty`),
        officers: members(index, `${duty.department}.officer`),
        ...(wait && { after: { department: wait.after, measure: wait.measure } }),
      }
    }),
    invented: true,
  }
}

function castCaller(index: CityIndex, id: string, district: string): CastCaller {
  const organisation = index.organisations.get(id)
  if (organisation === undefined) throw new Error(`no organisation ${id}`)
  return {
    organisation,
    head: member(index, `${id}.secretary`),
    director: member(index, `${id}.director`),
    deputy: member(index, `${id}.deputy`),
    duty: member(index, `${id}.duty`),
    nextDuty: member(index, `${id}.duty`, 1),
    coordination: member(index, `${district}-coord.head`),
    districtLeader: member(index, `${district}-coord.leader`),
  }
}

/** Departments and their heads in person, as a command post names them. */
export function membersOf(story: StoryCast): { department: string; head: string }[] {
  return story.asks.map(({ department, head }) => ({ department, head: head.person }))
}

function member(index: CityIndex, office: string, position = 0): CastMember {
  const found = members(index, office)[position]
  if (found === undefined) throw new Error(`nobody holds ${office}`)
  return found
}

function members(index: CityIndex, office: string): CastMember[] {
  return (index.holders.get(office) ?? []).map(({ id }) => ({ person: id, office }))
}
