// What every route of log-in does: who asks from where, and the cookies of the answer.
import type { RefusalLike } from '../http/problems.ts'
import { ProblemError } from '../http/problems.ts'
import type { FastifyReply, FastifyRequest } from '../http/types.ts'
import type { By } from './accounts.ts'
import { DEVICE_LIFE_MS, type Origin } from './devices.ts'
import type { Identity } from './identity.ts'
import { endFormer, type LogInOutcome } from './log-in.ts'
import type { Place } from './passkeys.ts'
import type { OpenedSession, Session } from './sessions.ts'
import { toSessionView } from './views.ts'

/** The address of a client, as the composition root knows its proxies. */
export type AddressOf = (request: FastifyRequest) => string

export interface Desk extends Identity {
  readonly addressOf: AddressOf
}

const LONGEST_AGENT = 300

export function originOf({ cookies, addressOf }: Desk, request: FastifyRequest): Origin {
  const agent = request.headers['user-agent'] ?? ''
  return {
    client: { address: addressOf(request), agent: agent.slice(0, LONGEST_AGENT) },
    device: cookies.read(request.headers.cookie, cookies.device),
  }
}

export function placeOf({ site }: Desk, request: FastifyRequest): Place {
  return { host: site.passkeyHost, origin: site.originOf(request) }
}

/** Who administers: a session's owner, or the holder of a token. */
export function byOf({ addressOf }: Desk, request: FastifyRequest): By {
  return { doer: request.actor ?? {}, address: addressOf(request) }
}

/** Log-in has no cookie to abuse yet; a foreign page could still log a browser in as somebody else. */
export function refuseForeignVisitor({ site }: Desk, request: FastifyRequest): void {
  const foreign = site.refuseForeignVisitor(request)
  if (foreign !== undefined) throw new ProblemError(foreign)
}

export function setSessionCookie({ cookies }: Desk, reply: FastifyReply, cookie: string): void {
  reply.header('set-cookie', cookies.write(cookies.session, cookie))
}

export function setDeviceCookie({ cookies }: Desk, reply: FastifyReply, cookie: string): void {
  reply.header('set-cookie', cookies.write(cookies.device, cookie, { lastsMs: DEVICE_LIFE_MS }))
}

/** Whom the browser's cookie still stands for when somebody logs in anew. */
export async function formerSession(
  { cookies, parts }: Desk,
  request: FastifyRequest,
): Promise<Session | undefined> {
  const cookie = cookies.read(request.headers.cookie, cookies.session)
  const found = cookie === undefined ? undefined : await parts.sessions.identify(cookie)
  return found?.ok === true ? found.session : undefined
}

export async function answerLogIn(desk: Desk, reply: FastifyReply, outcome: LogInOutcome) {
  reply.header('cache-control', 'no-store')
  if (outcome.state === 'refused') throw new ProblemError(outcome.refusal)
  if (outcome.state === 'second_factor') return { state: outcome.state, ceremony: outcome.ceremony }
  await endFormer(desk.parts, await formerSession(desk, reply.request))
  setSessionCookie(desk, reply, outcome.opened.cookie)
  setDeviceCookie(desk, reply, outcome.device)
  return { state: outcome.state, session: toSessionView(desk, outcome.opened.session) }
}

/** After a fresh authentication: the session under its new cookie. */
export function answerRenewed(
  desk: Desk,
  reply: FastifyReply,
  outcome: OpenedSession | RefusalLike,
) {
  if ('code' in outcome) throw new ProblemError(outcome)
  setSessionCookie(desk, reply, outcome.cookie)
  return toSessionView(desk, outcome.session)
}
