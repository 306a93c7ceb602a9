// What every command route does with its headers: the key that makes it happen once, the version
// it expects, and the answer with its ETag.
import { hash } from 'node:crypto'
import { idempotencyKey } from '@muster/contract/wire'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { EarlierAnswer } from '../event-store/find-answer.ts'
import type { Once, StreamKey, Submitted } from '../event-store/types.ts'
import { platformRefusal, streamName } from '../event-store/types.ts'
import { ProblemError } from './problems.ts'
import { actorOf } from './types.ts'

const KEY = /^[\x21-\x7e]{1,128}$/
const VERSION_TAG = /^(?:W\/)?"v(\d{1,9})"$/

export function isKeyUsable(request: FastifyRequest): boolean {
  const key = request.headers['idempotency-key']
  return typeof key === 'string' && KEY.test(key)
}

/** Refuses a command without a usable Idempotency-Key; a hook does this before the body is read. */
export function checkIdempotencyKey(request: FastifyRequest): void {
  if (isKeyUsable(request)) return
  throw new ProblemError({ code: 'idempotency_key_missing', field: 'header.idempotency-key' })
}

/** The JSON schema of the header, for the API document. */
export const idempotencyKeySchema = idempotencyKey

/**
 * What names this act. The hash begins with a secret: bodies hold names and phone numbers, and a bare
 * hash of a short one could be guessed by trying. One call of `hash` takes a quarter of what an HMAC
 * does, which is a third of all the work for a request.
 */
export function onceOf(request: FastifyRequest, hashSecret: string): Once {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string') throw new ProblemError({ code: 'idempotency_key_missing' })
  const actor = actorOf(request)
  const body = JSON.stringify([request.params, request.body ?? null])
  return {
    actor: `${actor.district}/${actor.person}`,
    route: `${request.method} ${request.routeOptions.url ?? request.url}`,
    key,
    bodyHash: hash('sha256', hashSecret + body, 'base64url'),
  }
}

/** The version that If-Match asks for; undefined when the header is absent or `*`. */
export function expectedVersion(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match']
  if (header === undefined || header === '*') return undefined
  const version = VERSION_TAG.exec(header)?.[1]
  if (version === undefined) {
    throw new ProblemError({ code: 'precondition_malformed', field: 'header.if-match' })
  }
  return Number(version)
}

/** The ETag of a thing at a version. */
export function etagOf(version: number): string {
  return `"v${version}"`
}

/** Does the caller already have this version? Then 304 says so without a body. */
export function isFresh(request: FastifyRequest, version: number): boolean {
  const tags = request.headers['if-none-match']
  if (tags === undefined || tags === '') return false
  const own = etagOf(version)
  return tags.split(',').some(tag => ['*', own, `W/${own}`].includes(tag.trim()))
}

/** Answers a submitted command: the refusal's problem, or the answer with ETag and replay mark. */
export function answerCommand<A>(
  reply: FastifyReply,
  submitted: Submitted<A>,
  about: { readonly stream: StreamKey; readonly status?: number },
): FastifyReply {
  if (!submitted.ok) return reply.refuse(submitted.refusal)
  const version = submitted.versions.get(streamName(about.stream))
  if (version !== undefined) reply.header('etag', etagOf(version))
  if (submitted.replayed) reply.header('idempotent-replayed', 'true')
  return reply.code(about.status ?? 200).send(submitted.answer)
}

/** Answers a repeated act as the first time, without asking whether it would be accepted now. */
export function answerAgain(
  reply: FastifyReply,
  { isSame, answer, version }: EarlierAnswer,
  status: number,
): FastifyReply {
  if (!isSame) return reply.refuse({ code: platformRefusal.idempotencyKeyReused })
  if (version !== undefined) reply.header('etag', etagOf(version))
  return reply.header('idempotent-replayed', 'true').code(status).send(answer)
}
