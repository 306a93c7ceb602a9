// A cursor is good for the list and the order that it was given out with: elsewhere its place means
// nothing, and would silently skip or repeat.
import { createHash } from 'node:crypto'
import type { FastifyRequest, RouteOptions } from 'fastify'
import { z } from 'zod'
import { ProblemError } from './problems.ts'

/** Whole groups of base64, so that mark and place are one word of it. */
const MARK_LENGTH = 8

/** To be called for every route: lists mark the cursors that they give out and refuse those of others. */
export function bindCursors(route: RouteOptions): void {
  const query = route.schema?.querystring
  if (!(query instanceof z.ZodObject) || !Object.hasOwn(query.shape, 'cursor')) return
  route.preHandler = [...listed(route.preHandler), takeMark]
  route.preSerialization = [...listed(route.preSerialization), giveMark]
}

function listed<H>(hooks: H | H[] | undefined): H[] {
  if (hooks === undefined) return []
  return Array.isArray(hooks) ? hooks : [hooks]
}

function takeMark(request: FastifyRequest, _reply: unknown, done: (error?: Error) => void): void {
  const query = request.query as { readonly cursor?: string }
  if (query.cursor?.startsWith(markOf(request)) === false) {
    done(new ProblemError({ code: 'cursor_invalid', field: 'cursor' }))
    return
  }
  if (query.cursor !== undefined) {
    request.query = { ...query, cursor: query.cursor.slice(MARK_LENGTH) }
  }
  done()
}

function giveMark(
  request: FastifyRequest,
  _reply: unknown,
  payload: unknown,
  done: (error: Error | null, payload?: unknown) => void,
): void {
  const next = (payload as { readonly next?: unknown } | null)?.next
  const isMore = typeof next === 'string'
  done(null, isMore ? { ...(payload as object), next: `${markOf(request)}${next}` } : payload)
}

/** Filters may change from page to page, the order may not. */
function markOf(request: FastifyRequest): string {
  const { sort } = request.query as { readonly sort?: unknown }
  return createHash('sha256')
    .update(JSON.stringify([request.routeOptions.url, request.params, sort]))
    .digest('base64url')
    .slice(0, MARK_LENGTH)
}
