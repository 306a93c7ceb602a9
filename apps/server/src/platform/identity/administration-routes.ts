// /api/accounts: what an administrator does with other people's accounts.
import { id, line, toRfc3339 } from '@muster/contract/wire'
import { z } from 'zod'
import { readCursor, writeCursor } from '../http/cursor.ts'
import type { RefusalLike } from '../http/problems.ts'
import type { FastifyReply, FastifyRequest, HttpApp } from '../http/types.ts'
import { findAccount, pageAccounts } from './account-rows.ts'
import {
  type By,
  createAccount,
  disable,
  enable,
  type Invited,
  invite,
  isRefusal,
  linkIdentity,
  makeAdministrator,
  resetSecondFactor,
} from './accounts.ts'
import { byOf, type Desk } from './answers.ts'
import type { Parts } from './parts.ts'
import { toAccountEntry } from './views.ts'
import { accountEntry, accountPage, accountQuery, accountRequest, invited } from './wire.ts'

const TAGS = ['accounts']
const path = z.strictObject({
  id: id.meta({ description: 'Names the account', examples: ['a-4ZqY1dT0bKm2'] }),
})

/** What an act needs of a request: the account, who acts, and what the body says. */
type Act<B> = (
  parts: Parts,
  id: string,
  about: { readonly by: By; readonly body: B },
) => Promise<RefusalLike | undefined>

export function administrationRoutes(app: HttpApp, desk: Desk, scope: string): void {
  listRoute(app, desk, scope)
  invitationRoutes(app, desk, scope)
  const act = actRoutes(app, desk, scope)
  act('disable', {
    operationId: 'disableAccount',
    summary: '停用账号 · Disable an account; its sessions end',
    refusals: ['last_administrator'],
    run: (parts, id, { by }) => disable(parts, id, by),
  })
  act('enable', {
    operationId: 'enableAccount',
    summary: '启用账号 · Enable an account again',
    refusals: [],
    run: (parts, id, { by }) => enable(parts, id, by),
  })
  act('reset-second-factor', {
    operationId: 'resetSecondFactor',
    summary: 'Forget authenticator app, recovery codes and passkeys of somebody who lost them',
    refusals: [],
    run: (parts, id, { by }) => resetSecondFactor(parts, id, by),
  })
  act('administrator', {
    operationId: 'setAdministrator',
    summary: 'May the owner create and disable accounts?',
    refusals: ['last_administrator'],
    body: z
      .strictObject({
        isAdministrator: z.boolean().meta({ description: 'From now on', examples: [true] }),
      })
      .meta({ id: 'AdministratorChoice', description: 'Whether the owner administers accounts' }),
    run: (parts, id, { by, body }) =>
      makeAdministrator(parts, id, { isAdministrator: body.isAdministrator, by }),
  })
  act('link', {
    operationId: 'linkIdentity',
    summary: 'Tell which identity at an identity provider the owner is',
    refusals: ['identity_taken'],
    body: z
      .strictObject({
        provider: line({ max: 30 }).meta({ description: 'Names the provider', examples: ['city'] }),
        subject: line({ max: 255 }).meta({
          description: 'What the provider calls the person',
          examples: ['u-4711'],
        }),
      })
      .meta({ id: 'IdentityLink', description: 'Who the owner is at a provider' }),
    run: (parts, id, { by, body }) => linkIdentity(parts, id, { ...body, by }),
  })
}

function listRoute(app: HttpApp, { parts }: Desk, scope: string): void {
  app.get(
    '/api/accounts',
    {
      config: { access: { scope }, refusals: ['cursor_invalid'] },
      schema: {
        operationId: 'listAccounts',
        tags: TAGS,
        summary: '账号 · Accounts, disabled ones too',
        querystring: accountQuery,
        response: { 200: accountPage },
      },
    },
    async request => {
      const { cursor, limit, person, q } = request.query
      const after = readCursor(cursor)
      const rows = await pageAccounts(parts.db, { after, limit: limit + 1, person, q })
      const items = rows.slice(0, limit).map(toAccountEntry)
      const last = rows[limit - 1]
      if (rows.length <= limit || last === undefined) return { items }
      return { items, next: writeCursor({ at: last.createdAt, id: last.id }) }
    },
  )
}

function invitationRoutes(app: HttpApp, desk: Desk, scope: string): void {
  const { parts } = desk
  const access = { scope, stepUp: true }
  app.post(
    '/api/accounts',
    {
      // The link cannot be shown twice, so a repeated request is refused: the account is there.
      config: {
        access,
        command: false,
        refusals: ['account_exists', 'unknown_account_person'],
      },
      schema: {
        operationId: 'createAccount',
        tags: TAGS,
        summary:
          '开通账号 · Create an account for a person; answers the link for the first password',
        body: accountRequest,
        response: { 201: invited },
      },
    },
    async (request, reply) => {
      const made = await createAccount(parts, request.body, byOf(desk, request))
      return answerInvited(desk, { request, reply, status: 201 }, made)
    },
  )
  app.post(
    '/api/accounts/:id/invite',
    {
      config: { access, command: false, refusals: ['not_found', 'account_disabled'] },
      schema: {
        operationId: 'inviteAgain',
        tags: TAGS,
        summary: 'A new link for a new password; the one before no longer works',
        params: path,
        response: { 200: invited },
      },
    },
    async (request, reply) => {
      const made = await invite(parts, request.params.id, byOf(desk, request))
      return answerInvited(desk, { request, reply, status: 200 }, made)
    },
  )
}

function answerInvited(
  { site }: Desk,
  { request, reply, status }: { request: FastifyRequest; reply: FastifyReply; status: 200 | 201 },
  made: Invited | RefusalLike,
) {
  if (isRefusal(made)) return reply.refuse(made)
  const { account, invitation } = made
  return reply.code(status).send({
    account: toAccountEntry(account),
    link: `${site.originOf(request)}/invitation#${invitation.code}`,
    expiresAt: toRfc3339(invitation.expiresAt),
  })
}

interface ActRoute<B extends z.ZodType> {
  readonly operationId: string
  readonly summary: string
  readonly refusals: readonly string[]
  readonly body?: B
  readonly run: Act<z.output<B>>
}

function actRoutes(app: HttpApp, desk: Desk, scope: string) {
  return <B extends z.ZodType>(name: string, route: ActRoute<B>): void => {
    app.post(
      `/api/accounts/:id/${name}`,
      {
        config: {
          access: { scope, stepUp: true },
          command: false,
          refusals: ['not_found', ...route.refusals],
        },
        schema: {
          operationId: route.operationId,
          tags: TAGS,
          summary: route.summary,
          params: path,
          ...(route.body === undefined ? {} : { body: route.body }),
          response: { 200: accountEntry },
        },
      },
      async (request: FastifyRequest, reply: FastifyReply) => {
        const { id } = request.params as z.output<typeof path>
        const by = byOf(desk, request)
        const body = request.body as z.output<B>
        const refusal = await route.run(desk.parts, id, { by, body })
        if (refusal !== undefined) return reply.refuse(refusal)
        const account = await findAccount(desk.parts.db, 'id', id)
        return account === undefined ? reply.refuse({ code: 'not_found' }) : toAccountEntry(account)
      },
    )
  }
}
