// The address under which people reach this server, and whether a request comes from our own pages.
import type { FastifyRequest } from 'fastify'
import type { RefusalLike } from '../http/problems.ts'

export interface Site {
  /** Cookies are then kept to https. */
  readonly isSecure: boolean
  /** What passkeys are bound to: the host's name. */
  readonly passkeyHost: string
  originOf(request: FastifyRequest): string
  /**
   * An act with a cookie must come from a page of ours: browsers say so in Sec-Fetch-Site, older ones
   * in Origin. Together with bodies that are JSON only and cookies that are SameSite=Strict.
   */
  refuseForeign(request: FastifyRequest): RefusalLike | undefined
  /** The same for log-in itself, where programs, which have no cookies to abuse, say neither. */
  refuseForeignVisitor(request: FastifyRequest): RefusalLike | undefined
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])
const FOREIGN: RefusalLike = { code: 'foreign_request' }

export function createSite(publicUrl: string | undefined): Site {
  const url = publicUrl === undefined ? undefined : new URL(publicUrl)
  const originOf = (request: FastifyRequest) => url?.origin ?? `http://${request.headers.host}`
  const isOurs = (request: FastifyRequest) => {
    const site = request.headers['sec-fetch-site']
    return site === undefined
      ? request.headers.origin === originOf(request)
      : site === 'same-origin'
  }
  const saysWhere = ({ headers }: FastifyRequest) =>
    headers['sec-fetch-site'] !== undefined || headers.origin !== undefined
  return {
    isSecure: url?.protocol === 'https:',
    passkeyHost: url?.hostname ?? 'localhost',
    originOf,
    refuseForeign: request =>
      SAFE_METHODS.has(request.method) || isOurs(request) ? undefined : FOREIGN,
    refuseForeignVisitor: request => (saysWhere(request) && !isOurs(request) ? FOREIGN : undefined),
  }
}
