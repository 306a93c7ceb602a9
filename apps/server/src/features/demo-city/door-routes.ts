// The door of the demo: the invented people to choose from, their log-in without a password, and their
// fresh proof without one.
import { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { findAccount } from '../../platform/identity/account-rows.ts'
import {
  answerLogIn,
  answerRenewed,
  originOf,
  refuseForeignVisitor,
} from '../../platform/identity/answers.ts'
import { sessionOf } from '../../platform/identity/identity.ts'
import { admit, renewed } from '../../platform/identity/log-in.ts'
import { sessionView } from '../../platform/identity/wire.ts'
import type { RolePerson } from './role-people.ts'

const CONFIG = { access: 'public', command: false } as const
const TAGS = ['demo']
const METHOD = 'demo'

const bilingual = z.strictObject({
  zh: z.string().meta({ description: 'In Chinese', examples: ['平谷公安分局'] }),
  en: z.string().meta({ description: 'In English', examples: ['Pinggu Police'] }),
})

const person = z
  .string()
  .max(100)
  .meta({
    description: 'Id of the invented person',
    examples: ['p-110117006-01'],
  })

const demoPersonEntry = z
  .strictObject({
    person,
    role: z.string().meta({ description: 'Stable name of the role', examples: ['duty-desk'] }),
    name: bilingual.optional().meta({ description: 'Name of the person' }),
    title: bilingual.optional().meta({ description: 'The office; absent of the administrator' }),
    organisation: bilingual.optional().meta({ description: 'Where the office is' }),
  })
  .meta({ id: 'DemoPersonEntry', description: 'Somebody invented, to look around as' })

const logInBody = z.strictObject({ person }).meta({
  id: 'DemoLogIn',
  description: 'As whom to look around',
})

/** Only where the demo's clock is: a real deployment has neither. */
export function doorRoutes(app: HttpApp, edge: Edge, people: () => readonly RolePerson[]): void {
  const { platform } = edge
  if (platform.demoClock === undefined) return
  stepUpRoute(app, edge)
  app.get(
    '/api/public/demo/people',
    {
      config: CONFIG,
      schema: {
        operationId: 'listDemoPeople',
        tags: TAGS,
        summary: 'The invented people, one of each role',
        response: {
          200: z.strictObject({
            items: z.array(demoPersonEntry).meta({ description: 'In the order of the console' }),
          }),
        },
      },
    },
    () => ({ items: [...people().map(each => toEntry(edge, each)), administrator(edge)] }),
  )
  app.post(
    '/api/public/demo/log-in',
    {
      config: { ...CONFIG, refusals: ['unknown_person', 'foreign_request'] },
      schema: {
        operationId: 'logInToDemo',
        tags: TAGS,
        summary: 'Log in as an invented person, without a password; the session is a cookie',
        body: logInBody,
        response: { 200: sessionView },
      },
    },
    async (request, reply) => {
      const { identity } = platform
      const desk = { ...identity, addressOf: () => platform.addressOf(request.raw) }
      refuseForeignVisitor(desk, request)
      const account = await findAccount(identity.parts.db, 'person', request.body.person)
      if (account === undefined || account.disabledAt !== null)
        throw new ProblemError({ code: 'unknown_person', field: 'person' })
      const about = { origin: originOf(desk, request), method: METHOD }
      const { session } = await answerLogIn(
        desk,
        reply,
        await admit(identity.parts, account, about),
      )
      if (session === undefined) throw new ProblemError({ code: 'unknown_person' })
      return session
    },
  )
}

/** Whoever came in without a password has none to prove by: saying so again is all there is. */
function stepUpRoute(app: HttpApp, { platform }: Edge): void {
  app.post(
    '/api/session/step-up/demo',
    {
      config: {
        access: 'session',
        command: false,
        refusals: ['session_ended', 'session_expired', 'session_changed', 'foreign_request'],
      },
      schema: {
        operationId: 'stepUpInDemo',
        tags: ['session'],
        summary: 'Confirm again as an invented person, without a password; in the demo only',
        response: { 200: sessionView },
      },
    },
    async (request, reply) => {
      const { identity } = platform
      const desk = { ...identity, addressOf: () => platform.addressOf(request.raw) }
      const about = { origin: originOf(desk, request), method: METHOD }
      const opened = await renewed(identity.parts, sessionOf(request), about)
      return answerRenewed(desk, reply, opened)
    },
  )
}

function toEntry(edge: Edge, { role, title, person: id, office }: RolePerson) {
  const { directory } = edge.registry
  const held = directory.findOffice(office)
  const organisation = held && directory.findOrganisation(held.organisation)?.name
  const name = edge.platform.identity.parts.people.nameOf(id)
  return { person: id, role, title, ...(name && { name }), ...(organisation && { organisation }) }
}

function administrator({ platform }: Edge) {
  return { person: platform.identity.parts.administrator.person, role: 'administrator' }
}
