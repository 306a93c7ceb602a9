// /api/public/invitation and /api/public/setup: what the holder of a one-time link may do.
import { z } from 'zod'
import { exchangeSetupCode, type SetupSettings, takeSetupCode } from '../auth/setup-link.ts'
import { ProblemError } from '../http/problems.ts'
import type { HttpApp } from '../http/types.ts'
import { normalLoginName } from './account-rows.ts'
import { acceptInvitation, createFirstAdministrator, isRefusal } from './accounts.ts'
import { answerLogIn, type Desk, originOf, refuseForeignVisitor } from './answers.ts'
import { findInvited } from './invitations.ts'
import { admit } from './log-in.ts'
import { logInAnswer, loginName, password } from './wire.ts'

const TAGS = ['session']
const CONFIG = { access: 'public', command: false } as const
const PASSWORD_REFUSALS = [
  'password_too_short',
  'password_too_long',
  'password_common',
  'foreign_request',
]

const code = z
  .string()
  .max(100)
  .meta({ description: 'What follows # in the link', examples: ['0a1b2c…'] })

export function invitationRoutes(app: HttpApp, desk: Desk): void {
  const { parts } = desk
  app.post(
    '/api/public/invitation',
    {
      config: { ...CONFIG, refusals: ['invitation_used'] },
      schema: {
        operationId: 'lookAtInvitation',
        tags: TAGS,
        summary: 'Whose link it is; uses nothing up',
        body: z
          .strictObject({ code })
          .meta({ id: 'InvitationLook', description: 'The code of a link' }),
        response: {
          200: z.strictObject({
            loginName: z
              .string()
              .meta({ description: 'The work account', examples: ['wang.lijia'] }),
          }),
        },
      },
    },
    async (request, reply) => {
      const account = await findInvited(parts.db, request.body.code, parts.clock.now())
      if (account === undefined) return reply.refuse({ code: 'invitation_used' })
      return { loginName: account.loginName }
    },
  )
  app.post(
    '/api/public/invitation/accept',
    {
      config: { ...CONFIG, refusals: ['invitation_used', ...PASSWORD_REFUSALS] },
      schema: {
        operationId: 'acceptInvitation',
        tags: TAGS,
        summary: 'Set the password that the link asks for, and log in',
        body: z
          .strictObject({ code, password })
          .meta({ id: 'InvitationAccept', description: 'The code of a link and the new password' }),
        response: { 200: logInAnswer },
      },
    },
    async (request, reply) => {
      refuseForeignVisitor(desk, request)
      const account = await findInvited(parts.db, request.body.code, parts.clock.now())
      if (account === undefined) return reply.refuse({ code: 'invitation_used' })
      const given = { ...request.body, loginName: account.loginName }
      const outcome = await acceptInvitation(parts, given, originOf(desk, request))
      if (isRefusal(outcome)) return reply.refuse(outcome)
      return answerLogIn(desk, reply, outcome)
    },
  )
}

export function setupRoutes(app: HttpApp, desk: Desk, setup: SetupSettings): void {
  const { parts } = desk
  app.post(
    '/api/public/setup',
    {
      config: { ...CONFIG, refusals: ['setup_link_used', ...PASSWORD_REFUSALS] },
      schema: {
        operationId: 'createFirstAdministrator',
        tags: TAGS,
        summary: "Create the first administrator's account by the console's one-time link",
        body: z
          .strictObject({ code, loginName, password })
          .meta({ id: 'Setup', description: 'The code of the link, and how to log in' }),
        response: { 200: logInAnswer },
      },
    },
    async (request, reply) => {
      refuseForeignVisitor(desk, request)
      const { loginName: name, password: chosen } = request.body
      const refused = parts.passwords.refuse(chosen, normalLoginName(name))
      if (refused !== undefined) return reply.refuse({ code: refused, field: 'password' })
      const passwordHash = await parts.passwords.hash(chosen)
      const account = await parts.db.transaction(async tx => {
        if (!(await takeSetupCode(setup, request.body.code, tx))) return undefined
        return createFirstAdministrator(parts, { loginName: name, passwordHash }, tx)
      })
      if (account === undefined) throw new ProblemError({ code: 'setup_link_used' })
      const by = { origin: originOf(desk, request), method: 'password' }
      return answerLogIn(desk, reply, await admit(parts, account, by))
    },
  )
  app.post(
    '/api/public/setup/token',
    {
      config: { ...CONFIG, refusals: ['setup_link_used'] },
      schema: {
        operationId: 'exchangeSetupCode',
        tags: ['tokens'],
        summary: "Exchange the console's one-time code for the first administrator's token",
        description: 'For machines without a browser; otherwise open the link.',
        body: z.strictObject({ code }),
        response: {
          200: z
            .strictObject({ token: z.string().meta({ description: 'Of the administrator' }) })
            .meta({ description: 'The token; it is not shown again' }),
        },
      },
    },
    async (request, reply) => {
      const token = await exchangeSetupCode(setup, request.body.code)
      if (token === undefined) return reply.refuse({ code: 'setup_link_used' })
      return reply.header('cache-control', 'no-store').send({ token })
    },
  )
}
