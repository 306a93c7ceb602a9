// The HTTP application: Fastify with our parsing, checking, refusing, documenting and draining.
import { randomBytes } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import Fastify, { type FastifyReply, LogController } from 'fastify'
import { z } from 'zod'
import type { Authenticator, ScopeRules } from '../auth/actor.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import { docsRoutes } from './docs-page.ts'
import { createErrorHandler, sendRefusal } from './errors.ts'
import { createGate, type SessionGate } from './gate.ts'
import { type HealthCheck, healthRoutes } from './health.ts'
import { validatorCompiler } from './input.ts'
import { parseJsonBody } from './json-body.ts'
import { bindCursors } from './list-cursors.ts'
import { refuseUnrouted } from './no-route.ts'
import { type ApiInfo, createApiDocument } from './openapi.ts'
import { PROBLEM_TYPE, ProblemError, type Problems } from './problems.ts'
import { answerWithheld, type EarlierAnswers } from './repeats.ts'
import { limitless, type RequestGuard } from './request-guard.ts'
import { answerHeaders } from './security-headers.ts'
import type { HttpApp } from './types.ts'

export interface HttpSettings {
  readonly log: Logger
  readonly problems: Problems
  readonly authenticator: Authenticator
  /** Log-in by cookie; without it there are tokens alone. */
  readonly sessions?: SessionGate | undefined
  readonly scopeRules: ScopeRules
  /** Told with every answer; the time of the mechanism, which in the demo can be moved. */
  readonly clock?: Pick<Clock, 'now'>
  readonly info: ApiInfo
  readonly healthChecks: readonly HealthCheck[]
  /** Where answers of earlier acts are looked up before a lost scope refuses their repetition. */
  readonly earlier?: EarlierAnswers
  readonly bodyLimitBytes: number
  /** Limits what an account and an address may ask; without one nothing is counted. */
  readonly guard?: RequestGuard
  /** For tests, which have no half minute. */
  readonly timeLimits?: TimeLimits
  /** May the API document be read without a token? */
  readonly hasPublicDocs?: boolean
  /** Checks each answer against its schema: for tests, too slow for work. */
  readonly checksAnswers?: boolean
}

/** How long a request may take to arrive, its headers first, and how often that is looked at. */
export interface TimeLimits {
  readonly requestMs: number
  readonly headersMs: number
  readonly checkedMs: number
}

export interface Http {
  readonly app: HttpApp
  /** From now on every new request is told to come back later. */
  startDraining(): void
  isDraining(): boolean
}

/** Headers come in one piece from everyone but whoever wants to keep connections busy. */
const TIME_LIMITS: TimeLimits = { requestMs: 30_000, headersMs: 10_000, checkedMs: 2000 }
/** Longer than what load balancers keep, so that they close first and never meet a closed socket. */
const KEEP_ALIVE_MS = 75_000

/** Makes the application with its own routes; features add theirs before it listens. */
export function createHttp(settings: HttpSettings): Http {
  const { problems, log, timeLimits: limits = TIME_LIMITS } = settings
  const app: HttpApp = Fastify({
    loggerInstance: log,
    // One line a request is written by our own hook, without headers and queries.
    logController: new LogController({ disableRequestLogging: true }),
    // Where it matters which request it was, the line names it: a logger for each costs more.
    childLoggerFactory: logger => logger,
    // With these it does not load the two compilers of its own, which we have no use for.
    schemaController: {
      compilersFactory: {
        buildValidator: () => validatorCompiler as never,
        buildSerializer: () => plainSerializer as never,
      },
    },
    bodyLimit: settings.bodyLimitBytes,
    requestTimeout: limits.requestMs,
    http: { headersTimeout: limits.headersMs, connectionsCheckingInterval: limits.checkedMs },
    keepAliveTimeout: KEEP_ALIVE_MS,
    // Whoever may read something may ask for its headers alone.
    exposeHeadRoutes: true,
    return503OnClosing: false,
    genReqId: createRequestIds(),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => {
      reply.headers(answerHeaders(false))
      createErrorHandler(problems)(error, request, reply)
    },
    clientErrorHandler: (error, socket) => answerBrokenRequest(problems, error, socket),
  })
  let draining = false
  decorate(app, settings, () => draining)
  const document = createApiDocument(settings.info, problems)
  app.addHook('onRoute', route => {
    document.add(route)
    bindCursors(route)
  })
  healthRoutes(app, settings.healthChecks, () => draining)
  // With a token everyone may read what the API is.
  const access = settings.hasPublicDocs === false ? {} : ({ access: 'public' } as const)
  docsRoutes(app, access)
  documentRoutes(app, document, { problems, access })
  return {
    app,
    startDraining: () => {
      draining = true
    },
    isDraining: () => draining,
  }
}

