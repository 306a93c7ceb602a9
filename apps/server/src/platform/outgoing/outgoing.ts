// Requests to the outside that cannot be turned against the inside: `fetch` with a checked address.
//
// Whoever may name a webhook or an identity provider names an address that this server then asks.
// The name is resolved once, every address it has is judged, and the connection is made to exactly
// those: a name that resolves to something else a moment later changes nothing.
import { lookup as systemLookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress, plainAddress } from './addresses.ts'
import { type AllowedDestination, isAllowed } from './allowed.ts'

export interface ResolvedAddress {
  readonly address: string
  readonly family: number
}

export interface OutgoingSettings {
  /** What may be reached although it is not public. */
  readonly allowed: readonly AllowedDestination[]
  /** Every address of a name; the system's resolver unless told otherwise. */
  readonly resolve?: (hostname: string) => Promise<readonly ResolvedAddress[]>
  readonly limitMs?: number
  readonly mostBytes?: number
}

/** `fetch`, but for what it refuses; redirects are judged one by one, each like the first. */
export type OutgoingFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

export type OutgoingFault =
  | 'address_not_public'
  | 'unsupported_address'
  | 'answer_too_large'
  | 'too_many_redirects'

/** Thrown for what is refused before or while asking; others are the network's own errors. */
export class OutgoingError extends Error {
  override readonly name = 'OutgoingError'
  readonly code: OutgoingFault
  constructor(code: OutgoingFault, message: string) {
    super(message)
    this.code = code
  }
}

const LIMIT_MS = 10_000
const MOST_BYTES = 2 * 1024 * 1024
const MOST_REDIRECTS = 3
const REDIRECTS = new Set([301, 302, 303, 307, 308])
const BODILESS = new Set([204, 205, 304])

export function createOutgoing(settings: OutgoingSettings): OutgoingFetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const signal = AbortSignal.any([
      request.signal,
      AbortSignal.timeout(settings.limitMs ?? LIMIT_MS),
    ])
    const body = request.body === null ? undefined : Buffer.from(await request.arrayBuffer())
    let hop: Hop = { url: new URL(request.url), method: request.method, body, request }
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const answer = await ask(settings, hop, signal)
      const next = redirectOf(answer, hop)
      if (next === undefined) return toResponse(answer, hop.url, settings)
      answer.destroy()
      if (request.redirect === 'error') throw new TypeError('the answer is a redirect')
      hop = next
    }
    throw new OutgoingError('too_many_redirects', `${hop.url.origin} redirects too often`)
  }
}

interface Hop {
  readonly url: URL
  readonly method: string
  readonly body: Buffer | undefined
  readonly request: Request
  /** Set once the way has left the host that was named: it gets no credentials. */
  readonly isElsewhere?: boolean
}

async function ask(
  settings: OutgoingSettings,
  hop: Hop,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const addresses = await judge(settings, hop.url)
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const send = hop.url.protocol === 'https:' ? httpsRequest : httpRequest
  const request = send(hop.url, {
    method: hop.method,
    headers: headersOf(hop),
    signal,
    // No connection is kept: each is made to addresses judged for this very request.
    agent: false,
    lookup: pinnedLookup(addresses),
  })
  request.once('error', reject).once('response', resolve)
  request.end(hop.body)
  return promise
}

/** The addresses of the host, or an OutgoingError: one that is closed spoils them all. */
async function judge(settings: OutgoingSettings, url: URL): Promise<readonly ResolvedAddress[]> {
  if (!['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '')
    throw new OutgoingError('unsupported_address', 'only plain http and https addresses are asked')
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
  const addresses = await resolveHost(settings, hostname)
  for (const { address } of addresses) {
    if (isPublicAddress(address)) continue
    if (isAllowed(settings.allowed, { hostname, port, address })) continue
    throw new OutgoingError(
      'address_not_public',
      `${hostname} is at ${plainAddress(address)}, which is not public; MUSTER_OUTGOING_ALLOW may name it`,
    )
  }
  return addresses
}

async function resolveHost(
  { resolve }: OutgoingSettings,
  hostname: string,
): Promise<readonly ResolvedAddress[]> {
  const family = isIP(hostname)
  if (family !== 0) return [{ address: hostname, family }]
  const found = await (resolve ?? (name => systemLookup(name, { all: true })))(hostname)
  if (found.length === 0)
    throw new OutgoingError('unsupported_address', `${hostname} has no address`)
  return found
}

function pinnedLookup(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_hostname, { all }, done) => {
    const [first] = addresses
    if (all === true) done(null, [...addresses])
    else done(null, first?.address ?? '', first?.family)
  }
}

const CREDENTIALS = new Set(['authorization', 'cookie', 'proxy-authorization'])
const ABOUT_BODY = /^content-|^transfer-encoding$/

function headersOf({ request, body, isElsewhere }: Hop): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of request.headers) {
    if (isElsewhere === true && CREDENTIALS.has(name)) continue
    if (body === undefined && ABOUT_BODY.test(name)) continue
    headers[name] = value
  }
  // Compressed answers could unfold beyond any limit.
  headers['accept-encoding'] = 'identity'
  if (body !== undefined) headers['content-length'] = String(body.length)
  return headers
}

function redirectOf(answer: IncomingMessage, hop: Hop): Hop | undefined {
  const { statusCode = 0, headers } = answer
  if (hop.request.redirect === 'manual') return undefined
  if (!REDIRECTS.has(statusCode) || headers.location === undefined) return undefined
  const url = new URL(headers.location, hop.url)
  if (hop.url.protocol === 'https:' && url.protocol !== 'https:')
    throw new OutgoingError('unsupported_address', 'a redirect leads from https to something else')
  const isElsewhere = hop.isElsewhere === true || url.origin !== hop.url.origin
  const keepsBody = statusCode === 307 || statusCode === 308
  const method = keepsBody || hop.method === 'HEAD' ? hop.method : 'GET'
  return { ...hop, url, method, isElsewhere, body: keepsBody ? hop.body : undefined }
}

function toResponse(answer: IncomingMessage, url: URL, settings: OutgoingSettings): Response {
  const status = answer.statusCode ?? 502
  const headers = new Headers()
  for (let at = 0; at < answer.rawHeaders.length; at += 2)
    headers.append(answer.rawHeaders[at] ?? '', answer.rawHeaders[at + 1] ?? '')
  if (BODILESS.has(status)) answer.resume()
  const bounded = BODILESS.has(status) ? null : atMost(answer, settings.mostBytes ?? MOST_BYTES)
  const response = new Response(bounded, {
    status,
    statusText: answer.statusMessage ?? '',
    headers,
  })
  Object.defineProperty(response, 'url', { value: url.href })
  return response
}

/** Whoever reads slowly holds no more than this in memory. */
function atMost(answer: IncomingMessage, bytes: number): ReadableStream<Uint8Array> {
  let left = bytes
  return new ReadableStream<Uint8Array>({
    start: controller => {
      answer.on('data', (chunk: Buffer) => {
        left -= chunk.length
        if (left >= 0) return controller.enqueue(chunk)
        const error = new OutgoingError('answer_too_large', `the answer exceeds ${bytes} bytes`)
        answer.removeAllListeners('end')
        controller.error(error)
        answer.destroy()
      })
      answer.once('end', () => controller.close())
      answer.once('error', error => controller.error(error))
    },
    cancel: () => {
      answer.removeAllListeners('data').removeAllListeners('end').destroy()
    },
  })
}
