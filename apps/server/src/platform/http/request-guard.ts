// Stands before every request: how much its address and its account may ask, and by https or not.
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyContextConfig, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../auth/actor.ts'
import {
  addressClass,
  clientAddress,
  isHttps,
  readTrustedProxies,
  type TrustedProxies,
} from './client-address.ts'
import { ProblemError } from './problems.ts'
import type { RateKind, RateLimiter } from './rate-limits.ts'
import { answerHeaders } from './security-headers.ts'

export interface RequestGuard {
  /** The client's address as limits count it. */
  addressOf(request: IncomingMessage): string
  /** First of all: headers of the answer, and the limit of the address. */
  arrive(request: FastifyRequest, reply: FastifyReply): void
  /** Once it is clear that nobody is logged in. */
  stranger(request: FastifyRequest): void
  /** Once it is clear who asks. */
  account(request: FastifyRequest, actor: Actor): void
}

export interface GuardSettings {
  readonly limiter: Pick<RateLimiter, 'take'>
  readonly proxies: TrustedProxies
  /** The address that people use is https, whatever stands in front. */
  readonly isHttps: boolean
}

export function createRequestGuard({ limiter, proxies, ...settings }: GuardSettings): RequestGuard {
  // A connection has one peer; only behind a proxy does the address change from request to request.
  const ofSocket = new WeakMap<Socket, string>()
  const addressOf = (request: IncomingMessage): string => {
    const known = ofSocket.get(request.socket)
    if (known !== undefined) return known
    const address = addressClass(clientAddress(request, proxies))
    if (request.headers['x-forwarded-for'] === undefined) ofSocket.set(request.socket, address)
    return address
  }
  const take = (kind: RateKind, who: string) => {
    const retryAfterSeconds = limiter.take(kind, who)
    if (retryAfterSeconds !== undefined)
      throw new ProblemError({ code: 'too_many_requests', ...{ retryAfterSeconds } })
  }
  return {
    addressOf,
    arrive: (request, reply) => {
      reply.headers(answerHeaders(settings.isHttps || isHttps(request.raw, proxies)))
      // Whoever watches over the server asks at its own pace.
      if (!request.url.startsWith('/health/')) take('address', addressOf(request.raw))
    },
    stranger: request => {
      if (!request.url.startsWith('/health/')) take('stranger', addressOf(request.raw))
    },
    account: (request, { district, person }) => {
      const who = `${district}/${person}`
      take('account', who)
      if (isHeavy(request.routeOptions.config)) take('heavy', who)
    },
  }
}

/** What asks for a fresh proof of who it is weighs enough to be counted by itself. */
function isHeavy({ access, isHeavy: said }: FastifyContextConfig): boolean {
  return said ?? (typeof access === 'object' && access.stepUp === true)
}

/** Counts nothing. */
export function limitless(): RequestGuard {
  const limiter = { take: () => undefined }
  return createRequestGuard({ limiter, proxies: readTrustedProxies(''), isHttps: false })
}
