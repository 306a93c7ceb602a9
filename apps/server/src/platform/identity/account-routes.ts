// /api/account: what people do with their own account.

import { id } from '@muster/contract/wire'
import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import { ProblemError, type RefusalLike } from '../http/problems.ts'
import type { HttpApp } from '../http/types.ts'
import { countRecoveryCodes, findAccount, listLinks } from './account-rows.ts'
import { isRefusal } from './accounts.ts'
import { answerRenewed, type Desk, originOf, placeOf, setSessionCookie } from './answers.ts'
import { sessionOf } from './identity.ts'
import type { Exchange } from './log-in-routes.ts'
import {
  beginTotp,
  changePassword,
  doerOf,
  finishTotp,
  removePasskey,
  removeTotp,
  renewRecoveryCodes,
  setFirstPassword,
} from './own-account.ts'
import { record } from './parts.ts'
import { listPasskeyRows } from './passkey-rows.ts'
import { beginRegistration, finishRegistration } from './passkeys.ts'
import { refuseEnrolling } from './second-factor.ts'
import type { Session } from './sessions.ts'
import type { Method } from './types.ts'
import { nameOfPasskey, toOwnAccount, toPasskeyEntry, toSessionEntry } from './views.ts'
import {
  ceremony,
  credential,
  label,
  ownAccount,
  passkeyEntry,
  passkeyOptions,
  password,
  recoveryCodes,
  sessionEntry,
  sessionView,
  totpCode,
  totpEnrolment,
} from './wire.ts'

const TAGS = ['session']
const CONFIG = { access: 'session', command: false } as const
/** What is open to whoever has yet to set up or prove the second factor that their offices ask for. */
const EARLY = { ...CONFIG, beforeSecondFactor: true } as const
const COMMON = [
  'session_ended',
  'session_expired',
  'session_changed',
  'foreign_request',
  'second_factor_required',
]
const PASSWORD_REFUSALS = ['password_too_short', 'password_too_long', 'password_common']
const NOTHING = z.undefined().meta({ description: 'Done' })

export function accountRoutes(app: HttpApp, desk: Desk): void {
  ownRoutes(app, desk)
  sessionListRoutes(app, desk)
  totpRoutes(app, desk)
  passkeyRoutes(app, desk)
}

/** What changes how somebody logs in is asked for by somebody who has just proved who they are. */
function requireFresh({ parts, limits }: Desk, { row }: Session): void {
  if (row.authenticatedAt + limits.freshMs <= parts.clock.now())
    throw new ProblemError({ code: 'step_up_required' })
}

/** Whoever sets up a second factor; those who have one prove that first, where it is asked for. */
async function requireEnroller(desk: Desk, session: Session): Promise<void> {
  requireFresh(desk, session)
  const refusal = await refuseEnrolling(desk.parts, session)
  if (refusal !== undefined) throw new ProblemError(refusal)
}

/** Setting it up proved it: the session goes on with it, under another cookie. */
async function goOnProved(desk: Desk, { request, reply }: Exchange, method: Method): Promise<void> {
  const opened = await desk.parts.sessions.renew(sessionOf(request), method)
  if (opened !== undefined) setSessionCookie(desk, reply, opened.cookie)
}

