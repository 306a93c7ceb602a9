// What a keeper does with the directory: organisations, offices, people and areas begin, change and end; people are
// appointed to offices and leave them. Nothing is removed, since events refer to it for ever.
import type { Context } from '../access/rules.ts'
import { keepsRegistry } from '../access/standing.ts'
import { accept, type Decision, type Refused, refuse } from '../kernel/decision.ts'
import type { AreaCode, OfficeId, OrganisationId, PersonId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import {
  type Appointment,
  type Area,
  type DirectoryEvent,
  type DirectoryPart,
  type DirectoryState,
  isOpen,
  type Office,
  type Organisation,
  overlap,
  type Person,
} from './directory.ts'

export interface ImportDirectory {
  readonly type: 'ImportDirectory'
  readonly source: string
  readonly part: DirectoryPart
}

/** What still leans on something that is to end; looked up by the caller, since it may lie in other streams. */
interface Leaning {
  /** Parts, offices, grants, areas: how many of them. */
  readonly inUse: number
}

export type DirectoryCommand =
  | ImportDirectory
  | { readonly type: 'FoundOrganisation'; readonly organisation: Organisation }
  | {
      readonly type: 'ChangeOrganisation'
      readonly organisation: Organisation
      /** What the new parent is part of, itself included. */
      readonly above: readonly OrganisationId[]
    }
  | (Leaning & { readonly type: 'EndOrganisation'; readonly organisation: OrganisationId })
  | { readonly type: 'OpenOffice'; readonly office: Office }
  | { readonly type: 'ChangeOffice'; readonly office: Office }
  | (Leaning & { readonly type: 'CloseOffice'; readonly office: OfficeId })
  | { readonly type: 'EnterPerson'; readonly person: Person }
  | { readonly type: 'ChangePerson'; readonly person: Person }
  | { readonly type: 'AppointPerson'; readonly appointment: Appointment }
  | {
      readonly type: 'EndAppointment'
      readonly person: PersonId
      readonly office: OfficeId
      readonly until: Instant
    }
  | { readonly type: 'DrawArea'; readonly area: Area }
  | {
      readonly type: 'ChangeArea'
      readonly area: Area
      /** What the new parent is part of, itself included. */
      readonly above: readonly AreaCode[]
    }
  | (Leaning & { readonly type: 'EndArea'; readonly area: AreaCode })

type CommandOf<T extends DirectoryCommand['type']> = Extract<DirectoryCommand, { readonly type: T }>
type Stamp = Pick<DirectoryEvent, 'at' | 'by'>
type Handler<T extends DirectoryCommand['type']> = (
  state: DirectoryState,
  command: CommandOf<T>,
  stamp: Stamp,
) => Decision<DirectoryEvent>

function findLive<T extends { readonly id: string; readonly endedAt?: Instant }>(
  items: readonly T[],
  id: string,
): T | undefined {
  return items.find(item => item.id === id && item.endedAt === undefined)
}

const has = (items: readonly { readonly id: string }[], id: string) =>
  items.some(item => item.id === id)

function importPart(state: DirectoryState, { part, source }: ImportDirectory, stamp: Stamp) {
  const organisations = new Set([...state.organisations, ...part.organisations].map(o => o.id))
  const stray = part.offices.find(office => !organisations.has(office.organisation))
  if (stray)
    return refuse('unknown_organisation', 0, { field: 'offices', about: { office: stray.id } })
  const offices = new Set([...state.offices, ...part.offices].map(office => office.id))
  const lost = part.people.find(person => person.offices.some(office => !offices.has(office)))
  if (lost) return refuse('unknown_office', 0, { field: 'people', about: { person: lost.id } })
  const astray = part.appointments?.find(({ office }) => !offices.has(office))
  if (astray)
    return refuse('unknown_office', 0, {
      field: 'appointments',
      about: { person: astray.person, office: astray.office },
    })
  const imported: DirectoryEvent = { type: 'DirectoryImported', ...stamp, source, part }
  return accept(imported)
}

const organisations: {
  readonly [K in 'FoundOrganisation' | 'ChangeOrganisation' | 'EndOrganisation']: Handler<K>
} = {
  FoundOrganisation(state, { organisation }, stamp) {
    if (has(state.organisations, organisation.id))
      return refuse('organisation_exists', 21, { field: 'id' })
    return accept({ type: 'OrganisationFounded', ...stamp, organisation })
  },

  ChangeOrganisation(state, { organisation, above }, stamp) {
    if (!findLive(state.organisations, organisation.id)) return refuse('unknown_organisation', 0)
    if (above.includes(organisation.id))
      return refuse('organisation_in_itself', 0, { field: 'parent' })
    return accept({ type: 'OrganisationChanged', ...stamp, organisation })
  },

  EndOrganisation(state, { organisation, inUse }, stamp) {
    if (!findLive(state.organisations, organisation)) return refuse('unknown_organisation', 0)
    if (inUse > 0) return refuse('organisation_in_use', 3, { about: { inUse } })
    return accept({ type: 'OrganisationEnded', ...stamp, organisation })
  },
}

const offices: { readonly [K in 'OpenOffice' | 'ChangeOffice' | 'CloseOffice']: Handler<K> } = {
  OpenOffice(state, { office }, stamp) {
    if (has(state.offices, office.id)) return refuse('office_exists', 21, { field: 'id' })
    if (!findLive(state.organisations, office.organisation))
      return refuse('unknown_organisation', 0, { field: 'organisation' })
    return accept({ type: 'OfficeOpened', ...stamp, office })
  },

  ChangeOffice(state, { office }, stamp) {
    if (!findLive(state.offices, office.id)) return refuse('unknown_office', 0)
    return accept({ type: 'OfficeChanged', ...stamp, office })
  },

  CloseOffice(state, { office, inUse }, stamp) {
    if (!findLive(state.offices, office)) return refuse('unknown_office', 0)
    if (inUse > 0) return refuse('office_in_use', 3, { about: { inUse } })
    return accept({ type: 'OfficeClosed', ...stamp, office })
  },
}

function refuseAppointment(
  state: DirectoryState,
  { appointment }: CommandOf<'AppointPerson'>,
): Refused | undefined {
  const { person, office, from, until } = appointment
  if (!findLive(state.offices, office)) return refuse('unknown_office', 0, { field: 'office' })
  if (until !== undefined && from !== undefined && until <= from)
    return refuse('period_reversed', 0, { field: 'until' })
  const isTwin = (one: Appointment) =>
    one.person === person && one.office === office && overlap(one, appointment)
  const isHeld = state.people.some(one => one.id === person && one.offices.includes(office))
  if (isHeld || state.appointments.some(isTwin)) return refuse('already_appointed', 0)
  return undefined
}

const people: {
  readonly [K in 'EnterPerson' | 'ChangePerson' | 'AppointPerson' | 'EndAppointment']: Handler<K>
} = {
  EnterPerson(state, { person }, stamp) {
    if (has(state.people, person.id)) return refuse('person_exists', 21, { field: 'id' })
    if (!findLive(state.organisations, person.organisation))
      return refuse('unknown_organisation', 0, { field: 'organisation' })
    return accept({ type: 'PersonEntered', ...stamp, person })
  },

  ChangePerson(state, { person }, stamp) {
    const known = state.people.find(one => one.id === person.id)
    if (!known) return refuse('unknown_person', 0)
    if (!findLive(state.organisations, person.organisation))
      return refuse('unknown_organisation', 0, { field: 'organisation' })
    // Offices are held by appointments; a change of name or phone leaves them alone.
    const { offices } = known
    return accept({ type: 'PersonChanged', ...stamp, person: { ...person, offices } })
  },

  AppointPerson(state, command, stamp) {
    const refused = refuseAppointment(state, command)
    if (refused) return refused
    return accept({ type: 'PersonAppointed', ...stamp, appointment: command.appointment })
  },

  EndAppointment(state, { person, office, until }, stamp) {
    const isMeant = (one: Appointment) =>
      one.person === person && one.office === office && isOpen(one, stamp.at)
    const isHeld = state.people.some(one => one.id === person && one.offices.includes(office))
    if (!isHeld && !state.appointments.some(isMeant)) return refuse('not_appointed', 0)
    if (until < stamp.at) return refuse('effective_in_the_past', 0, { field: 'until' })
    return accept({ type: 'AppointmentEnded', ...stamp, person, office, until })
  },
}

const areas: { readonly [K in 'DrawArea' | 'ChangeArea' | 'EndArea']: Handler<K> } = {
  DrawArea(state, { area }, stamp) {
    if (has(state.areas, area.id)) return refuse('area_exists', 21, { field: 'id' })
    if (area.parent !== undefined && !findLive(state.areas, area.parent))
      return refuse('unknown_area', 0, { field: 'parent' })
    return accept({ type: 'AreaDrawn', ...stamp, area })
  },

  ChangeArea(state, { area, above }, stamp) {
    if (!findLive(state.areas, area.id)) return refuse('unknown_area', 0)
    if (above.includes(area.id)) return refuse('area_in_itself', 0, { field: 'parent' })
    return accept({ type: 'AreaChanged', ...stamp, area })
  },

  EndArea(state, { area, inUse }, stamp) {
    if (!findLive(state.areas, area)) return refuse('unknown_area', 0)
    if (inUse > 0) return refuse('area_in_use', 0, { about: { inUse } })
    return accept({ type: 'AreaEnded', ...stamp, area })
  },
}

const HANDLERS: { readonly [K in DirectoryCommand['type']]: Handler<K> } = {
  ImportDirectory: importPart,
  ...organisations,
  ...offices,
  ...people,
  ...areas,
}

export function decideDirectory(
  state: DirectoryState,
  command: DirectoryCommand,
  context: Context,
): Decision<DirectoryEvent> {
  const standing = keepsRegistry(context)
  if (!standing.ok) return standing
  // The table pairs each command with its own handler.
  const handle = HANDLERS[command.type] as Handler<typeof command.type>
  return handle(state, command as never, { at: context.now, by: standing.by })
}
