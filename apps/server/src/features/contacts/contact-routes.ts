// /api/me/contacts: each person's own ways of contact; colleagues see that a way exists, never the address.
import { contactBodies, shapes } from '@muster/contract'
import {
  type ContactCommand,
  type ContactState,
  type Contacts,
  decideContacts,
  INBOX,
  MINUTE,
  type PersonId,
  type SealedText,
  shift,
  toId,
  toInstant,
  type WantedWay,
  type WayId,
  WEB_PUSH,
} from '@muster/domain'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type ActOutcome, type Edge, registerAct } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import type { Act } from '../../mechanism/mechanism.ts'
import { addressOf, stepsOf } from '../../mechanism/paging/contacts.ts'
import { subjectOfPerson } from '../../mechanism/person-names.ts'
import { registerList } from '../../mechanism/reading.ts'
import { written } from '../../mechanism/verdict.ts'
import { some, someTime } from '../../mechanism/views.ts'
import type { Channel } from '../../platform/channels/channel.ts'
import { answerCommand } from '../../platform/http/commands.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { makeCode, proofOf, sendCode } from './verify-way.ts'

export const TAG = 'contacts'
const CODE_LASTS = 10 * MINUTE
const WAY_PATH = z.strictObject({ way: shapes.id })

/** What the browser gave out itself, and the inbox, need no code. */
const PROVES_ITSELF: ReadonlySet<string> = new Set([INBOX, WEB_PUSH])

export interface ContactParts {
  readonly edge: Edge
  readonly find: (code: string) => Channel | undefined
  readonly secret: () => Promise<Uint8Array>
}

async function actOnContacts(
  edge: Edge,
  person: string,
  command: ContactCommand,
  act: Act,
): Promise<ActOutcome> {
  const stream = streamOf('contact', person)
  const submitted = await edge.submit(
    edge.mechanism.registryCommand<ContactState>({
      name: command.type,
      id: person,
      stream,
      act,
      decide: (state, _view, context) => written(stream, decideContacts(state, command, context)),
    }),
  )
  return { submitted, stream }
}

function waysOf(state: ContactState): Contacts['ways'] {
  return state.status === 'none' ? [] : state.ways
}

function viewContacts(edge: Edge, person: PersonId): z.input<typeof contactBodies.contacts> {
  const state = edge.registry.contactsOf(person)
  const { steps, language, quiet, atOnce } = stepsOf(edge.registry, person)
  return {
    person,
    ways: waysOf(state).map(({ id, channel, address, enabled, verifiedAt }) => ({
      id,
      channel,
      address: edge.open(address),
      enabled,
      ...someTime('verifiedAt', verifiedAt),
    })),
    ...some('quiet', quiet),
    language,
    atOnce,
    tried: steps.map(({ channel }) => channel),
  }
}

type Wanted = z.output<typeof contactBodies.setContacts>['ways'][number]

/** The same address stays the same sealed text, so that it stays proved. */
function sealedAddress(edge: Edge, person: PersonId, wanted: Wanted, n: number): SealedText {
  const known = waysOf(edge.registry.contactsOf(person)).find(
    ({ id, channel }) => id === wanted.id && channel === wanted.channel,
  )
  const { address } = wanted
  if (known && (address === undefined || edge.open(known.address) === address)) return known.address
  if (address === undefined && wanted.channel !== INBOX)
    throw new ProblemError({ code: 'unknown_way', field: `ways.${n}.address` })
  return edge.seal(subjectOfPerson(person), address ?? '')
}

function ownContacts(app: HttpApp, { edge }: ContactParts): void {
  registerList(app, {
    url: '/api/me/contacts',
    operationId: 'getMyContacts',
    tag: TAG,
    summary: '我的联系方式 · How you are reached',
    answer: contactBodies.contacts,
    list: ({ request }) => viewContacts(edge, edge.actor(request).person),
  })
  app.put(
    '/api/me/contacts',
    {
      config: {
        access: { scope: 'attend' },
        refusals: ['way_twice', 'unknown_way', 'version_mismatch', 'idempotency_key_reused'],
      },
      schema: {
        operationId: 'setMyContacts',
        tags: [TAG],
        summary: '设置联系方式 · Your ways in your order, hours of quiet, language',
        description:
          'A new address counts once a code has come back from it; the inbox and a browser need none.',
        body: contactBodies.setContacts,
        response: { 200: shapes.receipt },
      },
    },
    async (request: FastifyRequest, reply: FastifyReply) => {
      const { person } = edge.actor(request)
      // Fastify has checked it against the schema above.
      const { ways, quiet, language, atOnce } = request.body as z.output<
        typeof contactBodies.setContacts
      >
      const wanted = ways.map(
        (way, n): WantedWay => ({
          id: toId<WayId>(way.id),
          channel: way.channel,
          enabled: way.enabled,
          address: sealedAddress(edge, person, way, n),
          provesItself: PROVES_ITSELF.has(way.channel),
        }),
      )
      const command = {
        type: 'SetContacts',
        person,
        ways: wanted,
        ...some('quiet', quiet),
        language,
        atOnce,
      } as const
      const { submitted, stream } = await actOnContacts(edge, person, command, edge.actOf(request))
      return answerCommand(reply, submitted, { stream })
    },
  )
}

