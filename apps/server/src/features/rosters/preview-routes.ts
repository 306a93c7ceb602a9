// Before anybody is told: what a whistle will still ask for, and what one would ask for if it were blown.
import { previewBodies, shapes, toRfc3339 } from '@muster/contract'
import {
  type Actor,
  BY_SYSTEM,
  type Caller,
  type DepartmentId,
  evolveWhistle,
  type Foretold,
  type ForetoldPerson,
  maySee,
  NOTHING,
  type PreviewLookup,
  previewDraft,
  previewWhistle,
  type SealedText,
  toId,
  toInstant,
  type Whistle,
  type WhistleKind,
  type WhistleState,
} from '@muster/domain'
import { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { maySeeDuty } from '../../mechanism/keeping.ts'
import { areasAbove, departmentOf } from '../../mechanism/lookups.ts'
import { previewLookup } from '../../mechanism/paging/preview.ts'
import { openName } from '../../mechanism/person-names.ts'
import { registerList } from '../../mechanism/reading.ts'
import { isDepartmentAlone } from '../../mechanism/sent-words.ts'
import { some, someTime } from '../../mechanism/views.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { TAG } from './roster-acts.ts'
import { viewReason } from './view-roster.ts'

/** Whether a channel is set up here. */
export type Carries = (channel: string) => boolean

function viewPerson(edge: Edge, reader: Actor, one: ForetoldPerson) {
  const isOwn = maySeeDuty(edge, reader, one.organisation)
  const known = isOwn ? edge.registry.directory.findPerson(one.person) : undefined
  return {
    person: one.person as string,
    ...(known ? { name: openName(known.name, edge.open) } : {}),
    organisation: one.organisation as string,
    ...some('layer', one.layer),
    gap: one.gap,
    at: toRfc3339(one.at),
    channels: [...one.channels],
    atOnce: one.atOnce,
    again: one.again.map(at => toRfc3339(at)),
    ...(isOwn ? { why: one.why.map(viewReason) } : {}),
  }
}

function viewForetold(edge: Edge, reader: Actor, one: Foretold) {
  return {
    at: toRfc3339(one.at),
    act: one.act,
    ...some('department', one.department as string | undefined),
    ...some('clock', one.clock),
    ...someTime('dueAt', one.dueAt),
    emergency: one.emergency,
    people: one.people.map(person => viewPerson(edge, reader, person)),
  }
}

function ofWhistle(app: HttpApp, edge: Edge, carries: Carries): void {
  registerList(app, {
    url: '/api/whistles/:id/preview',
    operationId: 'previewWhistle',
    tag: TAG,
    summary: '后续通知预览 · Who will be told what, when and how, if nobody answers',
    description:
      'A draft is looked at as if it were blown and approved now. Departments see what is told of their own summons.',
    params: z.strictObject({ id: shapes.whistleId }),
    answer: previewBodies.preview,
    refusals: ['unknown_whistle'],
    list: async ({ params: { id }, request }) => {
      const key = streamOf('whistle', id)
      const whistle = (await edge.platform.executor.view([key])).state<WhistleState>(key)
      const context = edge.context(request)
      if (whistle.status === 'none' || !maySee(whistle, context))
        throw new ProblemError({ code: 'unknown_whistle' })
      const { now } = context
      const look = whistle.status === 'drafted' ? previewDraft : previewWhistle
      const all = look(whistle, now, previewLookup(edge.registry, carries))
      const reader = edge.actor(request)
      const seen = isDepartmentAlone(whistle, context)
        ? all.filter(({ department }) => department && reader.within.includes(department))
        : all
      return { at: toRfc3339(now), items: seen.map(one => viewForetold(edge, reader, one)) }
    },
  })
}

const NO_TEXT = '' as SealedText

function callerOf(edge: Edge, reader: Actor, named: string | undefined): Caller {
  const { directory } = edge.registry
  const organisation = directory.findOrganisation(named ?? reader.organisation)
  const coordination = organisation && directory.coordinationOf(organisation.district)
  if (!(organisation && coordination))
    throw new ProblemError({ code: 'unknown_organisation', field: 'caller' })
  const { id } = organisation
  const head = directory.officeOfRank(id, 'head') ?? coordination
  const office = id === reader.organisation ? reader.office : head
  return { organisation: id, office, head, coordination }
}

function hypothetical(
  edge: Edge,
  reader: Actor,
  asked: z.output<typeof previewBodies.ladderQuestion>,
): Whistle {
  const at = asked.at ?? toInstant(edge.now())
  const departments = asked.departments.map(
    (one, n): DepartmentId => departmentOf(edge, one, `departments.${n}`),
  )
  const caller = callerOf(edge, reader, asked.caller)
  const territory = edge.registry.directory.findOrganisation(caller.organisation)?.territory
  const place = {
    point: [0, 0] as const,
    text: NO_TEXT,
    areas: territory === undefined ? [] : areasAbove(edge, territory),
  }
  const state = evolveWhistle(NOTHING, {
    type: 'WhistleDrafted',
    at,
    by: BY_SYSTEM,
    whistle: toId('preview'),
    caseId: toId('preview'),
    kind: asked.kind,
    caller,
    drill: true,
    draft: {
      place,
      assembly: { at, place: NO_TEXT },
      title: NO_TEXT,
      facts: NO_TEXT,
      tried: NO_TEXT,
      lacking: NO_TEXT,
      problemType: '',
      asks: departments.map((department, n) => ({
        department,
        role: n === 0 ? ('lead' as const) : ('assist' as const),
        text: NO_TEXT,
        legalItems: [],
      })),
    },
  })
  if (state.status === 'none') throw new Error('a draft is always there')
  return state
}

/** As if a version that is only thought of were in force. */
function withDraft(
  lookup: PreviewLookup,
  draft: z.output<typeof previewBodies.ladderQuestion>['draft'],
): PreviewLookup {
  if (draft === undefined) return lookup
  const { rules } = lookup
  // The parser leaves out what is absent, so that the checked body is the domain's kind.
  const kind = draft as WhistleKind
  const findKind: typeof rules.findKind = (code, at) =>
    code === kind.code ? kind : rules.findKind(code, at)
  return { ...lookup, rules: { ...rules, findKind } }
}

function ofLadders(app: HttpApp, edge: Edge, carries: Carries): void {
  app.post(
    '/api/ladders/preview',
    {
      config: {
        access: { scope: 'read' },
        command: false,
        refusals: ['unknown_kind', 'unknown_department', 'unknown_organisation'],
      },
      schema: {
        operationId: 'previewLadders',
        tags: [TAG],
        summary:
          '催办督办预览 · Who would be told if such a whistle were blown and nobody answered',
        description: 'Nothing is blown and nobody is told.',
        body: previewBodies.ladderQuestion,
        response: { 200: previewBodies.preview },
      },
    },
    async (request, reply) => {
      const reader = edge.actor(request)
      const asked = request.body
      const at = asked.at ?? toInstant(edge.now())
      const lookup = withDraft(previewLookup(edge.registry, carries), asked.draft)
      if (lookup.rules.findKind(asked.kind, at) === undefined)
        throw new ProblemError({ code: 'unknown_kind', field: 'kind' })
      const draft = hypothetical(edge, reader, asked)
      const items = previewDraft(draft, at, lookup)
      return reply.send({
        at: toRfc3339(at),
        items: items.map(one => viewForetold(edge, reader, one)),
      })
    },
  )
}

export function previewRoutes(app: HttpApp, edge: Edge, carries: Carries): void {
  ofWhistle(app, edge, carries)
  ofLadders(app, edge, carries)
}
