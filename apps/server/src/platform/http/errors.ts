// Every error that reaches Fastify leaves as a problem document; only ours are logged.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { InputError, toRefusal } from './input.ts'
import { LANGUAGE_TAG, languageOf } from './language.ts'
import { PROBLEM_TYPE, ProblemError, type Problems, type RefusalLike } from './problems.ts'

/** Fastify's own codes, and ours for them. Others of its 4xx are `malformed_request`. */
const FASTIFY_CODES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_BAD_URL: 'malformed_url',
  FST_ERR_MAX_PARAM_LENGTH: 'malformed_url',
}

/** SQLSTATE classes and socket errors that mean: the database cannot be reached, try again. */
const UNAVAILABLE = /^(?:08|53|57P|58|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|57014)/
/** What the database driver says, without a code, of a connection that is gone or cannot be had. */
const LOST =
  /^(?:Connection terminated|Client has encountered a connection error|Query read timeout|timeout exceeded when trying to connect)/
/** SQLSTATE class 22: a value that no schema caught and the database cannot hold. */
const UNFIT = /^22[0-9A-Z]{3}$/
const DISK_FULL = new Set(['53100', 'ENOSPC', 'EFBIG'])
/** What the system says under PostgreSQL's code for anything unforeseen, where a quota or a limit is met. */
const NO_ROOM = /: (?:No space left on device|File too large|Disk quota exceeded)/

export function toKnownRefusal(error: unknown, request: FastifyRequest): RefusalLike | undefined {
  if (error instanceof ProblemError) return error.refusal
  if (error instanceof InputError) return toRefusal(error, request.language)
  const { code = '', statusCode = 500 } = error as Partial<FastifyError>
  const known = FASTIFY_CODES[code]
  if (known !== undefined) return { code: known }
  if (statusCode >= 400 && statusCode < 500) return { code: 'malformed_request' }
  return faultOfDatabase(error)
}

/** Looks through to what an error was caused by: a broken commit says only there what broke it. */
function faultOfDatabase(error: unknown): RefusalLike | undefined {
  for (let each = error; each instanceof Error; each = each.cause) {
    const { code } = each as { code?: unknown }
    if (DISK_FULL.has(String(code)) || NO_ROOM.test(each.message)) return { code: 'disk_full' }
    if (typeof code === 'string' && UNAVAILABLE.test(code)) return { code: 'unavailable' }
    if (typeof code === 'string' && UNFIT.test(code)) return { code: 'invalid_input' }
    if (LOST.test(each.message)) return { code: 'unavailable' }
  }
  return undefined
}

/** Sends the problem for a refusal, with the headers its status asks for. */
export function sendRefusal(
  problems: Problems,
  refusal: RefusalLike,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  // A framework error can come before any hook has read the header.
  const language = request.language ?? languageOf(request.headers['accept-language'])
  const body = problems.toProblem(refusal, language, request.id)
  reply.code(body.status).header('content-language', LANGUAGE_TAG[language])
  if (body.status === 401) reply.header('www-authenticate', challenge(refusal.code))
  if (body.status === 503 || body.status === 429)
    reply.header('retry-after', String(refusal.retryAfterSeconds ?? 1))
  // Serialised here: the route's own serializers know only its successful answers.
  return reply.type(PROBLEM_TYPE).serializer(JSON.stringify).send(body)
}

function challenge(code: string): string {
  const realm = 'Bearer realm="muster"'
  return code === 'unauthenticated' ? realm : `${realm}, error="invalid_token"`
}

/** The one error handler. */
export function createErrorHandler(problems: Problems) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const refusal = toKnownRefusal(error, request)
    if (refusal === undefined || problems.find(refusal.code) === undefined) {
      request.log.error({ err: error, request: request.id }, 'request failed')
      return sendRefusal(problems, { code: 'internal' }, request, reply)
    }
    if (refusal.code === 'invalid_input' && !(error instanceof InputError))
      request.log.warn({ err: error, request: request.id }, 'only the database refused this input')
    if (refusal.code === 'unavailable' || refusal.code === 'disk_full')
      request.log.warn({ err: error, request: request.id }, 'database unavailable')
    return sendRefusal(problems, refusal, request, reply)
  }
}