function decorate(app: HttpApp, settings: HttpSettings, isDraining: () => boolean): void {
  const { problems } = settings
  app.decorateRequest('actor', undefined)
  app.decorateRequest('language', 'zh')
  app.decorateRequest('withheld', undefined)
  app.decorateReply('refuse', function refuse(this: FastifyReply, refusal) {
    return sendRefusal(problems, refusal, this.request, this)
  })
  app.setErrorHandler(createErrorHandler(problems))
  app.setValidatorCompiler(validatorCompiler as never)
  app.setSerializerCompiler(settings.checksAnswers === true ? checkingSerializer : plainSerializer)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseJsonBody(body as Buffer))
    } catch (error) {
      done(error as Error)
    }
  })
  app.addHook(
    'onRequest',
    createGate({ ...settings, guard: settings.guard ?? limitless() }, isDraining),
  )
  refuseUnrouted(app)
  app.addHook('preParsing', (request, reply, payload, done) => {
    if (isPlain(request.headers['content-encoding'])) return done(null, payload)
    reply.header('accept-encoding', 'identity')
    done(new ProblemError({ code: 'unsupported_content_encoding' }))
  })
  app.addHook('preHandler', (request, reply, done) => {
    if (request.withheld === undefined) return done()
    // The reply is sent by it, so that the handler is never reached.
    answerWithheld(request, reply, request.withheld, settings.earlier).catch(done)
  })
  if (!settings.log.isLevelEnabled('debug')) return
  app.addHook('onResponse', (request, reply, done) => {
    request.log.debug({ req: request, res: reply, ms: Math.round(reply.elapsedTime) }, 'request')
    done()
  })
}

/** Nothing is unpacked here, so a body that says that it is packed is not read as if it were plain. */
function isPlain(encoding: string | undefined): boolean {
  return encoding === undefined || /^(?:identity)?$/i.test(encoding.trim())
}

/** Ids that are unique over processes and short enough to read out on the telephone. */
function createRequestIds(): () => string {
  const prefix = randomBytes(3).toString('hex')
  let count = 0
  return () => {
    count += 1
    return `${prefix}-${count.toString(36)}`
  }
}

const plainSerializer = () => JSON.stringify as (data: unknown) => string

function checkingSerializer({ schema, url }: { schema: unknown; url: string }) {
  return (data: unknown): string => {
    const written = JSON.stringify(data)
    if (schema instanceof z.ZodType) {
      const wire = written === undefined ? undefined : JSON.parse(written)
      const result = schema.safeParse(wire)
      if (!result.success) {
        throw new Error(
          `the answer of ${url} is not as documented: ${z.prettifyError(result.error)}`,
        )
      }
    }
    return written
  }
}

/** Requests too broken for Fastify to see: answered on the bare socket, in both languages' common form. */
function answerBrokenRequest(problems: Problems, error: Error & { code?: string }, socket: Socket) {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy(error)
    return
  }
  const code = BROKEN_REQUEST_CODES[error.code ?? ''] ?? 'malformed_request'
  const problem = problems.toProblem({ code }, 'zh', 'none')
  const body = JSON.stringify(problem)
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    ...Object.entries(answerHeaders(false)).map(([name, value]) => `${name}: ${value}`),
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

const BROKEN_REQUEST_CODES: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'header_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
}

interface DocumentSettings {
  readonly problems: Problems
  readonly access: { readonly access?: 'public' }
}

function documentRoutes(
  app: HttpApp,
  document: { toJson(): string },
  { problems, access }: DocumentSettings,
): void {
  const options = { config: access, schema: { hide: true } } as const
  app.get('/openapi.json', options, (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(document.toJson()),
  )
  app.get<{ Params: { code: string } }>('/problems/:code', options, (request, reply) => {
    const { code } = request.params
    const entry = problems.find(code)
    if (entry === undefined) return reply.refuse({ code: 'not_found' })
    return reply.send({ code, ...entry })
  })
}
