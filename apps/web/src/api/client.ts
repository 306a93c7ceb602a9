// The API as the pages use it: typed by the server's own document, over the session's cookie.
import createClient, { type MaybeOptionalInit, type Middleware } from 'openapi-fetch'
import type { PathsWithMethod, RequiredKeysOf } from 'openapi-typescript-helpers'
import { language } from '../i18n/language.ts'
import { hear, onDoubt } from './clock.ts'
import { Problem, type ProblemBody, unreachable } from './problem.ts'
import type { components, paths } from './schema.ts'

/** Shapes of the API by their names: `Schemas['Whistle']`. */
export type Schemas = components['schemas']

/** The session that this page was made for; another tab may have logged in as somebody else since. */
let session: string | undefined
let onSessionTrouble: ((problem: Problem) => void) | undefined

const SESSION_TROUBLE = new Set([
  'unauthenticated',
  'session_ended',
  'session_expired',
  'session_changed',
])
const SAFE = new Set(['GET', 'HEAD'])

/** For an act: the same key sent again never does it twice. */
export function newKey(): string {
  return crypto.randomUUID()
}

/** Every request says whose page it comes from, and what language it wants to read. */
const standing: Middleware = {
  onRequest: ({ request }) => {
    request.headers.set('accept-language', language.current())
    if (session !== undefined) request.headers.set('muster-session', session)
    if (!SAFE.has(request.method) && !request.headers.has('idempotency-key'))
      request.headers.set('idempotency-key', newKey())
    return request
  },
}

async function timedFetch(request: Request): Promise<Response> {
  const sentAt = performance.now()
  try {
    const answer = await fetch(request)
    hear(answer, sentAt)
    return answer
  } catch (error) {
    if (request.signal.aborted) throw error
    throw unreachable(error)
  }
}

interface Fetched<T> {
  readonly data?: T
  readonly error?: unknown
  readonly response: Response
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
type BodyOf<A> = A extends { readonly content: infer C } ? C[keyof C] : undefined
type AnswerOf<O> = O extends { readonly responses: infer R }
  ? BodyOf<R[keyof R & (200 | 201 | 202 | 204)]>
  : never

/** As openapi-fetch has it, but for the answer, whose points and boxes stay pairs and fours. */
type Ask<M extends Method> = <
  P extends PathsWithMethod<paths, M>,
  I extends MaybeOptionalInit<paths[P], M>,
>(
  path: P,
  ...init: RequiredKeysOf<I> extends never ? [I?] : [I]
) => Promise<Fetched<AnswerOf<paths[P][M]>>>

interface Api {
  readonly GET: Ask<'get'>
  readonly POST: Ask<'post'>
  readonly PUT: Ask<'put'>
  readonly PATCH: Ask<'patch'>
  readonly DELETE: Ask<'delete'>
}

const client = createClient<paths>({ baseUrl: '/', fetch: timedFetch })
client.use(standing)

/** One method for each of HTTP's; wrap the call in `get` for its answer. */
export const api = client as unknown as Api

/** The answer's body; a refusal is thrown as `Problem`. */
export async function get<T>(asked: Promise<Fetched<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await asked
  if (response.ok) return (data ?? {}) as NonNullable<T>
  const problem = new Problem(toBody(error, response))
  if (SESSION_TROUBLE.has(problem.code)) loseSession(problem)
  throw problem
}

/** Told once: whoever asks whether somebody is logged in, and hears that nobody is, lost nothing. */
function loseSession(problem: Problem): void {
  if (session === undefined) return
  session = undefined
  onSessionTrouble?.(problem)
}

/** A proxy in between may answer with anything. */
function toBody(error: unknown, { status, statusText }: Response): ProblemBody {
  if (typeof error === 'object' && error !== null && 'code' in error) return error as ProblemBody
  return { code: 'unreadable_answer', title: statusText, detail: '', status }
}

/** From now on acts are those of this session alone. */
export function actInSession(id: string | undefined): void {
  session = id
}

/** Called when the session of this page is no longer. */
export function whenSessionFails(handle: (problem: Problem) => void): void {
  onSessionTrouble = handle
}

/** Asks for nothing but the time. */
export async function askTime(): Promise<void> {
  const sentAt = performance.now()
  const answer = await fetch('/health/live', { cache: 'no-store' })
  hear(answer, sentAt)
}

let isAsking = false
onDoubt(() => {
  if (isAsking) return
  isAsking = true
  askTime()
    .catch(() => undefined)
    .finally(() => {
      isAsking = false
    })
})
