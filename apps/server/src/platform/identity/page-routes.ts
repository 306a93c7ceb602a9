// The pages of log-in, their files, and the way back from an identity provider.
import { readFileSync } from 'node:fs'
import type { RefusalLike } from '../http/problems.ts'
import { safeReturnPath } from '../http/return-path.ts'
import { sendPage } from '../http/security-headers.ts'
import type { FastifyReply, FastifyRequest, HttpApp } from '../http/types.ts'
import { isRefusal } from './accounts.ts'
import { type Desk, originOf, setDeviceCookie, setSessionCookie } from './answers.ts'
import {
  ACCOUNT_PAGE,
  accountPage,
  administrationPage,
  invitationPage,
  logInPage,
  renderPage,
  setupPage,
} from './pages.ts'
import { type Arrived, finishJourney } from './provider-log-in.ts'

const FOLDER = new URL('../../../pages/', import.meta.url)
const FILES = {
  'account.js': 'text/javascript; charset=utf-8',
  'accounts.js': 'text/javascript; charset=utf-8',
  'client.js': 'text/javascript; charset=utf-8',
  'identity.css': 'text/css; charset=utf-8',
  'log-in.js': 'text/javascript; charset=utf-8',
  'new-password.js': 'text/javascript; charset=utf-8',
  'passkeys.js': 'text/javascript; charset=utf-8',
} as const

const OPTIONS = { config: { access: 'public' }, schema: { hide: true } } as const
const HOME = '/'
/** What a provider sends back stands in the query alone. */
const ANYWHERE = 'http://anywhere.invalid'

export function pageRoutes(app: HttpApp, desk: Desk, about: { readonly hasSetup: boolean }): void {
  fileRoutes(app)
  app.get<{ Querystring: { return?: unknown } }>('/log-in', OPTIONS, (request, reply) => {
    const returnTo = safeReturnPath(request.query.return, HOME)
    return sendPage(reply, () => renderPage(logInPage(returnTo), request.language))
  })
  app.get<{ Querystring: { return?: unknown } }>(ACCOUNT_PAGE, OPTIONS, (request, reply) => {
    const returnTo = safeReturnPath(request.query.return, HOME)
    return sendPage(reply, () => renderPage(accountPage(returnTo), request.language))
  })
  const pages = {
    '/accounts': administrationPage,
    '/invitation': invitationPage,
    ...(about.hasSetup ? { '/setup': setupPage } : {}),
  }
  for (const [path, page] of Object.entries(pages)) {
    app.get(path, OPTIONS, (request, reply) =>
      sendPage(reply, () => renderPage(page, request.language)),
    )
  }
  app.get<{ Params: { provider: string } }>(
    '/log-in/from/:provider',
    // Coming back uses up what was begun, so only a browser that follows does it.
    { ...OPTIONS, exposeHeadRoute: false },
    (request, reply) => comeBack(desk, request, { reply, provider: request.params.provider }),
  )
}

function fileRoutes(app: HttpApp): void {
  for (const [name, type] of Object.entries(FILES)) {
    const text = readFileSync(new URL(name, FOLDER), 'utf8')
    app.get(`/pages/${name}`, OPTIONS, (_request, reply) =>
      reply.header('cache-control', 'no-cache').type(type).send(text),
    )
  }
}

function nextPage({ opened, returnTo }: Arrived): string {
  if (!opened.session.lacksSecondFactor) return returnTo
  return `${ACCOUNT_PAGE}?return=${encodeURIComponent(returnTo)}`
}

/** The browser comes from the provider, so no page of ours can say what went wrong: the next one does. */
async function comeBack(
  desk: Desk,
  request: FastifyRequest,
  { reply, provider }: { readonly reply: FastifyReply; readonly provider: string },
) {
  const { cookies, parts, providers } = desk
  const ceremony = cookies.read(request.headers.cookie, cookies.ceremony)
  const client = providers.get(provider)
  reply.header('set-cookie', cookies.clear(cookies.ceremony)).header('cache-control', 'no-store')
  const arrived: Arrived | RefusalLike =
    ceremony === undefined || client === undefined
      ? { code: 'log_in_expired' }
      : await finishJourney(parts, client, {
          ceremony,
          url: new URL(request.url, ANYWHERE),
          origin: originOf(desk, request),
        })
  if (isRefusal(arrived)) return reply.redirect(`/log-in?problem=${arrived.code}`, 303)
  setSessionCookie(desk, reply, arrived.opened.cookie)
  if (arrived.device !== undefined) setDeviceCookie(desk, reply, arrived.device)
  return reply.redirect(nextPage(arrived), 303)
}
