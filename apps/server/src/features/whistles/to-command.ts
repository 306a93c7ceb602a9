// From checked bodies to commands: ids are labelled, texts sealed, places looked up.
import type { whistleBodies } from '@muster/contract'
import {
  type Actor,
  type AreaCode,
  type Ask,
  type Caller,
  type CaseId,
  type DepartmentId,
  type DraftFields,
  type OfficeId,
  type OrganisationId,
  type PersonId,
  toId,
  type WhistleCommand,
  type WhistleId,
} from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { ProblemError } from '../../platform/http/problems.ts'

type AskBody = z.output<typeof whistleBodies.ask>
type DraftBody = z.output<typeof whistleBodies.draftWhistle>
type FieldsBody = z.output<typeof whistleBodies.amendDraft>

function refuse(code: string, field: string): never {
  throw new ProblemError({ code, field })
}

/** A department that can be summoned; an unknown one is refused before anything is decided. */
function departmentOf(edge: Edge, id: string, field: string): DepartmentId {
  const organisation = edge.registry.directory.findOrganisation(id)
  if (!organisation?.department) refuse('unknown_department', field)
  return organisation.id
}

/** Texts of a whistle are sealed under the whistle: what is erased is the matter. */
export function toAsk(edge: Edge, subject: string, body: AskBody, field: string): Ask {
  const { department, role, text, legalItems, after, head } = body
  return {
    department: departmentOf(edge, department, `${field}.department`),
    role,
    text: edge.seal(subject, text),
    legalItems,
    ...(after === undefined
      ? {}
      : {
          after: {
            department: toId<DepartmentId>(after.department),
            ...(after.measure === undefined ? {} : { measure: after.measure }),
          },
        }),
    ...(head === undefined ? {} : { head: toId<PersonId>(head) }),
  }
}

function areasOf(edge: Edge, point: readonly [number, number]): readonly AreaCode[] {
  const areas = edge.registry.areasAt(point)
  if (areas.length === 0) refuse('place_outside_territory', 'place.point')
  return areas
}

export function toDraft(edge: Edge, subject: string, body: FieldsBody): DraftFields {
  const { registry } = edge
  const seal = (text: string) => edge.seal(subject, text)
  const { title, facts, tried, lacking, problemType, place, assembly, asks } = body
  if (!registry.directory.findProblemType(problemType))
    refuse('unknown_problem_type', 'problemType')
  const point = place.point.coordinates
  return {
    title: seal(title),
    facts: seal(facts),
    tried: seal(tried),
    lacking: seal(lacking),
    problemType,
    place: { point, text: seal(place.text), areas: areasOf(edge, point) },
    assembly: {
      at: assembly.at,
      place: seal(assembly.place),
      ...(assembly.point === undefined ? {} : { point: assembly.point.coordinates }),
    },
    asks: asks.map((ask, i) => toAsk(edge, subject, ask, `asks.${i}`)),
  }
}

function callerOf(edge: Edge, actor: Actor, body: DraftBody): Caller {
  const { registry } = edge
  const organisation =
    body.caller === undefined ? actor.organisation : toId<OrganisationId>(body.caller)
  const deputy = body.deputy === undefined ? {} : { deputy: toId<OfficeId>(body.deputy) }
  const post = registry.findPost(organisation)
  if (post) {
    const { commander, coordination } = post.fields
    return {
      organisation,
      office: commander.office,
      head: commander.office,
      coordination,
      ...deputy,
    }
  }
  const known = registry.directory.findOrganisation(organisation)
  if (!known) refuse('unknown_organisation', 'caller')
  const head = registry.directory.officeOfRank(organisation, 'head')
  const coordination = registry.directory.coordinationOf(known.district)
  if (!head || !coordination) refuse('caller_without_head', 'caller')
  return { organisation, office: actor.office, head, coordination, ...deputy }
}

export function toDraftWhistle(
  edge: Edge,
  actor: Actor,
  body: DraftBody,
  whistle: string,
): Extract<WhistleCommand, { type: 'DraftWhistle' }> {
  const { caseId, kind, drill, caller: _caller, deputy: _deputy, ...fields } = body
  const caller = callerOf(edge, actor, body)
  return {
    type: 'DraftWhistle',
    whistle: toId<WhistleId>(whistle),
    caseId: toId<CaseId>(caseId),
    kind,
    caller,
    draft: toDraft(edge, whistle, fields),
    drill,
  }
}
