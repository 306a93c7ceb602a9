// An office hands a power on for an absence: a grant of its own that holds as long and as far as its source.
import type { grantBodies } from '@muster/contract'
import {
  type AreaCode,
  decideGrant,
  type Extent,
  type Grant,
  type GrantId,
  type GrantState,
  type Reach,
  toId,
  toInstant,
} from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf, newId, streamOf } from '../../mechanism/ids.ts'
import { areaOf, areasAbove, departmentOf, officeOf, personOf } from '../../mechanism/lookups.ts'
import type { Act } from '../../mechanism/mechanism.ts'
import { refused, written } from '../../mechanism/verdict.ts'
import { some } from '../../mechanism/views.ts'
import { ProblemError } from '../../platform/http/problems.ts'

type Body = z.output<typeof grantBodies.delegateGrant>
type OverWhom = z.output<typeof grantBodies.overWhom>

/** Departments as a body names them, each of them known. */
export function departmentsOf(edge: Edge, over: OverWhom): Extent['departments'] {
  if (over === 'all') return 'all'
  if (Array.isArray(over)) return over.map((id, i) => departmentOf(edge, id, `departments.${i}`))
  return {
    districts: over.districts.map((code, i) => areaOf(edge, code, `departments.districts.${i}`)),
  }
}

/** What the directory knows of an extent, so that it can be compared with another. */
export function reachOf(edge: Edge, { area, departments }: Extent): Reach {
  const districts: Record<string, AreaCode> = {}
  const named = departments === 'all' || 'districts' in departments ? [] : departments
  for (const id of named) {
    const district = edge.registry.directory.findOrganisation(id)?.district
    if (district !== undefined) districts[id] = district
  }
  return { areas: areasAbove(edge, area), districtOf: districts }
}

function holderOf(edge: Edge, { office, person }: Pick<Body, 'office' | 'person'>) {
  const to = officeOf(edge, office, 'office')
  if (person === undefined) return { office: to }
  const known = personOf(edge, person, 'person')
  if (!edge.registry.directory.holdsOffice(known, to, toInstant(edge.now())))
    throw new ProblemError({ code: 'unknown_person', field: 'person' })
  return { office: to, person: known }
}

function toDelegation(edge: Edge, source: Grant, body: Body): Grant {
  const { from, until, departments, area, instrument } = body
  const district = source.area.slice(0, 6)
  return {
    id: toId<GrantId>(body.id ?? newId('g', districtOf(`g-${district}-`), edge.now())),
    ...holderOf(edge, body),
    power: source.power,
    departments: departments === undefined ? source.departments : departmentsOf(edge, departments),
    area: area === undefined ? source.area : areaOf(edge, area, 'area'),
    from: from ?? toInstant(edge.now()),
    ...some('until', until),
    instrument: instrument ?? source.instrument,
    source: source.id,
  }
}

export interface Delegating {
  readonly source: string
  readonly body: Body
  readonly longestMs: number
}

export async function delegateGrant(edge: Edge, asked: Delegating, act: Act) {
  const source = streamOf('grant', asked.source)
  const known = (await edge.platform.executor.view([source])).state<GrantState>(source)
  if (known.status === 'none') throw new ProblemError({ code: 'grant_not_in_force' })
  const grant = toDelegation(edge, known.grant, asked.body)
  const stream = streamOf('grant', grant.id)
  const submitted = await edge.submit(
    edge.mechanism.registryCommand<GrantState>({
      name: 'DelegateGrant',
      id: grant.id,
      stream,
      also: [source],
      act,
      decide: (state, view, context) => {
        const from = view.state<GrantState>(source)
        if (from.status === 'none') return refused('grant_not_in_force', 2)
        const { longestMs } = asked
        const reach = reachOf(edge, grant)
        return written(
          stream,
          decideGrant(
            state,
            { type: 'DelegateGrant', grant, source: from, reach, longestMs },
            context,
          ),
        )
      },
    }),
  )
  return { submitted, stream }
}
