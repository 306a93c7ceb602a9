// From checked bodies to commands: ids are labelled, texts sealed, places looked up.
import type { whistleBodies } from '@muster/contract'
import {
  type Actor,
  type AreaCode,
  type Ask,
  type CaseId,
  type DepartmentId,
  type DraftFields,
  toId,
  type WhistleCommand,
  type WhistleId,
} from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { departmentOf, memberOf } from '../../mechanism/lookups.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { callerOf } from './caller.ts'

type AskBody = z.output<typeof whistleBodies.ask>
type DraftBody = z.output<typeof whistleBodies.draftWhistle>
type FieldsBody = z.output<typeof whistleBodies.amendDraft>

function refuse(code: string, field: string): never {
  throw new ProblemError({ code, field })
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
    ...(head === undefined ? {} : { head: memberOf(edge, head, department, `${field}.head`) }),
  }
}

function areasOf(edge: Edge, point: readonly [number, number], field: string): readonly AreaCode[] {
  const areas = edge.registry.areasAt(point)
  if (areas.length === 0) refuse('place_outside_territory', field)
  return areas
}

export function toDraft(edge: Edge, subject: string, body: FieldsBody): DraftFields {
  const { registry } = edge
  const seal = (text: string) => edge.seal(subject, text)
  const { title, facts, tried, lacking, problemType, place, assembly, asks } = body
  if (!registry.directory.findProblemType(problemType))
    refuse('unknown_problem_type', 'problemType')
  const point = place.point.coordinates
  if (assembly.point !== undefined) areasOf(edge, assembly.point.coordinates, 'assembly.point')
  return {
    title: seal(title),
    facts: seal(facts),
    tried: seal(tried),
    lacking: seal(lacking),
    problemType,
    place: { point, text: seal(place.text), areas: areasOf(edge, point, 'place.point') },
    assembly: {
      at: assembly.at,
      place: seal(assembly.place),
      ...(assembly.point === undefined ? {} : { point: assembly.point.coordinates }),
    },
    asks: asks.map((ask, i) => toAsk(edge, subject, ask, `asks.${i}`)),
  }
}

export function toDraftWhistle(
  edge: Edge,
  actor: Actor,
  body: DraftBody,
  whistle: string,
): Extract<WhistleCommand, { type: 'DraftWhistle' }> {
  const { caseId, kind, drill, caller: _caller, deputy: _deputy, ...fields } = body
  const draft = toDraft(edge, whistle, fields)
  const departments = draft.asks.map(ask => ask.department)
  const { areas } = draft.place
  const caller = callerOf(edge, actor, body, { areas, departments })
  return {
    type: 'DraftWhistle',
    whistle: toId<WhistleId>(whistle),
    caseId: toId<CaseId>(caseId),
    kind,
    caller,
    draft,
    drill,
  }
}
