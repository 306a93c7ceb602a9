// How things are read: one way for a single resource with its ETag, one for a list.

import { shapes } from '@muster/contract'
import type { FastifyContextConfig, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import type { z } from 'zod'
import { etagOf, isFresh } from '../platform/http/commands.ts'
import type { HttpApp } from '../platform/http/types.ts'
import type { Scope } from './scopes.ts'

interface Declared<Q extends z.ZodType, P extends z.ZodType, A extends z.ZodType> {
  readonly url: string
  readonly operationId: string
  readonly tag: string
  readonly summary: string
  readonly description?: string
  readonly scope?: Scope
  readonly params?: P
  readonly query?: Q
  readonly answer: A
  /** The refusals it may answer with; the first is the answer to what is not there or not to be seen. */
  readonly refusals?: readonly string[]
}

interface Asked<Q extends z.ZodType, P extends z.ZodType> {
  readonly params: z.output<P>
  readonly query: z.output<Q>
  readonly request: FastifyRequest
}

export interface Found<T> {
  readonly version: number
  readonly view: T
}

export interface ResourceRoute<Q extends z.ZodType, P extends z.ZodType, A extends z.ZodType>
  extends Declared<Q, P, A> {
  /** Undefined when it does not exist or the reader may not see it: both answer alike. */
  readonly find: (asked: Asked<Q, P>) => Promise<Found<z.input<A>> | undefined>
}

export interface ListRoute<Q extends z.ZodType, P extends z.ZodType, A extends z.ZodType>
  extends Declared<Q, P, A> {
  readonly list: (asked: Asked<Q, P>) => Promise<z.input<A>> | z.input<A>
}

function optionsOf<Q extends z.ZodType, P extends z.ZodType, A extends z.ZodType>(
  route: Declared<Q, P, A>,
  besides: Readonly<Record<number, z.ZodType>> = {},
): { readonly config: FastifyContextConfig; readonly schema: FastifySchema } {
  const { operationId, tag, summary, description, params, query, answer } = route
  return {
    config: {
      access: { scope: route.scope ?? 'read' },
      ...(route.refusals ? { refusals: route.refusals } : {}),
    },
    schema: {
      operationId,
      tags: [tag],
      summary,
      ...(description === undefined ? {} : { description }),
      ...(params === undefined ? {} : { params }),
      ...(query === undefined ? {} : { querystring: query }),
      response: { 200: answer, ...besides },
    },
  }
}

function askedOf<Q extends z.ZodType, P extends z.ZodType>(request: FastifyRequest): Asked<Q, P> {
  return {
    // Fastify has checked both against the schemas of the route; it cannot say so for a generic one.
    params: request.params as z.output<P>,
    query: request.query as z.output<Q>,
    request,
  }
}

/** Registers the reading of one resource: its view with an ETag, 304 for who has it, or a refusal. */
export function registerResource<Q extends z.ZodType, P extends z.ZodType, A extends z.ZodType>(
  app: HttpApp,
  route: ResourceRoute<Q, P, A>,
): void {
  const refusal = { code: route.refusals?.[0] ?? 'not_found' }
  app.get(
    route.url,
    optionsOf({ refusals: [refusal.code], ...route }, { 304: shapes.notModified }),
    async (request: FastifyRequest, reply: FastifyReply) => {
      const found = await route.find(askedOf(request))
      if (found === undefined) return reply.refuse(refusal)
      reply.header('etag', etagOf(found.version))
      if (isFresh(request, found.version)) return reply.code(304).send()
      return reply.send(found.view)
    },
  )
}

/** Registers a list, or any other answer that has no version of its own. */
export function registerList<Q extends z.ZodType, P extends z.ZodType, A extends z.ZodType>(
  app: HttpApp,
  route: ListRoute<Q, P, A>,
): void {
  app.get(route.url, optionsOf(route), async (request: FastifyRequest, reply: FastifyReply) =>
    reply.send(await route.list(askedOf(request))),
  )
}
