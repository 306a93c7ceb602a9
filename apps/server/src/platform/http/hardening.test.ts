import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { pino } from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { createHttp, type Http, type HttpSettings } from './app.ts'
import { readTrustedProxies } from './client-address.ts'
import { platformProblems } from './platform-problems.ts'
import { createProblems } from './problems.ts'
import { createRequestGuard } from './request-guard.ts'
import { sendPage } from './security-headers.ts'

const person: Actor = {
  person: 'p1',
  office: 'o1',
  organisation: 'street-1',
  district: '110101',
  kind: 'person',
  scopes: new Set(['read']),
  tokenId: 't1',
}

let http: Http
afterEach(() => http.app.close())

function make(more: Partial<HttpSettings> = {}): Http {
  http = createHttp({
    log: pino({ level: 'silent' }),
    problems: createProblems(platformProblems),
    authenticator: {
      verify: token =>
        token === 'good' ? { ok: true, actor: person } : { ok: false, code: 'token_invalid' },
    },
    scopeRules: { scopes: new Set(['read']), personOnly: new Set() },
    info: { title: 'Test', version: '1', description: '', tags: [] },
    healthChecks: [],
    bodyLimitBytes: 2048,
    ...more,
  })
  const open = { config: { access: 'public' }, schema: { hide: true } } as const
  http.app.get('/page', open, (_request, reply) =>
    sendPage(reply, nonce => `<style nonce="${nonce}">p { color: red }</style>`),
  )
  http.app.get('/api/mine', { schema: { hide: true } }, () => ({}))
  http.app.post('/api/mine', { schema: { hide: true, body: z.strictObject({}) } }, () => ({}))
  return http
}

const get = (url: string, headers: Record<string, string> = {}) =>
  http.app.inject({ method: 'GET', url, headers })

describe('every answer', () => {
  it.each(['/health/live', '/api/mine', '/nowhere', '/api/%zz', '/openapi.json'])(
    'of %s lets a browser run, frame and guess nothing',
    async url => {
      make()
      const { headers } = await get(url)
      expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'")
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['cross-origin-resource-policy']).toBe('same-origin')
      expect(headers['server'] ?? headers['x-powered-by']).toBeUndefined()
      expect(headers['strict-transport-security']).toBeUndefined()
    },
  )

  it('asks for https from then on where people use https', async () => {
    const limiter = { take: () => undefined }
    const proxies = readTrustedProxies('')
    make({ guard: createRequestGuard({ limiter, proxies, isHttps: true }) })
    const { headers } = await get('/api/mine')
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
  })
})

describe('a page', () => {
  it('runs and styles nothing inline but by a nonce of its own', async () => {
    make()
    const [one, two] = [await get('/page'), await get('/page')]
    const policy = String(one.headers['content-security-policy'])
    const nonce = /'nonce-([\w-]{20,})'/.exec(policy)?.[1]
    expect(one.body).toContain(`nonce="${nonce}"`)
    expect(two.body).not.toContain(`nonce="${nonce}"`)
    expect(policy).not.toContain('unsafe')
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("worker-src 'self'")
    expect(one.headers['referrer-policy']).toBe('same-origin')
    expect(one.headers['permissions-policy']).toContain('microphone=()')
    expect(one.headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(one.headers['cache-control']).toBe('no-store')
  })

  it('of the API document lives under the same policy', async () => {
    make()
    const { headers, body } = await get('/docs')
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(body).not.toMatch(/<script(?![^>]*src=)|\sstyle=/)
  })
})

describe('the API document', () => {
  it.each(['/docs', '/docs/rapidoc.js', '/docs/styles.js', '/openapi.json', '/problems/not_found'])(
    'at %s needs a token when the setting says so',
    async url => {
      make({ hasPublicDocs: false })
      expect((await get(url)).statusCode).toBe(401)
      expect((await get(url, { authorization: 'Bearer good' })).statusCode).toBe(200)
    },
  )
})

describe('a guard', () => {
  const counting = (refused: string) => {
    const taken: string[] = []
    const take = (kind: string, who: string) => {
      taken.push(`${kind} ${who}`)
      return kind === refused ? 7 : undefined
    }
    const proxies = readTrustedProxies('127.0.0.1')
    make({ guard: createRequestGuard({ limiter: { take }, proxies, isHttps: false }) })
    return taken
  }

  it.each([
    ['address', { authorization: 'Bearer good' }],
    ['account', { authorization: 'Bearer good' }],
    ['stranger', { authorization: 'Bearer bad' }],
    ['stranger', {}],
  ])('who is one too many as %s is told when to come back', async (kind, headers) => {
    counting(kind)
    const answer = await get('/api/mine', headers)
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, '7'])
    expect(answer.json()).toMatchObject({ code: 'too_many_requests', retryAfterSeconds: 7 })
  })

  it('counts by the address that a trusted proxy names, and health not at all', async () => {
    const taken = counting('')
    await get('/api/mine', { authorization: 'Bearer good', 'x-forwarded-for': '192.0.2.7' })
    await get('/nowhere', { 'x-forwarded-for': '192.0.2.8' })
    await get('/health/live')
    expect(taken).toEqual([
      'address 192.0.2.7',
      'account 110101/p1',
      'address 192.0.2.8',
      'stranger 192.0.2.8',
    ])
  })
})

describe('a request that never ends', () => {
  const arrive = async (text: string) => {
    make({ timeLimits: { requestMs: 400, headersMs: 200, checkedMs: 50 } })
    await http.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = http.app.server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    socket.write(text)
    let said = ''
    socket.on('data', chunk => {
      said += chunk.toString()
    })
    await once(socket, 'close')
    return said
  }

  it('is cut while its headers are still coming', async () => {
    expect(await arrive('GET /health/live HTTP/1.1\r\nhost: a\r\nx-slow: ')).toContain(
      '"code":"request_timeout"',
    )
  })

  it('is cut while its body is still coming', async () => {
    const head = 'POST /api/mine HTTP/1.1\r\nhost: a\r\nauthorization: Bearer good\r\n'
    const rest =
      'idempotency-key: k\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{'
    expect(await arrive(head + rest)).toContain('"code":"request_timeout"')
  })

  it.each([
    'content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
    'content-length: 2\r\ncontent-length: 3\r\n\r\n{}',
    'transfer-encoding: chunked, identity\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
    'x: a\nb\r\n\r\n',
    'x : a\r\n\r\n',
  ])('is refused when its end or its headers can be read in two ways: %j', async rest => {
    const head = 'POST /api/mine HTTP/1.1\r\nhost: a\r\nauthorization: Bearer good\r\n'
    const said = await arrive(head + rest)
    expect(said).toContain('HTTP/1.1 400')
    expect(said.split('HTTP/1.1 ')).toHaveLength(2)
  })

  it('is refused when its headers are too long', async () => {
    const long = `GET /health/live HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`
    expect(await arrive(long)).toContain('"code":"header_too_large"')
  })
})
