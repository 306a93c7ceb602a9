// Reading rosters: the tables, who is on duty then and why, and what is wrong with them ahead of time.
import { rosterBodies, shapes, toRfc3339 } from '@muster/contract'
import {
  type Actor,
  coverage,
  DAY,
  type DutyRoster,
  type Instant,
  LAYERS,
  type Layer,
  type OrganisationId,
  type Period,
  shift,
  toInstant,
} from '@muster/domain'
import { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { maySeeDuty } from '../../mechanism/keeping.ts'
import { organisationOf } from '../../mechanism/lookups.ts'
import { resolveAudience } from '../../mechanism/paging/resolve.ts'
import { openName } from '../../mechanism/person-names.ts'
import { registerList, registerResource } from '../../mechanism/reading.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { ROSTER_PATH, TAG } from './roster-acts.ts'
import { findSeen, seenRoster } from './sight.ts'
import { versionOf, viewFinding, viewPlan, viewReason, viewRoster } from './view-roster.ts'

const TWO_WEEKS = 14 * DAY
const LONGEST = 400 * DAY

function periodOf(
  edge: Edge,
  asked: { readonly from?: Instant | undefined; readonly until?: Instant | undefined },
): Period {
  const from = asked.from ?? toInstant(edge.now())
  const until = asked.until ?? shift(from, TWO_WEEKS)
  if (from >= until) throw new ProblemError({ code: 'period_reversed', field: 'query.until' })
  return { from, until: toInstant(Math.min(until, from + LONGEST)) }
}

function tables(app: HttpApp, edge: Edge): void {
  registerResource(app, {
    url: '/api/rosters/:id',
    operationId: 'getRoster',
    tag: TAG,
    summary: '一张值班表 · A roster with rotations, shifts, covers, leave and swaps',
    params: ROSTER_PATH,
    answer: rosterBodies.roster,
    refusals: ['unknown_roster'],
    find: async ({ params: { id }, request }) => {
      const roster = findSeen(edge, edge.actor(request), id)
      return (
        roster && {
          version: versionOf(edge, id),
          view: viewRoster(edge, roster, edge.context(request)),
        }
      )
    },
  })
  registerList(app, {
    url: '/api/organisations/:id/rosters',
    operationId: 'listRosters',
    tag: TAG,
    summary: '单位的值班表 · The rosters that the offices of an organisation keep',
    params: z.strictObject({ id: shapes.organisationId }),
    answer: rosterBodies.rosters,
    refusals: ['unknown_organisation'],
    list: ({ params: { id }, request }) => {
      const organisation = organisationOf(edge, id, 'path.id')
      const mine = maySeeDuty(edge, edge.actor(request), organisation)
      const rosters = mine ? edge.registry.rostersOf(organisation) : []
      return { items: rosters.map(roster => viewRoster(edge, roster, edge.context(request))) }
    },
  })
}

/** Whoever would be told now, as paging finds them. */
function whoAnswers(
  edge: Edge,
  reader: Actor,
  of: { readonly organisation: OrganisationId; readonly at: Instant; readonly layer: Layer },
) {
  const { organisation, at, layer } = of
  const { directory } = edge.registry
  const isOwn = maySeeDuty(edge, reader, organisation)
  const reached = resolveAudience({ kind: 'layer', organisation, layer }, at, edge.registry)
  return {
    layer,
    people: reached.map(({ person, why }) => {
      const known = isOwn ? directory.findPerson(person) : undefined
      return {
        person: person as string,
        ...(known ? { name: openName(known.name, edge.open) } : {}),
        ...(isOwn ? { why: why.map(viewReason) } : {}),
      }
    }),
    gap: reached.length === 0 || reached.some(({ gap }) => gap),
  }
}

function duty(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/rosters/:id/duty',
    operationId: 'getDutyPlan',
    tag: TAG,
    summary: '排班情况 · Who is on duty from when to when, and why',
    params: ROSTER_PATH,
    query: rosterBodies.periodQuery,
    answer: rosterBodies.dutyPlan,
    refusals: ['unknown_roster', 'period_reversed'],
    list: ({ params: { id }, query, request }) =>
      viewPlan(edge, seenRoster(edge, edge.actor(request), id), periodOf(edge, query), query.layer),
  })
  registerList(app, {
    url: '/api/organisations/:id/duty',
    operationId: 'getOrganisationDuty',
    tag: TAG,
    summary: '谁在值班 · Who answers for an organisation at a moment, and why',
    description:
      'As a message would find them: by roster, in office hours where there is none, and the head where nobody is.',
    params: z.strictObject({ id: shapes.organisationId }),
    query: rosterBodies.dutyAtQuery,
    answer: rosterBodies.dutyAt,
    refusals: ['unknown_organisation'],
    list: ({ params: { id }, query: { at: asked, layer: only }, request }) => {
      const organisation = organisationOf(edge, id, 'path.id')
      const at = asked ?? toInstant(edge.now())
      const reader = edge.actor(request)
      const layers = LAYERS.filter(layer => only === undefined || layer === only)
      return {
        organisation,
        at: toRfc3339(at),
        layers: layers.map(layer => whoAnswers(edge, reader, { organisation, at, layer })),
      }
    },
  })
}

function findingsOf(edge: Edge, roster: DutyRoster, period: Period) {
  return coverage(roster, period, edge.registry.calendar).map(finding => ({
    at: finding.from,
    view: viewFinding(edge, roster, finding),
  }))
}

function findings(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/rosters/:id/findings',
    operationId: 'getRosterFindings',
    tag: TAG,
    summary: '排班问题 · Gaps, overlaps, and people in two layers at once',
    params: ROSTER_PATH,
    query: rosterBodies.periodQuery,
    answer: rosterBodies.findings,
    refusals: ['unknown_roster', 'period_reversed'],
    list: ({ params: { id }, query, request }) => {
      const roster = seenRoster(edge, edge.actor(request), id)
      const items = findingsOf(edge, roster, periodOf(edge, query)).map(({ view }) => view)
      const { layer } = query
      return { items: items.filter(one => layer === undefined || one.layers.includes(layer)) }
    },
  })
  registerList(app, {
    url: '/api/roster-findings',
    operationId: 'listRosterFindings',
    tag: TAG,
    summary: '未来排班问题 · What is wrong ahead with the rosters of a district that you may see',
    query: rosterBodies.findingsQuery,
    answer: rosterBodies.findings,
    list: ({ query: { district, days }, request }) => {
      const reader = edge.actor(request)
      const from = toInstant(edge.now())
      const period = { from, until: shift(from, days * DAY) }
      const { directory, rosters } = edge.registry
      const found = [...rosters.all()]
        .filter(({ organisation: id }) => directory.findOrganisation(id)?.district === district)
        .filter(({ organisation }) => maySeeDuty(edge, reader, organisation))
        .flatMap(roster => findingsOf(edge, roster, period))
      return { items: found.toSorted((a, b) => a.at - b.at).map(({ view }) => view) }
    },
  })
}

export function dutyRoutes(app: HttpApp, edge: Edge): void {
  tables(app, edge)
  duty(app, edge)
  findings(app, edge)
}
