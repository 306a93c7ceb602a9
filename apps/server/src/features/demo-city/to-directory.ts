// The demo city as the directory, grants and list of the mechanism know it.
import type {
  Area,
  AreaCode,
  DepartmentId,
  DirectoryPart,
  Grant,
  GrantId,
  ListEntry,
  OfficeId,
  Organisation,
  OrganisationId,
  Person,
  PersonId,
  SealedText,
} from '@muster/domain'
import { type Instant, toId, toInstant } from '@muster/domain'
import type {
  DemoCity,
  DemoGrant,
  DemoOrganisation,
  DemoPerson,
  DemoResponsibility,
} from './city-types.ts'
import { cityCode } from './organisations.ts'
import type { TerritoryArea } from './territory.ts'

export type Seal = (subject: string, text: string) => SealedText

/** Everything but coordination, communities and committees can be summoned, other sub-districts included. */
const NOT_SUMMONED: ReadonlySet<string> = new Set(['coordination', 'community', 'area-committee'])

function toOrganisation(one: DemoOrganisation): Organisation {
  return {
    id: toId<OrganisationId>(one.id),
    kind: one.kind,
    name: one.name,
    district: toId<AreaCode>(one.district),
    territory: toId<AreaCode>(one.territory),
    ...(one.parent === undefined ? {} : { parent: toId<OrganisationId>(one.parent) }),
    department: !NOT_SUMMONED.has(one.kind),
    ...(one.kind === 'coordination' ? { coordination: true as const } : {}),
    invented: one.invented,
  }
}

function toPerson(one: DemoPerson, seal: Seal): Person {
  const subject = `person:${one.id}`
  return {
    id: toId<PersonId>(one.id),
    organisation: toId<OrganisationId>(one.organisation),
    offices: one.offices.map(office => toId<OfficeId>(office)),
    name: seal(subject, `${one.name.zh}|${one.name.en}`),
    phone: seal(subject, one.phone),
    invented: true,
  }
}

/** The organisations of one district, or the city's own, with their offices and people. */
export function directoryOfDistrict(city: DemoCity, district: string, seal: Seal): DirectoryPart {
  const organisations = city.organisations.filter(one => one.district === district)
  const ids = new Set(organisations.map(one => one.id))
  const inside = (one: { readonly organisation: string }) => ids.has(one.organisation)
  return {
    organisations: organisations.map(toOrganisation),
    offices: city.offices.filter(inside).map(({ id, organisation, ...rest }) => ({
      ...rest,
      id: toId<OfficeId>(id),
      organisation: toId<OrganisationId>(organisation),
    })),
    people: city.people.filter(inside).map(one => toPerson(one, seal)),
    rosters: [],
    areas: [],
    problemTypes: [],
  }
}

/** City, districts, sub-districts with their generated borders, and the areas that committees drew for themselves. */
export function areasOf(city: DemoCity, territory: readonly TerritoryArea[]): readonly Area[] {
  const drawn = city.organisations.flatMap(({ territory: id, area, name }) =>
    area === undefined
      ? []
      : [
          {
            id: toId<AreaCode>(id),
            name,
            level: 'special' as const,
            geometry: area,
            generated: true,
          },
        ],
  )
  const placed = territory.map(({ properties, geometry }) => ({
    id: toId<AreaCode>(properties.code),
    name: { zh: properties.name, en: properties.nameEn },
    level: properties.level,
    parent: toId<AreaCode>(
      properties.level === 'district' ? cityCode : properties.code.slice(0, 6),
    ),
    geometry,
    generated: properties.generated,
  }))
  const whole: Area = {
    id: toId<AreaCode>(cityCode),
    name: { zh: '北京市', en: 'Beijing' },
    level: 'city',
    generated: false,
  }
  return [whole, ...placed, ...drawn]
}

/** Midnight of a local date in China. */
function dayOf(date: string): Instant {
  return toInstant(Date.parse(`${date}T00:00:00+08:00`))
}

export function toGrant(grant: DemoGrant): Grant {
  const district = grant.territory.slice(0, 6)
  const { departments } = grant
  return {
    id: toId<GrantId>(`g-${district}-${grant.id.replace(/^g-/, '')}`),
    office: toId<OfficeId>(grant.office),
    power: grant.power,
    departments:
      departments === 'all-of-district'
        ? { districts: [toId<AreaCode>(district), toId<AreaCode>(cityCode)] }
        : departments.map(id => toId<DepartmentId>(id)),
    area: toId<AreaCode>(grant.territory),
    from: dayOf(grant.from),
    ...(grant.until === undefined ? {} : { until: dayOf(grant.until) }),
    instrument: grant.instrument.zh,
  }
}

export function toListEntry(item: DemoResponsibility): ListEntry {
  return {
    id: item.id,
    problemType: item.problemType,
    area: toId<AreaCode>(item.territory),
    lead: toId<DepartmentId>(item.lead.department),
    assisting: item.assisting.map(duty => toId<DepartmentId>(duty.department)),
    duty: item.lead.text,
    legalItems: item.lead.legalItems,
    from: dayOf(item.from),
    ...(item.until === undefined ? {} : { until: dayOf(item.until) }),
  }
}
