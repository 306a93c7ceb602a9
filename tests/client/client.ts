// A client made at run time from the server's own description of itself: it knows no address, no
// operation and no field but those that the document names.
import { randomUUID } from 'node:crypto'
import {
  type Addressed,
  type ApiDocument,
  type Json,
  type JsonObject,
  operationsOf,
  type Parameter,
} from './document.ts'
import { ApiProblem, type ProblemBody } from './problem.ts'

/** Parameters by their names in the document; `body` and `headers` stand for themselves. */
export interface Input {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly [parameter: string]: unknown
}

export interface Answer<T = JsonObject> {
  readonly status: number
  readonly headers: Headers
  readonly body: T
}

export interface Caller {
  readonly token: string | undefined
  /** The body of the answer; a refusal is thrown as `ApiProblem`. */
  call<T = JsonObject>(operationId: string, input?: Input): Promise<T>
  /** The same with status and headers. */
  send<T = JsonObject>(operationId: string, input?: Input): Promise<Answer<T>>
}

export interface ApiClient {
  readonly url: string
  readonly document: ApiDocument
  readonly operations: ReadonlyMap<string, Addressed>
  /** Without a token only what is public answers. */
  as(token?: string): Caller
}

export interface ClientOptions {
  readonly language?: 'zh-CN' | 'en'
}

const DOCUMENT = '/openapi.json'

/** Reads the document of the server at `url` and makes the client from it. */
export async function readClient(url: string, options: ClientOptions = {}): Promise<ApiClient> {
  const answer = await fetch(new URL(DOCUMENT, url))
  if (!answer.ok) throw new Error(`${url}${DOCUMENT} answers ${answer.status}`)
  return createClient(url, (await answer.json()) as ApiDocument, options)
}

export function createClient(
  url: string,
  document: ApiDocument,
  { language = 'en' }: ClientOptions = {},
): ApiClient {
  const operations = new Map(operationsOf(document).map(one => [one.operationId, one]))
  const as = (token?: string): Caller => {
    const send = async <T>(operationId: string, input: Input = {}): Promise<Answer<T>> => {
      const operation = operations.get(operationId)
      if (operation === undefined) throw new TypeError(`the document has no ${operationId}`)
      const { target, init } = toRequest(operation, input, {
        'Accept-Language': language,
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      })
      return readAnswer<T>(operation, await fetch(new URL(target, url), init))
    }
    return { token, send, call: async (id, input) => (await send<never>(id, input)).body }
  }
  return { url, document, operations, as }
}

interface Prepared {
  readonly target: string
  readonly init: RequestInit
}

function toRequest(
  operation: Addressed,
  { body, headers = {}, ...given }: Input,
  standing: Readonly<Record<string, string>>,
): Prepared {
  refuseStrangers(operation, given)
  const query = new URLSearchParams()
  const sent = new Headers({ ...standing, ...headers })
  let path = operation.path
  for (const parameter of operation.parameters) {
    const { name } = parameter
    const value = given[name] ?? madeUp(parameter, sent)
    if (value === undefined) refuseMissing(operation, parameter)
    else if (parameter.in === 'header') sent.set(name, String(value))
    else if (parameter.in === 'query') query.set(name, String(value))
    else path = path.replace(`{${name}}`, encodeURIComponent(String(value)))
  }
  const takesBody = operation.requestBody !== undefined
  if (body !== undefined && !takesBody)
    throw new TypeError(`${operation.operationId} takes no body`)
  if (takesBody) sent.set('Content-Type', 'application/json')
  return {
    target: query.size === 0 ? path : `${path}?${query}`,
    init: {
      method: operation.method.toUpperCase(),
      headers: sent,
      ...(takesBody ? { body: JSON.stringify(body ?? {}) } : {}),
    },
  }
}

function refuseMissing({ operationId }: Addressed, { name, required, in: place }: Parameter): void {
  if (required && place !== 'header') throw new TypeError(`${operationId} needs ${name}`)
}

/** A key of its own for every call, unless the caller repeats one. */
function madeUp({ name, in: place }: Parameter, sent: Headers): string | undefined {
  const isKey = place === 'header' && name.toLowerCase() === 'idempotency-key'
  return isKey && !sent.has(name) ? randomUUID() : undefined
}

function refuseStrangers(operation: Addressed, given: Readonly<Record<string, unknown>>): void {
  const known = new Set(operation.parameters.map(({ name }) => name))
  const stranger = Object.keys(given).find(name => !known.has(name))
  if (stranger !== undefined)
    throw new TypeError(`${operation.operationId} has no parameter ${stranger}`)
}

async function readAnswer<T>(operation: Addressed, answer: Response): Promise<Answer<T>> {
  const text = await answer.text()
  const isJson = (answer.headers.get('content-type') ?? '').includes('json')
  const body = (isJson && text !== '' ? JSON.parse(text) : text) as Json
  const { status, headers } = answer
  if (status < 400) return { status, headers, body: body as T }
  throw new ApiProblem(operation.operationId, status, body as unknown as ProblemBody)
}
