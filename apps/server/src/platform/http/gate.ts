// What happens before anything of a request is read: language, draining, who acts, scope, key.
import { toRfc3339 } from '@muster/contract/wire'
import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  type Actor,
  type Authenticator,
  refuseScope,
  type ScopeRules,
  type Verified,
} from '../auth/actor.ts'
import type { Clock } from '../clock.ts'
import { checkIdempotencyKey } from './commands.ts'
import { languageOf } from './language.ts'
import { isCommand } from './openapi.ts'
import { ProblemError, type RefusalLike } from './problems.ts'
import { type EarlierAnswers, withhold } from './repeats.ts'
import type { RequestGuard } from './request-guard.ts'

/** Log-in by cookie, as the gate needs it. */
export interface SessionGate {
  /** The session's cookie, if the browser sent one. */
  cookieOf(request: FastifyRequest): string | undefined
  verify(cookie: string): Verified | Promise<Verified>
  /** Makes the session known to a route that serves its owner; refuses when there is none. */
  admitOwner(request: FastifyRequest, cookie: string): void | Promise<void>
  /** A page of another site may make a browser send the cookie along: only ours may act by it. */
  refuseForeign(request: FastifyRequest): RefusalLike | undefined
  /** Heavy acts ask for a fresh authentication. */
  refuseStale(actor: Actor): RefusalLike | undefined
}

export interface GateSettings {
  readonly clock?: Pick<Clock, 'now'> | undefined
  readonly authenticator: Authenticator
  readonly scopeRules: ScopeRules
  readonly sessions?: SessionGate | undefined
  readonly guard?: RequestGuard | undefined
  readonly earlier?: EarlierAnswers | undefined
}

type Done = (error?: Error) => void

export function createGate(settings: GateSettings, isDraining: () => boolean) {
  const { clock, guard, sessions } = settings
  const open = (request: FastifyRequest, reply: FastifyReply): void | Promise<void> => {
    request.language = languageOf(request.headers['accept-language'])
    reply.header('x-request-id', request.id)
    // What clocks of pages are set by: a device's own may be wrong, and that of the demo can be moved.
    if (clock !== undefined) reply.header('muster-time', toRfc3339(clock.now()))
    guard?.arrive(request, reply)
    const { config } = request.routeOptions
    if (isDraining() && !request.url.startsWith('/health/')) {
      reply.header('connection', 'close')
      throw new ProblemError({ code: 'draining' })
    }
    // Pages of the server itself and addresses that do not exist tell nothing that needs a log-in.
    if (config.access === 'public' || request.is404) {
      if (config.isStatic !== true) guard?.stranger(request)
      return
    }
    reply.header('cache-control', 'no-store')
    if (config.access === 'session') return admitOwner(request, sessions, guard)
    const verified = verify(request, settings)
    return verified instanceof Promise
      ? verified.then(answer => admit(request, answer, settings))
      : admit(request, verified, settings)
  }
  return (request: FastifyRequest, reply: FastifyReply, done: Done) => {
    try {
      const opened = open(request, reply)
      if (opened === undefined) done()
      else opened.then(() => done(), done)
    } catch (error) {
      done(error as Error)
    }
  }
}

/** A token when one was sent, which no browser does by itself; else the cookie. */
function verify(
  request: FastifyRequest,
  { authenticator, sessions, guard }: GateSettings,
): Verified | Promise<Verified> {
  const header = request.headers.authorization
  if (header !== undefined) return authenticator.verify(bearerToken(header))
  const cookie = sessions?.cookieOf(request)
  if (sessions === undefined || cookie === undefined) {
    guard?.stranger(request)
    throw new ProblemError({ code: 'unauthenticated' })
  }
  const foreign = sessions.refuseForeign(request)
  if (foreign !== undefined) throw new ProblemError(foreign)
  return sessions.verify(cookie)
}

function bearerToken(header: string): string {
  if (!/^bearer /i.test(header)) throw new ProblemError({ code: 'token_invalid' })
  return header.slice('bearer '.length).trim()
}

function admit(
  request: FastifyRequest,
  verified: Verified,
  settings: GateSettings,
): void | Promise<void> {
  const { guard, scopeRules, sessions, earlier } = settings
  if (!verified.ok) {
    guard?.stranger(request)
    throw new ProblemError({ code: verified.code })
  }
  const { actor } = verified
  request.actor = actor
  guard?.account(request, actor)
  refuseOtherSession(request, actor.session?.id)
  const { config, url = '', method } = request.routeOptions
  const { access } = config
  const isGuarded = isCommand({ config, url, method: method as 'GET' })
  if (typeof access === 'object') {
    const missing = refuseScope(actor, access.scope, scopeRules)
    if (missing !== undefined && isGuarded) return withhold(request, missing, earlier)
    if (missing !== undefined) throw new ProblemError(missing)
    const stale = access.stepUp === true ? sessions?.refuseStale(actor) : undefined
    if (stale !== undefined) throw new ProblemError(stale)
  }
  if (isGuarded) checkIdempotencyKey(request)
}

function admitOwner(
  request: FastifyRequest,
  sessions: SessionGate | undefined,
  guard: RequestGuard | undefined,
): void | Promise<void> {
  const cookie = sessions?.cookieOf(request)
  if (sessions === undefined || cookie === undefined) {
    guard?.stranger(request)
    throw new ProblemError({ code: 'unauthenticated' })
  }
  const foreign = sessions.refuseForeign(request)
  if (foreign !== undefined) throw new ProblemError(foreign)
  const limit = () => {
    if (request.actor !== undefined) guard?.account(request, request.actor)
  }
  const admitted = sessions.admitOwner(request, cookie)
  return admitted === undefined ? limit() : admitted.then(limit)
}

/**
 * A page may say which session it was made for. Somebody who logs in anew in another tab is then
 * not taken for whoever filled in a form in this one.
 */
export function refuseOtherSession(request: FastifyRequest, id: string | undefined): void {
  const expected = request.headers['muster-session']
  if (expected !== undefined && id !== undefined && expected !== id) {
    throw new ProblemError({ code: 'session_changed' })
  }
}