function ownRoutes(app: HttpApp, desk: Desk): void {
  const { parts } = desk
  app.get(
    '/api/account',
    {
      config: { ...EARLY, refusals: COMMON },
      schema: {
        operationId: 'getOwnAccount',
        tags: TAGS,
        summary: '我的账号 · By what I log in',
        response: { 200: ownAccount },
      },
    },
    async request => {
      const { account } = sessionOf(request).row
      const row = await findAccount(parts.db, 'id', account)
      if (row === undefined) throw new Error('a session without an account')
      return toOwnAccount(row, {
        passkeys: await listPasskeyRows(parts.db, account),
        recoveryCodes: await countRecoveryCodes(parts.db, account),
        providers: (await listLinks(parts.db, account)).map(({ provider }) => provider),
      })
    },
  )
  app.post(
    '/api/account/password',
    {
      config: {
        ...CONFIG,
        isHeavy: true,
        refusals: [
          ...COMMON,
          ...PASSWORD_REFUSALS,
          'password_wrong',
          'log_in_delayed',
          'step_up_required',
        ],
      },
      schema: {
        operationId: 'changePassword',
        tags: TAGS,
        summary: '修改密码 · Change the password; all other sessions end',
        description:
          'Without `current` it needs a fresh authentication, and is for a first password.',
        body: z
          .strictObject({ current: password.optional(), next: password })
          .meta({ id: 'PasswordChange', description: 'The old password and the new one' }),
        response: { 200: sessionView },
      },
    },
    async (request, reply) => {
      const session = sessionOf(request)
      const { current, next } = request.body
      const origin = originOf(desk, request)
      if (current !== undefined) {
        const outcome = await changePassword(parts, session, { current, next, origin })
        return answerRenewed(desk, reply, outcome)
      }
      requireFresh(desk, session)
      return answerRenewed(desk, reply, await setFirstPassword(parts, session, { next, origin }))
    },
  )
}

function sessionListRoutes(app: HttpApp, { parts }: Desk): void {
  app.get(
    '/api/account/sessions',
    {
      config: { ...CONFIG, refusals: COMMON },
      schema: {
        operationId: 'listOwnSessions',
        tags: TAGS,
        summary: '登录设备 · Where I am logged in',
        response: {
          200: z.strictObject({
            items: z.array(sessionEntry).meta({ description: 'The latest first' }),
          }),
        },
      },
    },
    async request => {
      const { id, account } = sessionOf(request).row
      const rows = await parts.sessions.list(account)
      return { items: rows.map(row => toSessionEntry(row, id)) }
    },
  )
  app.post(
    '/api/account/sessions/:id/end',
    {
      config: { ...CONFIG, refusals: [...COMMON, 'not_found'] },
      schema: {
        operationId: 'endOwnSession',
        tags: TAGS,
        summary: 'End one of my sessions; it stops working everywhere within a second',
        params: z.strictObject({
          id: id.meta({ description: 'Names the session', examples: ['4ZqY1dT0bKm2'] }),
        }),
        response: { 204: NOTHING },
      },
    },
    async (request, reply) => {
      const session = sessionOf(request)
      const { account } = session.row
      const isDone = await parts.sessions.end({ id: request.params.id, account }, 'ended_by_owner')
      if (!isDone) return reply.refuse({ code: 'not_found' })
      await record(parts, { act: 'session_ended', by: doerOf(session), account })
      return reply.code(204).send()
    },
  )
  app.post(
    '/api/account/sessions/end-others',
    {
      config: { ...CONFIG, refusals: COMMON },
      schema: {
        operationId: 'endOtherSessions',
        tags: TAGS,
        summary: 'End all my sessions but this one',
        response: {
          200: z.strictObject({
            ended: z
              .number()
              .int()
              .meta({ description: 'How many there were', examples: [2] }),
          }),
        },
      },
    },
    async request => {
      const session = sessionOf(request)
      const { id, account } = session.row
      const about = { because: 'ended_by_owner', but: id }
      const ended = await parts.sessions.endAll(account, about)
      parts.sessions.forget(ended)
      await record(parts, { act: 'sessions_ended', by: doerOf(session), account })
      return { ended: ended.length }
    },
  )
}

