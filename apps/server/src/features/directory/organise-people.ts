// /api/people: who works here, and which offices they hold from when to when.
import { organisingBodies, shapes } from '@muster/contract'
import {
  type Actor,
  type Appointment,
  type Instant,
  type OfficeId,
  type Person,
  type PersonId,
  toId,
  toInstant,
} from '@muster/domain'
import { z } from 'zod'
import { isHeld } from '../../mechanism/directory.ts'
import { type Edge, registerAct } from '../../mechanism/edge.ts'
import { keepsArea } from '../../mechanism/keeping.ts'
import { officeOf, organisationOf, personOf } from '../../mechanism/lookups.ts'
import { subjectOfPerson, writeName } from '../../mechanism/person-names.ts'
import { isOwn, mayKnow } from '../../mechanism/person-sight.ts'
import { registerList } from '../../mechanism/reading.ts'
import { unitsStreamOf } from '../../mechanism/registry-streams.ts'
import { some, someTime } from '../../mechanism/views.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { type Change, changeDirectory, currentOf } from './organise.ts'
import { areasOfOffice } from './organise-units.ts'

const TAG = 'directory'
const CHANGES_REGISTRIES = { tag: TAG, scope: 'configure' } as const
const personPath = z.strictObject({ id: shapes.personId })
const heldPath = z.strictObject({ id: shapes.personId, office: shapes.officeId })

function knownPerson(edge: Edge, id: string): Person {
  const known = edge.registry.directory.findPerson(id)
  if (known) return known
  throw new ProblemError({ code: 'unknown_person', field: 'path.id' })
}

function whereOf(edge: Edge, organisation: string) {
  const id = organisationOf(edge, organisation, 'organisation')
  const district = edge.registry.directory.findOrganisation(id)?.district
  if (district === undefined) throw new ProblemError({ code: 'unknown_organisation' })
  return { stream: unitsStreamOf(district), areas: [district] }
}

function enterPerson(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    ...CHANGES_REGISTRIES,
    url: '/api/people',
    operationId: 'enterPerson',
    summary: '录入人员 · A person who works here; names and phones are sealed',
    params: z.strictObject({}),
    body: organisingBodies.enterPerson,
    refusals: ['not_a_keeper', 'person_exists', 'unknown_organisation'],
    created: true,
    submit: ({ body: { id, organisation, name, phone, invented }, act }) => {
      const subject = subjectOfPerson(id)
      const person: Person = {
        id: toId(id),
        organisation: organisationOf(edge, organisation, 'organisation'),
        offices: [],
        name: edge.seal(subject, writeName(name)),
        ...some('phone', phone === undefined ? undefined : edge.seal(subject, phone)),
        invented,
      }
      const command = () => ({ type: 'EnterPerson', person }) as const
      return changeDirectory(edge, { id, ...whereOf(edge, organisation), command }, act)
    },
  })
}

function changePerson(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    ...CHANGES_REGISTRIES,
    url: '/api/people/:id/change',
    operationId: 'changePerson',
    summary: '更改人员 · Correct a name, a phone, or the organisation',
    params: personPath,
    body: organisingBodies.changePerson,
    refusals: ['not_a_keeper', 'unknown_person', 'unknown_organisation'],
    submit: ({ params: { id }, body: { name, phone, organisation }, act }) => {
      const before = knownPerson(edge, id)
      const subject = subjectOfPerson(id)
      const sealedPhone = phone ? edge.seal(subject, phone) : undefined
      const change = {
        ...(organisation === undefined
          ? {}
          : { organisation: organisationOf(edge, organisation, 'organisation') }),
        ...some('name', name && edge.seal(subject, writeName(name))),
        ...some('phone', sealedPhone),
      }
      const command: Change['command'] = ({ state }) => {
        const { phone: known, ...rest } = currentOf(state.people, id, 'unknown_person')
        const kept = phone === null ? {} : some('phone', known)
        return { type: 'ChangePerson', person: { ...rest, ...kept, ...change } } as const
      }
      return changeDirectory(edge, { id, ...whereOf(edge, before.organisation), command }, act)
    },
  })
}

