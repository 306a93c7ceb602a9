// The directory as it is imported and exported: names and phones in the clear outside, sealed inside.
import type { directoryBodies } from '@muster/contract'
import {
  type Appointment,
  type Area,
  type AreaCode,
  type DirectoryPart,
  EMPTY_DIRECTORY,
  type Office,
  type Organisation,
  type Person,
  type PersonId,
  type ProblemType,
  type Roster,
  type SealedText,
  toId,
} from '@muster/domain'
import type { z } from 'zod'
import type { Directory } from '../../mechanism/directory.ts'
import { openName, subjectOfPerson, writeName } from '../../mechanism/person-names.ts'
import { TERRITORY, unitsStreamOf } from '../../mechanism/registry-streams.ts'
import { someTime } from '../../mechanism/views.ts'
import type { StreamKey } from '../../platform/event-store/types.ts'
import { withEnd } from './read-directory.ts'

export type PartBody = z.output<typeof directoryBodies.directoryPart>
type PersonBody = PartBody['people'][number]

export type Seal = (subject: string, text: string) => SealedText
type Open = (sealed: string) => string | null

/** Ids are labels of checked strings, and the parser leaves out what is absent: the shapes are the same. */
function labelled<T>(checked: unknown): T {
  return checked as T
}

function toPerson({ id, name, phone, ...rest }: PersonBody, seal: Seal): Person {
  const subject = subjectOfPerson(id)
  return {
    ...labelled<Pick<Person, 'organisation' | 'offices' | 'invented'>>(rest),
    id: toId<PersonId>(id),
    name: seal(subject, writeName(name)),
    ...(phone === undefined ? {} : { phone: seal(subject, phone) }),
  }
}

/** The checked body as the domain has it; what was not given is not there. */
export function toDirectoryPart(body: PartBody, seal: Seal): DirectoryPart {
  return {
    organisations: labelled<readonly Organisation[]>(body.organisations),
    offices: labelled<readonly Office[]>(body.offices),
    people: body.people.map(person => toPerson(person, seal)),
    appointments: labelled<readonly Appointment[]>(body.appointments),
    rosters: labelled<readonly Roster[]>(body.rosters),
    areas: labelled<readonly Area[]>(body.areas),
    problemTypes: labelled<readonly ProblemType[]>(body.problemTypes),
  }
}

/** One part of an import, for the stream that keeps it. */
export interface Placed {
  readonly stream: StreamKey
  readonly part: DirectoryPart
}

export interface Stray {
  readonly field: string
  readonly id: string
}

/** What an item needs to be placed: the organisation it belongs to, in the part or in the directory. */
type DistrictOf = (organisation: string) => AreaCode | undefined

function districtsIn(part: DirectoryPart, directory: Directory): DistrictOf {
  const brought = new Map(part.organisations.map(one => [one.id as string, one.district]))
  return id => brought.get(id) ?? directory.findOrganisation(id)?.district
}

/** Which organisation each item belongs to. */
function ownersIn(part: DirectoryPart, directory: Directory) {
  const offices = new Map(part.offices.map(one => [one.id as string, one.organisation as string]))
  return {
    organisations: (one: Organisation) => one.id as string,
    offices: (one: Office) => one.organisation as string,
    people: (one: Person) => one.organisation as string,
    appointments: (one: Appointment) =>
      offices.get(one.office) ?? directory.findOffice(one.office)?.organisation ?? '',
    rosters: (one: Roster) =>
      offices.get(one.office) ?? directory.findOffice(one.office)?.organisation ?? '',
  }
}

function nameOf(item: { readonly id: string } | Appointment): string {
  return 'id' in item ? item.id : item.person
}

const UNITS = ['organisations', 'offices', 'people', 'appointments', 'rosters'] as const

/** Spreads an import over the streams of its districts; names the first item that belongs to nobody known. */
export function placePart(
  part: DirectoryPart,
  directory: Directory,
): { readonly placed: readonly Placed[] } | { readonly stray: Stray } {
  const districtOf = districtsIn(part, directory)
  const owners = ownersIn(part, directory)
  const parts = new Map<string, DirectoryPart>()
  for (const field of UNITS) {
    for (const item of part[field] ?? []) {
      const ownerOf = owners[field] as (item: unknown) => string
      const district = districtOf(ownerOf(item))
      if (district === undefined) return { stray: { field, id: nameOf(item) } }
      const known = parts.get(district) ?? EMPTY_DIRECTORY
      parts.set(district, { ...known, [field]: [...(known[field] ?? []), item] })
    }
  }
  const placed: Placed[] = [...parts].map(([district, units]) => ({
    stream: unitsStreamOf(district),
    part: units,
  }))
  const { areas, problemTypes } = part
  if (areas.length > 0 || problemTypes.length > 0)
    placed.push({ stream: TERRITORY, part: { ...EMPTY_DIRECTORY, areas, problemTypes } })
  return { placed }
}

function exportPerson({ name, phone, ...rest }: Person, open: Open) {
  const opened = openName(name, open)
  const number = phone === undefined ? null : open(phone)
  return {
    ...rest,
    offices: [...rest.offices],
    // Who was erased keeps an id that events refer to, and no name.
    name: opened ?? { zh: '（已清除）', en: '(erased)' },
    ...(number === null ? {} : { phone: number }),
  }
}

/** The whole directory in the form in which it can be imported; what is invented says so. */
export function exportDirectory(
  directory: Directory,
  open: Open,
): z.input<typeof directoryBodies.directoryPart> {
  return {
    organisations: [...directory.organisations()].map(withEnd),
    offices: [...directory.offices()].map(withEnd),
    people: [...directory.people()].map(person => exportPerson(person, open)),
    appointments: [...directory.appointments()].map(({ from, until, ...rest }) => ({
      ...rest,
      ...someTime('from', from),
      ...someTime('until', until),
    })),
    rosters: [...directory.rosters()].map(one => ({ ...one, people: [...one.people] })),
    // Import checked the shape of each border.
    areas: [...directory.areas()].map(withEnd) as unknown as z.input<typeof directoryBodies.area>[],
    problemTypes: [...directory.problemTypes()],
  }
}
