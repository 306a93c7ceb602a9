// /api/…/calendars: addresses under which calendar programs read duty; shown once, revoked at any time.
import { createHash, createHmac } from 'node:crypto'
import { calendarFeedBodies, toRfc3339 } from '@muster/contract'
import { type Actor, type PersonId, toId, toInstant } from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { keepAudit } from '../../mechanism/auditing.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf } from '../../mechanism/ids.ts'
import { maySeeDuty } from '../../mechanism/keeping.ts'
import { registerList } from '../../mechanism/reading.ts'
import { some } from '../../mechanism/views.ts'
import { onceOf } from '../../platform/http/commands.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { calendarOfPerson, calendarOfRoster } from './calendar-text.ts'
import { ROSTER_PATH, TAG } from './roster-acts.ts'
import { seenRoster } from './sight.ts'

const MOST_FEEDS = 20

interface FeedRow {
  readonly id: string
  readonly roster: string | null
  readonly person: string
  readonly created_at: number | string
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

function viewFeed({ id, roster, created_at: at }: FeedRow) {
  return { id, ...some('roster', roster), createdAt: toRfc3339(Number(at)) }
}

function districtOfActor(edge: Edge, { organisation }: Actor): string {
  return edge.registry.directory.findOrganisation(organisation)?.district ?? districtOf('')
}

function ownFeeds(edge: Edge, actor: Actor): Promise<FeedRow[]> {
  return edge.platform.db.query<FeedRow>(
    `select id, roster, person, created_at from calendar_feeds
     where district = $1 and person = $2 and revoked_at is null order by created_at, id`,
    [districtOfActor(edge, actor), actor.person],
  )
}

interface Making {
  readonly actor: Actor
  readonly roster: string | null
  readonly request: FastifyRequest
}

/** The same act again makes the same address, which is kept as a hash alone. */
async function secretFor(edge: Edge, { actor, request }: Making): Promise<string> {
  const key = await edge.platform.loadSecret('calendar-addresses')
  const { key: once } = onceOf(request, edge.platform.hashSecret)
  return createHmac('sha256', key).update(`${actor.person}\n${once}`).digest('base64url')
}

interface NewFeed extends FeedRow {
  readonly district: string
  readonly hash: string
}

function findFeed(edge: Edge, hash: string): Promise<FeedRow | undefined> {
  return edge.platform.db
    .query<FeedRow>('select id, roster, person, created_at from calendar_feeds where hash = $1', [
      hash,
    ])
    .then(([row]) => row)
}

/** Of two that ask for the same at one moment, one makes it and stands in the trail. */
async function keepFeed(edge: Edge, request: FastifyRequest, feed: NewFeed): Promise<FeedRow> {
  const { district, id, hash, roster, person, created_at: at } = feed
  const subject = roster === null ? `person:${person}` : `roster:${roster}`
  await edge.platform.db.transaction(async tx => {
    const made = await tx.query(
      `insert into calendar_feeds (district, id, hash, roster, person, created_at)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id`,
      [district, id, hash, roster, person, at],
    )
    if (made.length === 1) await keepAudit(edge, request, { act: 'calendar_made', subject }, tx)
  })
  return (await findFeed(edge, hash)) ?? feed
}

async function makeFeed(edge: Edge, making: Making) {
  const { actor, roster, request } = making
  const secret = await secretFor(edge, making)
  const hash = hashOf(secret)
  const path = `/api/public/calendars/${secret}.ics`
  const known = await findFeed(edge, hash)
  if (known !== undefined) {
    if (known.roster !== roster) throw new ProblemError({ code: 'idempotency_key_reused' })
    return { ...viewFeed(known), path }
  }
  if ((await ownFeeds(edge, actor)).length >= MOST_FEEDS)
    throw new ProblemError({ code: 'too_many_calendars' })
  const district = districtOfActor(edge, actor)
  const name = createHash('sha256').update(`id of ${secret}`).digest('hex').slice(0, 16)
  const id = `cal-${district}-${name}`
  const { person } = actor
  const feed = { district, id, hash, roster, person, created_at: edge.now() }
  return { ...viewFeed(await keepFeed(edge, request, feed)), path }
}

function making(app: HttpApp, edge: Edge): void {
  app.post(
    '/api/rosters/:id/calendars',
    {
      config: {
        access: { scope: 'read' },
        refusals: ['unknown_roster', 'too_many_calendars', 'idempotency_key_reused'],
      },
      schema: {
        operationId: 'makeRosterCalendar',
        tags: [TAG],
        summary: '值班表日历 · An address under which calendar programs read a roster',
        description:
          'Whoever has the address may read, without log-in, until it is revoked or you may not see the roster any more.',
        params: ROSTER_PATH,
        response: { 201: calendarFeedBodies.newFeed },
      },
    },
    async (request, reply) => {
      const actor = edge.actor(request)
      const { id: roster } = seenRoster(edge, actor, request.params.id)
      return reply.code(201).send(await makeFeed(edge, { actor, roster, request }))
    },
  )
  app.post(
    '/api/me/calendars',
    {
      config: {
        access: { scope: 'read' },
        refusals: ['too_many_calendars', 'idempotency_key_reused'],
      },
      schema: {
        operationId: 'makeMyCalendar',
        tags: [TAG],
        summary: '我的值班日历 · An address under which calendar programs read your own duty',
        response: { 201: calendarFeedBodies.newFeed },
      },
    },
    async (request, reply) => {
      const actor = edge.actor(request)
      return reply.code(201).send(await makeFeed(edge, { actor, roster: null, request }))
    },
  )
}

function keeping(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/me/calendars',
    operationId: 'listMyCalendars',
    tag: TAG,
    summary: '我的日历 · The calendars you made, without their addresses',
    answer: calendarFeedBodies.feeds,
    list: async ({ request }) => {
      const rows = await ownFeeds(edge, edge.actor(request))
      return { items: rows.map(viewFeed) }
    },
  })
  app.post(
    '/api/me/calendars/:id/revoke',
    {
      config: { access: { scope: 'read' }, refusals: ['not_found'] },
      schema: {
        operationId: 'revokeMyCalendar',
        tags: [TAG],
        summary: '撤销日历 · The address shows nothing any more',
        params: z.strictObject({ id: calendarFeedBodies.feedId }),
        response: { 200: calendarFeedBodies.revoked },
      },
    },
    async (request, reply) => {
      const { person } = edge.actor(request)
      const { id } = request.params
      const rows = await edge.platform.db.query<{ id: string }>(
        `update calendar_feeds set revoked_at = coalesce(revoked_at, $4)
         where district = $1 and id = $2 and person = $3 returning id`,
        [districtOf(id), id, person, edge.now()],
      )
      if (rows.length === 0) throw new ProblemError({ code: 'not_found' })
      await keepAudit(edge, request, { act: 'calendar_revoked', subject: `calendar:${id}` })
      return reply.send({ id })
    },
  )
}

