// Things that a body names, looked up before anything is decided on them.
import {
  type AreaCode,
  type DepartmentId,
  type OfficeId,
  type OrganisationId,
  type PersonId,
  toId,
} from '@muster/domain'
import { isOnPlanet, type Point } from '../platform/geo/distance.ts'
import { ProblemError } from '../platform/http/problems.ts'
import type { Edge } from './edge.ts'

function refuse(code: string, field: string): never {
  throw new ProblemError({ code, field })
}

export function departmentOf(edge: Edge, id: string, field: string): DepartmentId {
  const organisation = edge.registry.directory.findOrganisation(id)
  if (!organisation?.department) refuse('unknown_department', field)
  return organisation.id
}

/** The unit that a department names instead of itself: another one that can be summoned, and no part of it. */
export function rightUnitOf(edge: Edge, department: string, id: string): DepartmentId {
  const unit = departmentOf(edge, id, 'rightUnit')
  if (edge.registry.directory.within(unit).some(one => one === department))
    refuse('right_unit_is_yourself', 'rightUnit')
  return unit
}

export function organisationOf(edge: Edge, id: string, field: string): OrganisationId {
  if (!edge.registry.directory.findOrganisation(id)) refuse('unknown_organisation', field)
  return toId<OrganisationId>(id)
}

export function officeOf(edge: Edge, id: string, field: string): OfficeId {
  if (!edge.registry.directory.findOffice(id)) refuse('unknown_office', field)
  return toId<OfficeId>(id)
}

export function personOf(edge: Edge, id: string, field: string): PersonId {
  if (!edge.registry.directory.findPerson(id)) refuse('unknown_person', field)
  return toId<PersonId>(id)
}

/** A person of a department or of a part of it, such as a station. */
export function memberOf(edge: Edge, id: string, department: string, field: string): PersonId {
  const { directory } = edge.registry
  const person = directory.findPerson(id)
  const isTheirs = person && directory.within(person.organisation).some(one => one === department)
  if (!isTheirs) refuse('unknown_person', field)
  return person.id
}

export function areaOf(edge: Edge, id: string, field: string): AreaCode {
  if (!edge.registry.directory.findArea(id)) refuse('unknown_area', field)
  return toId<AreaCode>(id)
}

export function problemTypeOf(edge: Edge, code: string, field: string): string {
  if (!edge.registry.directory.findProblemType(code)) refuse('unknown_problem_type', field)
  return code
}

/** An area and every area it is part of, the largest first. */
export function areasAbove(edge: Pick<Edge, 'registry'>, area: AreaCode): readonly AreaCode[] {
  const chain: AreaCode[] = []
  for (
    let at: AreaCode | undefined = area;
    at !== undefined && !chain.includes(at);
    at = edge.registry.directory.findArea(at)?.parent
  )
    chain.unshift(at)
  return chain
}

/** Longitude and latitude from a query, `117.2936,40.1743`. */
export function pointOf(text: string, field: string): Point {
  const point = text.split(',').map(Number)
  if (!isOnPlanet(point)) refuse('invalid_input', field)
  return point
}

/** The areas around a point of the territory. */
export function areasAround(edge: Edge, text: string, field: string): readonly AreaCode[] {
  const areas = edge.registry.areasAt(pointOf(text, field))
  if (areas.length === 0) refuse('place_outside_territory', field)
  return areas
}