/** What was kept stays kept; a repeat of the act is answered alike. */
function refusedAs({ stream }: ActOutcome, code: string, field?: string): ActOutcome {
  return { stream, submitted: { ok: false, refusal: { code, ...some('field', field) } } }
}

function codes(app: HttpApp, { edge, find, secret }: ContactParts): void {
  registerAct(app, edge, {
    url: '/api/me/contacts/:way/ask',
    operationId: 'askForCode',
    tag: TAG,
    summary: '获取验证码 · Sends a code to one of your addresses',
    scope: 'attend',
    params: WAY_PATH,
    body: shapes.nothing,
    refusals: ['unknown_way', 'way_verified', 'code_just_sent'],
    submit: async ({ params, act, request }) => {
      const { person } = edge.actor(request)
      const way = toId<WayId>(params.way)
      const known = waysOf(edge.registry.contactsOf(person)).find(({ id }) => id === way)
      if (known === undefined) throw new ProblemError({ code: 'unknown_way', field: 'path.way' })
      const channel = find(known.channel)
      if (channel === undefined) throw new ProblemError({ code: 'channel_not_set_up' })
      const code = makeCode()
      const proof = proofOf(await secret(), { person, way, code })
      const until = shift(toInstant(edge.now()), CODE_LASTS)
      const command = { type: 'AskWay', way, proof, until } as const
      const outcome = await actOnContacts(edge, person, command, act)
      const sealed = addressOf(edge.registry, person, way)
      const to = sealed === undefined ? null : edge.open(sealed)
      if (!outcome.submitted.ok || outcome.submitted.replayed || to === null) return outcome
      const { language } = stepsOf(edge.registry, person)
      const message = { to, code, key: `code/${person}/${proof}`, language }
      const isSent = await sendCode(channel, message)
      return isSent ? outcome : refusedAs(outcome, 'contact_code_not_sent')
    },
  })
  registerAct(app, edge, {
    url: '/api/me/contacts/:way/verify',
    operationId: 'giveCode',
    tag: TAG,
    summary: '验证联系方式 · The code that arrived there',
    scope: 'attend',
    params: WAY_PATH,
    body: contactBodies.giveCode,
    refusals: ['unknown_way', 'code_over'],
    submit: async ({ params, body: { code }, act, request }) => {
      const { person } = edge.actor(request)
      const way = toId<WayId>(params.way)
      const proof = proofOf(await secret(), { person, way, code })
      const outcome = await actOnContacts(edge, person, { type: 'GiveCode', way, proof }, act)
      const { submitted } = outcome
      // It was counted; the answer is a refusal all the same.
      if (submitted.ok && submitted.answer.events.includes('WrongCodeGiven'))
        return refusedAs(outcome, 'contact_code_wrong', 'code')
      return outcome
    },
  })
}

function colleagues(app: HttpApp, { edge }: ContactParts): void {
  registerList(app, {
    url: '/api/people/:id/contacts',
    operationId: 'getReach',
    tag: TAG,
    summary: '联系渠道 · By which channels a colleague can be reached; never the address',
    params: z.strictObject({ id: shapes.personId }),
    answer: contactBodies.reach,
    refusals: ['not_found'],
    list: ({ params: { id }, request }) => {
      const { directory } = edge.registry
      const person = directory.findPerson(id)
      const actor = edge.actor(request)
      const isOwn =
        person !== undefined &&
        (actor.within.includes(person.organisation) ||
          directory.within(person.organisation).includes(actor.organisation))
      if (!isOwn) throw new ProblemError({ code: 'not_found' })
      const { steps } = stepsOf(edge.registry, person.id)
      return {
        person: person.id as string,
        ways: waysOf(edge.registry.contactsOf(person.id)).map(
          ({ channel, enabled, verifiedAt }) => ({
            channel,
            enabled,
            verified: verifiedAt !== undefined,
          }),
        ),
        tried: steps.map(({ channel }) => channel),
      }
    },
  })
}

export function contactRoutes(app: HttpApp, parts: ContactParts): void {
  ownContacts(app, parts)
  codes(app, parts)
  colleagues(app, parts)
}
