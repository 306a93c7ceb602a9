// /api/command-posts: opened and dissolved by command; they change who holds which power.
import { postBodies, shapes, toRfc3339 } from '@muster/contract'
import {
  type Actor,
  type AreaCode,
  type Context,
  decidePost,
  isSystem,
  mayLookAt,
  type OfficeId,
  type OrganisationId,
  type Post,
  type PostFields,
  type PostState,
  toId,
  toInstant,
} from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Edge, registerAct } from '../../mechanism/edge.ts'
import { districtOf, newId, streamOf } from '../../mechanism/ids.ts'
import {
  areaOf,
  areasAbove,
  departmentOf,
  memberOf,
  officeOf,
  organisationOf,
  personOf,
} from '../../mechanism/lookups.ts'
import { pageById } from '../../mechanism/pages.ts'
import { registerList, registerResource } from '../../mechanism/reading.ts'
import { refused, written } from '../../mechanism/verdict.ts'
import { someTime } from '../../mechanism/views.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'

const TAG = 'command-posts'
const path = z.strictObject({ id: postBodies.postId })

/** Its parent, its members, its commander, and those who oversee its area. */
function seesPost({ fields }: Post, context: Context): boolean {
  const { actor } = context
  if (!isSystem(actor) && actor.office === fields.commander.office) return true
  const departments = fields.members.map(member => member.department)
  return mayLookAt({ caller: fields.parent, departments, areas: fields.areas }, context)
}

function viewPost({ fields, status, openWhistles, dissolvedAt }: Post) {
  const { id, name, parent, commander, coordination, members, area, areas } = fields
  return {
    id,
    status,
    name,
    parent,
    commander: { office: commander.office, person: commander.person },
    coordination,
    members: members.map(({ department, head }) => ({ department, head })),
    area,
    areas: [...areas],
    from: toRfc3339(fields.from),
    until: toRfc3339(fields.until),
    instrument: fields.instrument,
    openWhistles: [...openWhistles],
    ...someTime('dissolvedAt', dissolvedAt),
  }
}

/** The coordination of the district that the post answers to; rulings end there. */
function coordinationOf(
  edge: Edge,
  parent: OrganisationId,
): { district: string; office: OfficeId } {
  const { directory } = edge.registry
  const district = directory.findOrganisation(parent)?.district
  const office = district && directory.coordinationOf(district)
  if (!(district && office))
    throw new ProblemError({ code: 'caller_without_head', field: 'parent' })
  return { district, office }
}

/** To one's own organisation or what it is part of, or to one over which one's office leads there. */
function parentOf(edge: Edge, actor: Actor, asked: string | undefined, areas: readonly AreaCode[]) {
  if (asked === undefined) return actor.organisation
  const parent = organisationOf(edge, asked, 'parent')
  const scope = { departments: [parent], areas }
  const { findGrant } = edge.registry.rules
  const mayAsk =
    actor.within.includes(parent) ||
    findGrant(actor.office, 'lead', scope, toInstant(edge.now())) !== undefined
  if (!mayAsk) throw new ProblemError({ code: 'not_your_organisation', field: 'parent' })
  return parent
}

function commanderOf(edge: Edge, asked: { readonly office: string; readonly person: string }) {
  const office = officeOf(edge, asked.office, 'commander.office')
  const person = personOf(edge, asked.person, 'commander.person')
  const holds = edge.registry.directory.findPerson(person)?.offices.includes(office)
  if (!holds) throw new ProblemError({ code: 'unknown_person', field: 'commander.person' })
  return { office, person }
}

function toFields(
  edge: Edge,
  request: FastifyRequest,
  body: z.output<typeof postBodies.openPost>,
): PostFields {
  const area = areaOf(edge, body.area, 'area')
  const areas = areasAbove(edge, area)
  const parent = parentOf(edge, edge.actor(request), body.parent, areas)
  const { district, office } = coordinationOf(edge, parent)
  if (body.until <= edge.now()) throw new ProblemError({ code: 'period_reversed', field: 'until' })
  return {
    id: toId<OrganisationId>(newId('post', district, edge.now())),
    name: body.name,
    parent,
    commander: commanderOf(edge, body.commander),
    coordination: office,
    members: body.members.map(({ department, head }, i) => ({
      department: departmentOf(edge, department, `members.${i}.department`),
      head: memberOf(edge, head, department, `members.${i}.head`),
    })),
    area,
    areas,
    from: body.from ?? toInstant(edge.now()),
    until: body.until,
    instrument: body.instrument,
  }
}

