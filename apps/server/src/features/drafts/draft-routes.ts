// /api/me/drafts: what somebody has begun and not sent. Only they read it, and nothing is decided on it.
import { draftBodies, toRfc3339 } from '@muster/contract'
import type { Actor } from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { CITY_WIDE } from '../../mechanism/ids.ts'
import { subjectOfPerson } from '../../mechanism/person-names.ts'
import { registerList } from '../../mechanism/reading.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'

const TAG = 'drafts'
const MOST_DRAFTS = 30
const MOST_CHARACTERS = 64 * 1024
const URL = '/api/me/drafts/:id'

interface DraftRow {
  readonly id: string
  readonly purpose: z.output<typeof draftBodies.purpose>
  readonly content: string
  readonly saved_at: number | string
}

function districtOfActor(edge: Edge, { organisation }: Actor): string {
  return edge.registry.directory.findOrganisation(organisation)?.district ?? CITY_WIDE
}

function viewDraft(edge: Edge, row: DraftRow): z.input<typeof draftBodies.draft> {
  const opened = edge.open(row.content)
  return {
    id: row.id,
    purpose: row.purpose,
    savedAt: toRfc3339(Number(row.saved_at)),
    content: opened === null ? null : (JSON.parse(opened) as Record<string, unknown>),
  }
}

async function keep(
  edge: Edge,
  actor: Actor,
  draft: { readonly id: string } & z.output<typeof draftBodies.keep>,
) {
  const text = JSON.stringify(draft.content)
  if (text.length > MOST_CHARACTERS) throw new ProblemError({ code: 'draft_too_large' })
  const district = districtOfActor(edge, actor)
  const savedAt = edge.now()
  const rows = await edge.platform.db.query<{ id: string }>(
    `insert into drafts (district, person, id, purpose, content, saved_at)
     select $1, $2, $3, $4, $5, $6::bigint
     where exists (select from drafts where district = $1 and person = $2 and id = $3)
        or (select count(*) from drafts where district = $1 and person = $2) < ${MOST_DRAFTS}
     on conflict (district, person, id) do update
       set purpose = excluded.purpose, content = excluded.content, saved_at = excluded.saved_at
     returning id`,
    [
      district,
      actor.person,
      draft.id,
      draft.purpose,
      edge.seal(subjectOfPerson(actor.person), text),
      savedAt,
    ],
  )
  if (rows.length === 0) throw new ProblemError({ code: 'too_many_drafts' })
  return { id: draft.id, savedAt: toRfc3339(savedAt) }
}

function writing(app: HttpApp, edge: Edge): void {
  app.put(
    URL,
    {
      config: {
        access: { scope: 'read' },
        command: false,
        refusals: ['too_many_drafts', 'draft_too_large'],
      },
      schema: {
        operationId: 'keepDraft',
        tags: [TAG],
        summary: '保存草稿 · Keep a draft as it stands now',
        params: draftBodies.path,
        body: draftBodies.keep,
        response: { 200: draftBodies.saved },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      return reply.send(await keep(edge, edge.actor(request), { id, ...request.body }))
    },
  )
  app.delete(
    URL,
    {
      config: { access: { scope: 'read' }, command: false },
      schema: {
        operationId: 'discardDraft',
        tags: [TAG],
        summary: '丢弃草稿 · Sent, or no longer wanted',
        params: draftBodies.path,
        response: { 204: draftBodies.gone },
      },
    },
    async (request, reply) => {
      const actor = edge.actor(request)
      await edge.platform.db.query(
        'delete from drafts where district = $1 and person = $2 and id = $3',
        [districtOfActor(edge, actor), actor.person, request.params.id],
      )
      return reply.code(204).send(null)
    },
  )
}

export function draftRoutes(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/me/drafts',
    operationId: 'listDrafts',
    tag: TAG,
    summary: '我的草稿 · What you have begun and not sent',
    answer: draftBodies.drafts,
    list: async ({ request }) => {
      const actor = edge.actor(request)
      const rows = await edge.platform.db.query<DraftRow>(
        `select id, purpose, content, saved_at from drafts
         where district = $1 and person = $2 order by saved_at desc, id`,
        [districtOfActor(edge, actor), actor.person],
      )
      return { items: rows.map(row => viewDraft(edge, row)) }
    },
  })
  writing(app, edge)
}