/** As long as whoever made it may see the roster, in any office that they hold. */
function textOf(edge: Edge, { person, roster: id }: FeedRow): string | undefined {
  const { directory, rosters } = edge.registry
  const known = directory.findPerson(person)
  if (id === null) return calendarOfPerson(edge, toId<PersonId>(person))
  const roster = rosters.find(id)
  if (roster === undefined || known === undefined) return undefined
  const at = toInstant(edge.now())
  const mayStill = directory.appointmentsOf(known.id).some(({ office }) => {
    const held = directory.findOffice(office)
    if (held === undefined || !directory.holdsOffice(known.id, office, at)) return false
    const actor: Actor = {
      person: known.id,
      office,
      organisation: held.organisation,
      within: directory.within(held.organisation),
      rank: held.rank,
      ...some('keeps', held.keeps),
    }
    return maySeeDuty(edge, actor, roster.organisation)
  })
  return mayStill ? calendarOfRoster(edge, roster) : undefined
}

function reading(app: HttpApp, edge: Edge): void {
  app.get(
    '/api/public/calendars/:secret',
    {
      config: {
        access: 'public',
        refusals: ['not_found'],
        openapi: {
          responses: {
            200: {
              description: 'iCalendar',
              content: { 'text/calendar': { schema: { type: 'string' } } },
            },
          },
        },
      },
      schema: {
        operationId: 'readCalendar',
        tags: [TAG],
        summary: '日历订阅 · A calendar, for programs that read one by its address',
        params: z.strictObject({ secret: calendarFeedBodies.secret }),
      },
    },
    async (request, reply) => {
      const secret = request.params.secret.replace(/\.ics$/, '')
      const [row] = await edge.platform.db.query<FeedRow>(
        `select id, roster, person, created_at from calendar_feeds
         where hash = $1 and revoked_at is null`,
        [hashOf(secret)],
      )
      const text = row && textOf(edge, row)
      if (text === undefined) throw new ProblemError({ code: 'not_found' })
      return reply
        .header('cache-control', 'private, max-age=300')
        .type('text/calendar; charset=utf-8')
        .send(text)
    },
  )
}

export function calendarRoutes(app: HttpApp, edge: Edge): void {
  making(app, edge)
  keeping(app, edge)
  reading(app, edge)
}