function acts(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    url: '/api/command-posts',
    operationId: 'openCommandPost',
    tag: TAG,
    summary: '成立指挥部 · Set up a command post',
    description:
      'Asks for `lead` over its area and every member. The commander then holds a caller’s powers over the members, in the area, for the period.',
    scope: 'command',
    params: z.strictObject({}),
    body: postBodies.openPost,
    refusals: [
      'post_without_members',
      'department_twice',
      'period_reversed',
      'unknown_organisation',
      'unknown_department',
      'unknown_office',
      'unknown_person',
      'unknown_area',
      'caller_without_head',
      'not_your_organisation',
    ],
    created: true,
    submit: async ({ body, act, request }) => {
      const fields = toFields(edge, request, body)
      const stream = streamOf('command_post', fields.id)
      const submitted = await edge.submit(
        edge.mechanism.registryCommand<PostState>({
          name: 'OpenPost',
          id: fields.id,
          stream,
          act,
          decide: (state, _view, context) =>
            written(stream, decidePost(state, { type: 'OpenPost', fields }, context)),
        }),
      )
      return { submitted, stream }
    },
  })
  registerAct(app, edge, {
    url: '/api/command-posts/:id/dissolve',
    operationId: 'dissolveCommandPost',
    tag: TAG,
    summary: '撤销指挥部 · Dissolve a command post that has no open whistle',
    scope: 'command',
    params: path,
    body: shapes.nothing,
    refusals: ['unknown_post', 'post_dissolved', 'whistle_open'],
    submit: async ({ params: { id }, act }) => {
      const stream = streamOf('command_post', id)
      const submitted = await edge.submit(
        edge.mechanism.registryCommand<PostState>({
          name: 'DissolvePost',
          id,
          stream,
          act,
          decide: (state, _view, context) =>
            state.status !== 'none' && seesPost(state, context)
              ? written(stream, decidePost(state, { type: 'DissolvePost' }, context))
              : refused('unknown_post', 2),
        }),
      )
      return { submitted, stream }
    },
  })
}

type Query = z.output<typeof postBodies.postQuery>

function matches({ fields, status }: Post, query: Query): boolean {
  if (query.status !== undefined && status !== query.status) return false
  if (query.parent !== undefined && fields.parent !== query.parent) return false
  if (query.district !== undefined && districtOf(fields.id) !== query.district) return false
  return query.member === undefined || fields.members.some(m => m.department === query.member)
}

/** Whistles are linked to a post without a change of the registries: its stream alone knows them. */
async function readPosts(edge: Edge, posts: readonly Post[]): Promise<readonly Post[]> {
  const keys = posts.map(post => streamOf('command_post', post.fields.id))
  const view = await edge.platform.executor.view(keys)
  return keys.flatMap(key => {
    const state = view.state<PostState>(key)
    return state.status === 'none' ? [] : [state]
  })
}

export function commandPostRoutes(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/command-posts',
    operationId: 'listCommandPosts',
    tag: TAG,
    summary: '指挥部列表 · Command posts that you may see',
    query: postBodies.postQuery,
    answer: postBodies.postPage,
    refusals: ['cursor_invalid'],
    list: async ({ query, request }) => {
      const context = edge.context(request)
      const seen = edge.registry
        .posts()
        .filter(post => matches(post, query) && seesPost(post, context))
      const known = pageById(seen, query, { id: post => post.fields.id, view: post => post })
      const items = (await readPosts(edge, known.items)).map(viewPost)
      return { ...known, items }
    },
  })
  registerResource(app, {
    url: '/api/command-posts/:id',
    operationId: 'getCommandPost',
    tag: TAG,
    summary: '指挥部 · One command post',
    params: path,
    answer: postBodies.post,
    refusals: ['unknown_post'],
    find: async ({ params: { id }, request }) => {
      const key = streamOf('command_post', id)
      const view = await edge.platform.executor.view([key])
      const state = view.state<PostState>(key)
      if (state.status === 'none' || !seesPost(state, edge.context(request))) return undefined
      const version = view.version(key)
      return { version, view: { ...viewPost(state), version } }
    },
  })
  acts(app, edge)
}