function appointments(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    ...CHANGES_REGISTRIES,
    url: '/api/people/:id/offices',
    operationId: 'appointPerson',
    summary: '任职 · A person takes an office, besides those that they hold',
    params: personPath,
    body: organisingBodies.appointPerson,
    refusals: [
      'not_a_keeper',
      'unknown_person',
      'unknown_office',
      'already_appointed',
      'period_reversed',
    ],
    created: true,
    submit: ({ params: { id }, body: { from, until, instrument, ...body }, act }) => {
      const office = edge.registry.directory.findOffice(officeOf(edge, body.office, 'office'))
      if (!office) throw new ProblemError({ code: 'unknown_office', field: 'office' })
      const appointment: Appointment = {
        person: personOf(edge, id, 'path.id'),
        office: office.id,
        from: from ?? toInstant(edge.now()),
        ...some('until', until),
        ...some('instrument', instrument),
      }
      const command = () => ({ type: 'AppointPerson', appointment }) as const
      return changeDirectory(edge, { id, ...areasOfOffice(edge, office), command }, act)
    },
  })
  registerAct(app, edge, {
    ...CHANGES_REGISTRIES,
    url: '/api/people/:id/offices/:office/end',
    operationId: 'endAppointment',
    summary: '免职 · A person leaves an office and loses every right of it',
    description:
      'From that moment their tokens and sessions for this office are refused, and their live streams end within seconds. Whistles that the office commands stay with the office.',
    params: heldPath,
    body: organisingBodies.endAppointment,
    refusals: [
      'not_a_keeper',
      'unknown_person',
      'unknown_office',
      'not_appointed',
      'effective_in_the_past',
    ],
    submit: ({ params: { id, office: named }, body: { until }, act }) => {
      const person = personOf(edge, id, 'path.id')
      const office = edge.registry.directory.findOffice(officeOf(edge, named, 'path.office'))
      if (!office) throw new ProblemError({ code: 'unknown_office', field: 'path.office' })
      return changeDirectory(
        edge,
        {
          id,
          ...areasOfOffice(edge, office),
          command: ({ now }) => ({
            type: 'EndAppointment',
            person,
            office: office.id,
            until: until ?? now,
          }),
        },
        act,
      )
    },
  })
}

function statusOf(one: Appointment, at: Instant): 'held' | 'upcoming' | 'ended' {
  if (isHeld(one, at)) return 'held'
  return one.from !== undefined && one.from > at && (one.until ?? one.from) >= one.from
    ? 'upcoming'
    : 'ended'
}

function viewAppointment(edge: Edge, one: Appointment) {
  const { directory } = edge.registry
  const office = directory.findOffice(one.office)
  const organisation = office && directory.findOrganisation(office.organisation)
  return {
    office: one.office as string,
    ...some('officeName', office?.name),
    ...some('title', office?.title),
    ...some('rank', office?.rank),
    ...some('organisation', organisation?.id as string | undefined),
    ...some('organisationName', organisation?.name),
    ...someTime('from', one.from),
    ...someTime('until', one.until),
    ...some('instrument', one.instrument),
    status: statusOf(one, toInstant(edge.now())),
  }
}

/** Those of one's own organisation, and whoever keeps the district of an office, see who holds it. */
function maySeeAppointment(edge: Edge, actor: Actor, person: Person, office: OfficeId): boolean {
  if (mayKnow(edge, actor, person)) return true
  const { directory } = edge.registry
  const organisation = directory.findOrganisation(directory.findOffice(office)?.organisation ?? '')
  if (!organisation) return false
  return isOwn(edge, actor, organisation.id) || keepsArea(edge, actor, organisation.district)
}

const ORDER = ['held', 'upcoming', 'ended'] as const

function viewOffices(edge: Edge, actor: Actor, id: PersonId) {
  const person = edge.registry.directory.findPerson(id)
  const seen = edge.registry.directory
    .appointmentsOf(id)
    .filter(one => person && maySeeAppointment(edge, actor, person, one.office))
  const isKnown = person && mayKnow(edge, actor, person)
  // Whoever may see none of them learns nothing, not even that there is such a person.
  if (seen.length === 0 && !isKnown) throw new ProblemError({ code: 'not_found' })
  const items = seen.map(one => viewAppointment(edge, one))
  items.sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status))
  return { person: id as string, items }
}

export function organisePeople(app: HttpApp, edge: Edge): void {
  enterPerson(app, edge)
  changePerson(app, edge)
  appointments(app, edge)
  registerList(app, {
    url: '/api/people/:id/offices',
    operationId: 'listOfficesOfPerson',
    tag: TAG,
    summary: '任职情况 · The offices of a person, as far as you may see',
    params: personPath,
    answer: organisingBodies.personOffices,
    refusals: ['not_found'],
    list: ({ params: { id }, request }) => viewOffices(edge, edge.actor(request), toId(id)),
  })
}
