// What routes are written against: Fastify with our schemas, and what each request carries.

import type { IncomingMessage, ServerResponse } from 'node:http'
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  FastifyTypeProvider,
  RawServerDefault,
} from 'fastify'
import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import type { Logger } from '../log.ts'
import type { Language } from './language.ts'
import { ProblemError, type RefusalLike } from './problems.ts'

/** Handlers get decoded input (an instant is a number) and give answers as they go over the wire. */
export interface ZodTypes extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown
  serializer: this['schema'] extends z.ZodType ? z.input<this['schema']> : unknown
}

export type HttpApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  Logger,
  ZodTypes
>

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * `public` needs no log-in; `session` serves whoever is logged in, as its owner; a scope needs an
     * actor who holds it, and with `stepUp` one who authenticated a few minutes ago; by default any
     * actor will do.
     */
    access?: 'public' | 'session' | { readonly scope: string; readonly stepUp?: boolean }
    /** Of access `session`: open, too, to whoever lacks the second factor that their offices ask for. */
    beforeSecondFactor?: boolean
    /** Is it an act that Idempotency-Key guards? By default everything under /api but GET. */
    command?: boolean
    /** Costs or weighs so much that an account may ask for it only now and then; by default what needs a step-up. */
    isHeavy?: boolean
    /** A file or page that is the same for everybody: cheap, and many belong to one page. */
    isStatic?: boolean
    /** Codes of the refusals this route may answer with, for the API document. */
    refusals?: readonly string[]
    /** Fields put over those written from the schemas in the API document. */
    openapi?: Record<string, unknown>
  }
  interface FastifyRequest {
    actor: Actor | undefined
    language: Language
    /** Refused, unless it turns out that this very act was answered before. */
    withheld: RefusalLike | undefined
  }
  interface FastifyReply {
    /** Answers with the problem registered for the refusal's code. */
    refuse(refusal: RefusalLike): FastifyReply
  }
}

/** The actor of a route that is not public. */
export function actorOf(request: FastifyRequest): Actor {
  if (request.actor === undefined) throw new ProblemError({ code: 'unauthenticated' })
  return request.actor
}

export type { FastifyReply, FastifyRequest }