function totpRoutes(app: HttpApp, desk: Desk): void {
  const { parts } = desk
  const refusals = [...COMMON, 'step_up_required']
  app.post(
    '/api/account/totp',
    {
      config: { ...EARLY, refusals: [...refusals, 'totp_exists'] },
      schema: {
        operationId: 'beginTotp',
        tags: TAGS,
        summary: '绑定验证器 · Set up an authenticator app; asked for once it is confirmed',
        response: { 200: totpEnrolment },
      },
    },
    async request => {
      await requireEnroller(desk, sessionOf(request))
      return orThrow(await beginTotp(parts, sessionOf(request)))
    },
  )
  app.post(
    '/api/account/totp/confirm',
    {
      config: { ...EARLY, refusals: [...refusals, 'totp_exists', 'second_factor_wrong'] },
      schema: {
        operationId: 'confirmTotp',
        tags: TAGS,
        summary: 'The first code; answers the recovery codes, this once',
        body: z
          .strictObject({ code: totpCode })
          .meta({ id: 'TotpConfirmation', description: 'What the app shows' }),
        response: { 200: recoveryCodes },
      },
    },
    async (request, reply) => {
      await requireEnroller(desk, sessionOf(request))
      const made = orThrow(await finishTotp(parts, sessionOf(request), request.body.code))
      await goOnProved(desk, { request, reply }, 'totp')
      return { recoveryCodes: [...made.recoveryCodes] }
    },
  )
  app.post(
    '/api/account/totp/remove',
    {
      config: { ...CONFIG, refusals },
      schema: {
        operationId: 'removeTotp',
        tags: TAGS,
        summary: 'Log in without the authenticator app from now on',
        response: { 204: NOTHING },
      },
    },
    async (request, reply) => {
      requireFresh(desk, sessionOf(request))
      await removeTotp(parts, sessionOf(request))
      return reply.code(204).send()
    },
  )
  app.post(
    '/api/account/recovery-codes',
    {
      config: { ...CONFIG, refusals: [...refusals, 'totp_missing'] },
      schema: {
        operationId: 'renewRecoveryCodes',
        tags: TAGS,
        summary: 'New recovery codes; the old ones no longer work',
        response: { 200: recoveryCodes },
      },
    },
    async request => {
      requireFresh(desk, sessionOf(request))
      const made = orThrow(await renewRecoveryCodes(parts, sessionOf(request)))
      return { recoveryCodes: [...made.recoveryCodes] }
    },
  )
}

function passkeyRoutes(app: HttpApp, desk: Desk): void {
  const { parts } = desk
  const refusals = [...COMMON, 'step_up_required']
  app.post(
    '/api/account/passkeys/options',
    {
      config: { ...EARLY, refusals },
      schema: {
        operationId: 'beginPasskey',
        tags: TAGS,
        summary: '添加通行密钥 · What to ask the browser for, to add a passkey',
        response: { 200: passkeyOptions },
      },
    },
    async request => {
      await requireEnroller(desk, sessionOf(request))
      return beginRegistration(parts, sessionOf(request), placeOf(desk, request))
    },
  )
  app.post(
    '/api/account/passkeys',
    {
      config: { ...EARLY, refusals: [...refusals, 'passkey_refused', 'log_in_expired'] },
      schema: {
        operationId: 'addPasskey',
        tags: TAGS,
        summary: 'Add the passkey that the browser made',
        body: z
          .strictObject({ ceremony, response: credential, label })
          .meta({ id: 'NewPasskey', description: 'What the browser answered' }),
        response: { 201: passkeyEntry },
      },
    },
    async (request, reply) => {
      await requireEnroller(desk, sessionOf(request))
      const { ceremony: id, response, label: name } = request.body
      const made = await finishRegistration(parts, sessionOf(request), {
        ceremony: id,
        response: response as unknown as RegistrationResponseJSON,
        label: name,
        place: placeOf(desk, request),
      })
      const passkey = orThrow(made)
      await goOnProved(desk, { request, reply }, 'passkey')
      return reply.code(201).send(toPasskeyEntry(passkey))
    },
  )
  app.post(
    '/api/account/passkeys/:id/remove',
    {
      config: { ...CONFIG, refusals: [...refusals, 'not_found'] },
      schema: {
        operationId: 'removePasskey',
        tags: TAGS,
        summary: 'Remove a passkey',
        params: z.strictObject({ id: id.meta({ description: 'Names the passkey' }) }),
        response: { 204: NOTHING },
      },
    },
    async (request, reply) => {
      const session = sessionOf(request)
      requireFresh(desk, session)
      const { account } = session.row
      const rows = await listPasskeyRows(parts.db, account)
      const row = rows.find(({ id }) => nameOfPasskey(id) === request.params.id)
      if (row === undefined) return reply.refuse({ code: 'not_found' })
      await removePasskey(parts, session, row)
      return reply.code(204).send()
    },
  )
}

function orThrow<T extends object>(outcome: T | RefusalLike): T {
  if (isRefusal(outcome)) throw new ProblemError(outcome)
  return outcome
}
