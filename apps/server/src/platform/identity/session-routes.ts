// /api/session: who is logged in, in which office they act, and the proof that it is still them.

import { id } from '@muster/contract/wire'
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import { ProblemError } from '../http/problems.ts'
import { safeReturnPath } from '../http/return-path.ts'
import type { HttpApp } from '../http/types.ts'
import { setLastOffice } from './account-rows.ts'
import { answerRenewed, type Desk, originOf, placeOf } from './answers.ts'
import { sessionOf } from './identity.ts'
import { type Proof, stepUp } from './log-in.ts'
import { sendToProvider } from './log-in-routes.ts'
import { doerOf } from './own-account.ts'
import { ACCOUNT_PAGE } from './pages.ts'
import { record } from './parts.ts'
import { beginAssertion, stepUpByPasskey } from './passkeys.ts'
import { toSessionView } from './views.ts'
import {
  ceremony,
  credential,
  passkeyOptions,
  password,
  recoveryCode,
  sessionView,
  toProvider,
  totpCode,
} from './wire.ts'

const TAGS = ['session']
const CONFIG = { access: 'session', command: false } as const
/** What is open to whoever has yet to set up or prove the second factor that their offices ask for. */
const EARLY = { ...CONFIG, beforeSecondFactor: true } as const
const COMMON = ['session_ended', 'session_expired', 'session_changed', 'foreign_request']

const proof = z
  .strictObject({
    password: password.optional(),
    code: totpCode.optional(),
    recoveryCode: recoveryCode.optional(),
  })
  .refine(body => Object.values(body).filter(each => each !== undefined).length === 1, {
    error: 'one_proof',
    path: ['password'],
  })
  .meta({
    id: 'StepUp',
    description: 'One of password, code of the app, recovery code',
    examples: [{ password: 'four-words-easy-to-remember' }],
  })

export function sessionRoutes(app: HttpApp, desk: Desk): void {
  ownSessionRoutes(app, desk)
  stepUpRoutes(app, desk)
  providerStepUpRoute(app, desk)
}

function ownSessionRoutes(app: HttpApp, desk: Desk): void {
  app.get(
    '/api/session',
    {
      config: { ...EARLY, refusals: COMMON },
      schema: {
        operationId: 'getSession',
        tags: TAGS,
        summary: '我是谁 · Who I am, my offices, the one I act in, and what I may do',
        response: { 200: sessionView },
      },
    },
    request => toSessionView(desk, sessionOf(request)),
  )
  app.delete(
    '/api/session',
    {
      config: { ...EARLY, refusals: COMMON },
      schema: {
        operationId: 'logOut',
        tags: TAGS,
        summary: '退出 · Log out',
        response: { 204: z.undefined().meta({ description: 'Logged out' }) },
      },
    },
    async (request, reply) => {
      const session = sessionOf(request)
      const { id: name, account } = session.row
      await desk.parts.sessions.end({ id: name, account }, 'logged_out')
      await record(desk.parts, { act: 'logged_out', by: doerOf(session), account })
      return (
        reply
          .header('set-cookie', desk.cookies.clear(desk.cookies.session))
          // Pages that the browser keeps in memory show what is no longer theirs to show.
          .header('clear-site-data', '"cache"')
          .code(204)
          .send()
      )
    },
  )
  app.post(
    '/api/session/office',
    {
      config: { ...CONFIG, refusals: [...COMMON, 'office_not_held', 'second_factor_required'] },
      schema: {
        operationId: 'chooseOffice',
        tags: TAGS,
        summary: '选择职务 · Act in another office from now on; open live streams end',
        body: z
          .strictObject({ office: id.meta({ description: 'An office that you hold' }) })
          .meta({ id: 'OfficeChoice', description: 'The office to act in' }),
        response: { 200: sessionView },
      },
    },
    async (request, reply) => {
      const session = sessionOf(request)
      const changed = await desk.parts.sessions.changeOffice(session, request.body.office)
      if (changed === undefined) return reply.refuse({ code: 'office_not_held', field: 'office' })
      await setLastOffice(desk.parts.db, session.row.account, request.body.office)
      const by = doerOf(changed)
      await record(desk.parts, { act: 'office_chosen', by, account: session.row.account })
      return toSessionView(desk, changed)
    },
  )
}

function stepUpRoutes(app: HttpApp, desk: Desk): void {
  app.post(
    '/api/session/step-up',
    {
      config: {
        ...EARLY,
        isHeavy: true,
        refusals: [...COMMON, 'password_wrong', 'second_factor_wrong', 'log_in_delayed'],
      },
      schema: {
        operationId: 'stepUp',
        tags: TAGS,
        summary: '再次确认身份 · Prove anew who you are, for heavy acts in the next minutes',
        body: proof,
        response: { 200: sessionView },
      },
    },
    async (request, reply) => {
      const given = { proof: request.body as Proof, origin: originOf(desk, request) }
      return answerRenewed(desk, reply, await stepUp(desk.parts, sessionOf(request), given))
    },
  )
  app.post(
    '/api/session/step-up/passkey/options',
    {
      config: { ...EARLY, refusals: COMMON },
      schema: {
        operationId: 'beginPasskeyStepUp',
        tags: TAGS,
        summary: 'What to ask the browser for, to prove anew by a passkey',
        response: { 200: passkeyOptions },
      },
    },
    request => beginAssertion(desk.parts, placeOf(desk, request), sessionOf(request)),
  )
  app.post(
    '/api/session/step-up/passkey',
    {
      config: { ...EARLY, refusals: [...COMMON, 'passkey_refused'] },
      schema: {
        operationId: 'stepUpByPasskey',
        tags: TAGS,
        summary: 'Prove anew by a passkey',
        body: z
          .strictObject({ ceremony, response: credential })
          .meta({ id: 'PasskeyStepUp', description: 'What the browser answered' }),
        response: { 200: sessionView },
      },
    },
    async (request, reply) => {
      const assertion = {
        ceremony: request.body.ceremony,
        response: request.body.response as unknown as AuthenticationResponseJSON,
        place: placeOf(desk, request),
      }
      const given = { assertion, origin: originOf(desk, request) }
      return answerRenewed(
        desk,
        reply,
        await stepUpByPasskey(desk.parts, sessionOf(request), given),
      )
    },
  )
}

function providerStepUpRoute(app: HttpApp, desk: Desk): void {
  app.post(
    '/api/session/step-up/providers/:provider',
    {
      config: { ...EARLY, refusals: [...COMMON, 'provider_unknown', 'provider_failed'] },
      schema: {
        operationId: 'beginProviderStepUp',
        tags: TAGS,
        summary: 'Where to send the browser, to prove anew at an identity provider',
        params: toProvider.params,
        body: toProvider.returning.meta({
          id: 'ProviderStepUp',
          description: 'Where to go afterwards',
        }),
        response: toProvider.response,
      },
    },
    async (request, reply) => {
      const { provider } = request.params
      // Only OpenID Connect can be told that the person must prove anew.
      if (desk.providers.get(provider)?.settings.kind !== 'oidc')
        throw new ProblemError({ code: 'provider_unknown' })
      const returnTo = safeReturnPath(request.body.returnTo, ACCOUNT_PAGE)
      return sendToProvider(desk, { request, reply }, { id: provider, returnTo })
    },
  )
}
