// /api/public/log-in: what a stranger may ask in order to be one no longer.
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import { safeReturnPath } from '../http/return-path.ts'
import type { FastifyReply, FastifyRequest, HttpApp } from '../http/types.ts'
import { isRefusal } from './accounts.ts'
import {
  answerLogIn,
  type Desk,
  formerSession,
  originOf,
  placeOf,
  refuseForeignVisitor,
} from './answers.ts'
import { logInByPassword, logInBySecondFactor } from './log-in.ts'
import { beginAssertion, logInByPasskey } from './passkeys.ts'
import { beginJourney } from './provider-log-in.ts'
import {
  ceremony,
  credential,
  logInAnswer,
  loginName,
  passkeyOptions,
  password,
  recoveryCode,
  toProvider,
  totpCode,
} from './wire.ts'

const TAGS = ['session']
const CONFIG = { access: 'public', command: false } as const
const LIMITED = ['log_in_delayed', 'foreign_request']

/** After a log-in that was asked for by no page. */
const HOME = '/'
const PROVIDER_LIFE_MS = 10 * 60_000

const names = z.strictObject({
  zh: z.string().meta({ description: 'In Chinese', examples: ['平谷公安分局'] }),
  en: z.string().meta({ description: 'In English', examples: ['Pinggu Police'] }),
})

const secondFactor = z
  .strictObject({
    ceremony,
    code: totpCode.optional(),
    recoveryCode: recoveryCode.optional(),
  })
  .refine(body => (body.code === undefined) !== (body.recoveryCode === undefined), {
    error: 'code_or_recovery_code',
    path: ['code'],
  })
  .meta({
    id: 'SecondFactor',
    description: 'Either a code of the app or a recovery code',
    examples: [{ ceremony: 'b1d5…', code: '492039' }],
  })

export function logInRoutes(app: HttpApp, desk: Desk): void {
  passwordRoutes(app, desk)
  passkeyRoutes(app, desk)
  providerRoutes(app, desk)
}

function passwordRoutes(app: HttpApp, desk: Desk): void {
  app.post(
    '/api/public/log-in',
    {
      config: { ...CONFIG, refusals: [...LIMITED, 'log_in_failed'] },
      schema: {
        operationId: 'logIn',
        tags: TAGS,
        summary: '登录 · Log in by name and password; the session is a cookie',
        description:
          'An unknown name, a wrong password and a disabled account answer alike. Failures slow down the network or device they come from, for that name only.',
        body: z
          .strictObject({ loginName, password })
          .meta({ id: 'LogInRequest', description: 'Name and password' }),
        response: { 200: logInAnswer },
      },
    },
    async (request, reply) => {
      refuseForeignVisitor(desk, request)
      const outcome = await logInByPassword(desk.parts, request.body, originOf(desk, request))
      return answerLogIn(desk, reply, outcome)
    },
  )
  app.post(
    '/api/public/log-in/second-factor',
    {
      config: { ...CONFIG, refusals: [...LIMITED, 'second_factor_wrong', 'log_in_expired'] },
      schema: {
        operationId: 'logInBySecondFactor',
        tags: TAGS,
        summary: 'Go on with a code of the authenticator app, or a recovery code',
        body: secondFactor,
        response: { 200: logInAnswer },
      },
    },
    async (request, reply) => {
      refuseForeignVisitor(desk, request)
      const { ceremony: id, code, recoveryCode: recovery = '' } = request.body
      const given = {
        ceremony: id,
        code: code === undefined ? { recoveryCode: recovery } : { code },
      }
      const outcome = await logInBySecondFactor(desk.parts, given, originOf(desk, request))
      return answerLogIn(desk, reply, outcome)
    },
  )
}

function passkeyRoutes(app: HttpApp, desk: Desk): void {
  app.post(
    '/api/public/log-in/passkey/options',
    {
      config: { ...CONFIG, refusals: ['foreign_request'] },
      schema: {
        operationId: 'beginPasskeyLogIn',
        tags: TAGS,
        summary: 'What to ask the browser for, to log in by a passkey',
        response: { 200: passkeyOptions },
      },
    },
    async request => {
      refuseForeignVisitor(desk, request)
      return beginAssertion(desk.parts, placeOf(desk, request))
    },
  )
  app.post(
    '/api/public/log-in/passkey',
    {
      config: { ...CONFIG, refusals: ['passkey_refused', 'foreign_request'] },
      schema: {
        operationId: 'logInByPasskey',
        tags: TAGS,
        summary: '通行密钥登录 · Log in by a passkey',
        body: z
          .strictObject({ ceremony, response: credential })
          .meta({ id: 'PasskeyLogIn', description: 'What the browser answered' }),
        response: { 200: logInAnswer },
      },
    },
    async (request, reply) => {
      refuseForeignVisitor(desk, request)
      const { ceremony: id, response } = request.body
      const assertion = {
        ceremony: id,
        response: response as unknown as AuthenticationResponseJSON,
        place: placeOf(desk, request),
      }
      const outcome = await logInByPasskey(desk.parts, assertion, originOf(desk, request))
      return answerLogIn(desk, reply, outcome)
    },
  )
}

function providerRoutes(app: HttpApp, desk: Desk): void {
  app.get(
    '/api/public/log-in/providers',
    {
      config: CONFIG,
      schema: {
        operationId: 'listIdentityProviders',
        tags: TAGS,
        summary: '统一身份认证 · Identity providers by which one can log in',
        response: {
          200: z.strictObject({
            items: z
              .array(
                z.strictObject({
                  id: z
                    .string()
                    .meta({ description: 'Names the provider', examples: ['city-oidc'] }),
                  name: names.meta({ description: 'What people call it' }),
                }),
              )
              .meta({ description: 'In the order of the settings' }),
          }),
        },
      },
    },
    () => ({
      items: [...desk.providers.values()].map(({ settings: { id, name } }) => ({ id, name })),
    }),
  )
  app.post(
    '/api/public/log-in/providers/:provider',
    {
      config: { ...CONFIG, refusals: ['provider_unknown', 'provider_failed', 'foreign_request'] },
      schema: {
        operationId: 'beginProviderLogIn',
        tags: TAGS,
        summary: 'Where to send the browser, to log in at an identity provider',
        params: toProvider.params,
        body: toProvider.returning.meta({
          id: 'ProviderLogIn',
          description: 'Where to go afterwards',
        }),
        response: toProvider.response,
      },
    },
    async (request, reply) => {
      refuseForeignVisitor(desk, request)
      const returnTo = safeReturnPath(request.body.returnTo, HOME)
      return sendToProvider(desk, { request, reply }, { id: request.params.provider, returnTo })
    },
  )
}

export interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** The browser keeps the ceremony in a cookie; the provider never sees it. */
export async function sendToProvider(
  desk: Desk,
  { request, reply }: Exchange,
  { id, returnTo }: { readonly id: string; readonly returnTo: string },
) {
  const provider = desk.providers.get(id)
  if (provider === undefined) return reply.refuse({ code: 'provider_unknown' })
  const redirectUri = `${desk.site.originOf(request)}/log-in/from/${id}`
  const { session } = request
  // The browser does not send it along when it comes back from another site.
  const former = session === undefined ? await formerSession(desk, request) : undefined
  const about = { redirectUri, returnTo, session, former }
  const begun = await beginJourney(desk.parts, provider, about)
  if (isRefusal(begun)) return reply.refuse(begun)
  const life = { lastsMs: PROVIDER_LIFE_MS, isLax: true }
  reply.header('set-cookie', desk.cookies.write(desk.cookies.ceremony, begun.ceremony, life))
  return { url: begun.url }
}
