import { instant, line, point, problem } from '@muster/contract'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { createHttp, type Http } from './app.ts'
import { expectedVersion, onceOf } from './commands.ts'
import { platformProblems } from './platform-problems.ts'
import { createProblems } from './problems.ts'

const person: Actor = {
  person: 'p1',
  office: 'o1',
  organisation: 'street-1',
  district: '110101',
  kind: 'person',
  scopes: new Set(['read', 'release']),
  tokenId: 't1',
}
const integration: Actor = { ...person, person: 'i1', kind: 'integration' }

const body = z.strictObject({
  title: line({ max: 20 }),
  at: instant,
  place: point,
  tags: z.array(line({ max: 5 })).optional(),
})
const good = {
  title: '王府井',
  at: '2017-09-12T14:07:00+08:00',
  place: { type: 'Point', coordinates: [116.4, 39.9] },
}

let http: Http
/** Body hashes of acts that were answered. */
const answered = new Map<string, string>()

function createTestHttp(): Http {
  const made = createHttp({
    log: pino({ level: 'silent' }),
    problems: createProblems(platformProblems),
    authenticator: {
      verify: token => {
        if (token === 'late') return Promise.resolve({ ok: true, actor: person })
        if (token === 'person') return { ok: true, actor: person }
        if (token === 'lost') return { ok: true, actor: { ...person, scopes: new Set() } }
        if (token === 'other')
          return { ok: true, actor: { ...person, person: 'p2', scopes: new Set() } }
        if (token === 'integration') return { ok: true, actor: integration }
        return { ok: false, code: 'token_invalid' }
      },
    },
    scopeRules: { scopes: new Set(['read', 'release']), personOnly: new Set(['release']) },
    info: { title: 'Test', version: '1', description: '', tags: [] },
    healthChecks: [],
    earlier: {
      hashSecret: 'secret',
      find: once => {
        const stored = answered.get(`${once.actor} ${once.route} ${once.key}`)
        if (stored === undefined) return Promise.resolve(undefined)
        const answer = { at: good.at, key: 'stored' }
        return Promise.resolve({ isSame: stored === once.bodyHash, answer, version: 7 })
      },
    },
    bodyLimitBytes: 2048,
    checksAnswers: true,
  })
  const { app } = made
  app.post(
    '/api/things/:id',
    {
      schema: {
        operationId: 'makeThing',
        summary: 'Make a thing',
        params: z.strictObject({ id: line({ max: 10 }) }),
        body,
        response: { 201: z.strictObject({ at: instant, key: z.string() }) },
      },
      config: { access: { scope: 'release' }, refusals: ['version_mismatch'] },
    },
    async (request, reply) => {
      const isNumber: number = request.body.at
      const once = onceOf(request, 'secret')
      answered.set(`${once.actor} ${once.route} ${once.key}`, once.bodyHash)
      expect(isNumber).toBe(1505196420000)
      expectedVersion(request)
      return reply.code(201).send({ at: good.at, key: `${once.route} ${once.actor} ${once.key}` })
    },
  )
  const read = { schema: { hide: true } } as const
  app.get('/api/broken', read, () => Promise.reject(new Error('secret inside')))
  app.get('/api/down', read, () => Promise.reject(Object.assign(new Error('x'), { code: '57P01' })))
  app.get('/api/full', read, () =>
    Promise.reject(
      Object.assign(new Error('could not extend file "base/5/1": File too large'), {
        code: 'XX000',
      }),
    ),
  )
  app.get('/api/unfit', read, () =>
    Promise.reject(Object.assign(new Error('x'), { code: '22021' })),
  )
  app.get('/api/refused', read, async (_request, reply) =>
    reply.refuse(Object.assign({ code: 'scope_missing' }, { scope: 'rule', hint: 7 })),
  )
  app.get(
    '/api/lies',
    { schema: { hide: true, response: { 200: z.strictObject({ a: z.number() }) } } },
    () => JSON.parse('{"a":"not a number"}'),
  )
  return made
}

beforeEach(() => {
  answered.clear()
  http = createTestHttp()
})
afterEach(() => http.app.close())

interface Sent {
  readonly payload?: string | Buffer | object
  readonly headers?: Record<string, string>
  readonly url?: string
}

async function post({ payload = good, headers = {}, url = '/api/things/a' }: Sent = {}) {
  const isRaw = typeof payload === 'string' || Buffer.isBuffer(payload)
  const response = await http.app.inject({
    method: 'POST',
    url,
    payload: isRaw ? payload : JSON.stringify(payload),
    headers: {
      'content-type': 'application/json',
      authorization: 'Bearer person',
      'idempotency-key': 'k1',
      ...headers,
    },
  })
  return { status: response.statusCode, headers: response.headers, body: response.json() }
}

async function get(url: string, headers: Record<string, string> = {}) {
  const response = await http.app.inject({
    url,
    headers: { authorization: 'Bearer person', ...headers },
  })
  return { status: response.statusCode, headers: response.headers, body: response.json() }
}

describe('a command', () => {
  it('reads input decoded and answers on the wire', async () => {
    const answer = await post()
    expect(answer.status).toBe(201)
    expect(answer.body).toEqual({ at: good.at, key: 'POST /api/things/:id 110101/p1 k1' })
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f]{6}-\w+$/)
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  it('waits for an authenticator that has to ask', async () => {
    expect((await post({ headers: { authorization: 'Bearer late' } })).status).toBe(201)
  })

  it.each([
    ['an unknown field', { ...good, extra: 1 }, 'unknown_field', 'extra'],
    ['overlong text', { ...good, title: 'x'.repeat(21) }, 'invalid_input', 'title'],
    ['NUL', { ...good, title: 'a\u0000' }, 'invalid_input', 'title'],
    [
      'nothing that can be seen',
      { ...good, title: '\u200b\u2060\u3164' },
      'invalid_input',
      'title',
    ],
    ['a lone surrogate', { ...good, title: 'a\ud800' }, 'invalid_input', 'title'],
    ['a date outside sense', { ...good, at: '1899-01-01T00:00:00Z' }, 'invalid_input', 'at'],
    ['a wrong type', { ...good, title: 5 }, 'invalid_input', 'title'],
    [
      'a place off the planet',
      { ...good, place: { type: 'Point', coordinates: [39.9, 116.4] } },
      'invalid_input',
      'place.coordinates.1',
    ],
    ['an array as body', [], 'invalid_input', 'body'],
    ['null as body', 'null', 'invalid_input', 'body'],
    ['no body', '', 'invalid_input', 'body'],
  ])('refuses %s and names the field', async (_, payload, code, field) => {
    const answer = await post({ payload })
    expect(answer.status).toBe(400)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(problem.parse(answer.body)).toMatchObject({ code, field })
  })

  it.each([
    ['malformed JSON', '{"a":', 'malformed_json', 400],
    ['JSON too deep', '['.repeat(5) + '['.repeat(100), 'malformed_json', 400],
    ['a field twice', '{"title":"a","title":"b"}', 'duplicate_field', 400],
    ['a field twice by escape', '{"title":"a","t\\u0069tle":"b"}', 'duplicate_field', 400],
    ['__proto__', '{"__proto__":{"a":1}}', 'duplicate_field', 400],
    ['invalid UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'malformed_text', 400],
    ['a body too large', `"${'x'.repeat(3000)}"`, 'body_too_large', 413],
  ])('refuses %s', async (_, payload, code, status) => {
    const answer = await post({ payload })
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  it('takes text with quotes, colons and escapes for what it is', async () => {
    expect((await post({ payload: { ...good, title: 'a":\\" {[:' } })).status).toBe(201)
  })

  it.each([
    ['another content type', { 'content-type': 'text/plain' }, 415, 'unsupported_media_type'],
    ['a packed body', { 'content-encoding': 'gzip' }, 415, 'unsupported_content_encoding'],
    ['an untrue encoding', { 'content-encoding': 'x' }, 415, 'unsupported_content_encoding'],
    ['no key', { 'idempotency-key': '' }, 400, 'idempotency_key_missing'],
    ['a key with a blank', { 'idempotency-key': 'a b' }, 400, 'idempotency_key_missing'],
    ['a key too long', { 'idempotency-key': 'x'.repeat(129) }, 400, 'idempotency_key_missing'],
    ['a wrong If-Match', { 'if-match': 'v1' }, 400, 'precondition_malformed'],
    ['no token', { authorization: '' }, 401, 'token_invalid'],
    ['a wrong token', { authorization: 'Bearer x' }, 401, 'token_invalid'],
    ['an integration', { authorization: 'Bearer integration' }, 403, 'integration_not_allowed'],
  ])('refuses %s', async (_, headers, status, code) => {
    const answer = await post({ headers })
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(answer.headers['www-authenticate'] !== undefined).toBe(status === 401)
  })

  it('takes a body that says that it is packed in nothing', async () => {
    expect((await post({ headers: { 'content-encoding': 'identity' } })).status).toBe(201)
  })

  it('refuses NUL and malformed escapes in the path', async () => {
    expect((await post({ url: '/api/things/a%00' })).body.field).toBe('path.id')
    expect((await post({ url: '/api/things/%E0%A4%A' })).body.code).toBe('malformed_url')
    expect((await post({ url: `/api/things/${'x'.repeat(300)}` })).status).toBeLessThan(500)
  })
})

describe('a method that an address does not take', () => {
  const ask = (method: 'GET' | 'HEAD' | 'PUT' | 'OPTIONS', url: string, payload = '') =>
    http.app.inject({ method, url, payload, headers: { 'content-type': 'text/plain' } })

  it('is refused with those it takes, whoever asks and whatever is there', async () => {
    for (const url of ['/api/things/a', '/api/things/b?x=1']) {
      const answer = await ask('PUT', url, 'anything')
      expect([answer.statusCode, answer.headers['allow']]).toEqual([405, 'POST, OPTIONS'])
      expect(answer.headers['content-type']).toContain('application/problem+json')
      expect(problem.parse(answer.json())).toMatchObject({ code: 'method_not_allowed' })
    }
    expect((await ask('PUT', '/api/broken')).headers['allow']).toBe('GET, HEAD, OPTIONS')
  })

  it('is not refused as such where there is no address', async () => {
    for (const method of ['PUT', 'OPTIONS'] as const) {
      const answer = await ask(method, '/api/things')
      expect([answer.statusCode, answer.json().code]).toEqual([404, 'no_such_route'])
      expect(answer.headers['allow']).toBeUndefined()
    }
  })

  it('is told beforehand to whoever asks for it', async () => {
    const answer = await ask('OPTIONS', '/api/things/a')
    expect([answer.statusCode, answer.headers['allow'], answer.body]).toEqual([
      204,
      'POST, OPTIONS',
      '',
    ])
  })

  it('is never HEAD where there is something to read', async () => {
    const [head, whole] = [await ask('HEAD', '/health/live'), await get('/health/live')]
    expect([head.statusCode, head.body]).toEqual([200, ''])
    expect(head.headers['content-length']).toBe(whole.headers['content-length'])
    expect((await ask('HEAD', '/api/broken')).statusCode).toBe(401)
  })
})

describe('errors', () => {
  it('speaks the language asked for', async () => {
    const zh = await get('/api/nothing')
    const en = await get('/api/nothing', { 'accept-language': 'zh;q=0.3, en-GB;q=0.8' })
    expect([zh.body.title, zh.headers['content-language']]).toEqual(['没有这个接口', 'zh-CN'])
    expect([en.body.title, en.headers['content-language']]).toEqual([
      'There is no such address',
      'en',
    ])
  })

  it('shows nothing of a fault', async () => {
    const answer = await get('/api/broken')
    expect([answer.status, answer.body.code]).toEqual([500, 'internal'])
    expect(JSON.stringify(answer.body)).not.toContain('secret')
  })

  it('says that the disk is full, whatever code the database gives that', async () => {
    expect(await get('/api/full')).toMatchObject({ status: 503, body: { code: 'disk_full' } })
  })
  it('says when the database is away', async () => {
    const answer = await get('/api/down')
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '1'])
  })

  it('answers for input that only the database found unfit', async () => {
    const answer = await get('/api/unfit')
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_input'])
  })

  it('fills the words and keeps what else the refusal says', async () => {
    const answer = await get('/api/refused', { 'accept-language': 'en' })
    expect(answer.body).toMatchObject({
      detail: 'Nothing changed. The scope needed: rule.',
      hint: 7,
      scope: 'rule',
      type: '/problems/scope_missing',
    })
  })

  it('explains a code at its address', async () => {
    expect((await get('/problems/not_found')).body.status).toBe(404)
    expect((await get('/problems/zzz')).status).toBe(404)
  })

  it('finds an answer that is not as documented', async () => {
    expect((await get('/api/lies')).status).toBe(500)
  })
})

describe('the API document', () => {
  it('describes operations, headers, refusals and the wire form', async () => {
    const { body: document } = await get('/openapi.json')
    const operation = document.paths['/api/things/{id}'].post
    expect(document.openapi).toBe('3.1.0')
    expect(operation.operationId).toBe('makeThing')
    expect(operation.parameters.map((each: { name: string }) => each.name)).toEqual([
      'id',
      'Idempotency-Key',
      'Accept-Language',
    ])
    expect(operation.requestBody.content['application/json'].schema.properties.at.type).toBe(
      'string',
    )
    expect(operation.responses[201].content['application/json'].schema.properties.at.type).toBe(
      'string',
    )
    expect(Object.keys(operation.responses)).toEqual(
      expect.arrayContaining(['201', '400', '401', '403', '412', '422', 'default']),
    )
    expect(document.components.schemas.Problem.properties.code).toBeDefined()
    expect(document.paths['/api/broken']).toBeUndefined()
  })

  it('is rendered without asking any other host', async () => {
    const page = await http.app.inject('/docs')
    expect(page.headers['content-security-policy']).toContain("script-src 'self'")
    expect(page.body).not.toMatch(/https?:/)
    const script = await http.app.inject('/docs/rapidoc.js')
    expect(script.headers['content-encoding']).toBe('gzip')
  })
})

describe('draining', () => {
  it('tells new requests to come back and stays alive to probes', async () => {
    http.startDraining()
    const answer = await get('/api/broken')
    expect([answer.status, answer.body.code, answer.headers.connection]).toEqual([
      503,
      'draining',
      'close',
    ])
    expect((await get('/health/live')).status).toBe(200)
    expect((await get('/health/ready')).status).toBe(503)
  })
})

describe('an act that is repeated with a token that has lost its scope', () => {
  const lost = { authorization: 'Bearer lost' }

  it('gets the answer it got, once more', async () => {
    await post()
    expect(await post({ headers: lost })).toMatchObject({
      status: 201,
      headers: { etag: '"v7"', 'idempotent-replayed': 'true' },
      body: { at: good.at, key: 'stored' },
    })
  })
  it('is refused as another act when its body is another', async () => {
    await post()
    const other = await post({ headers: lost, payload: { ...good, title: '金海湖' } })
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } })
  })
  it('is refused for the scope when nothing was answered, whatever its body', async () => {
    for (const payload of [good, { nonsense: true }]) {
      expect(await post({ headers: lost, payload })).toMatchObject({
        status: 403,
        body: { code: 'scope_missing' },
      })
    }
  })
  it('tells another actor nothing', async () => {
    await post()
    const headers = { authorization: 'Bearer other' }
    expect(await post({ headers })).toMatchObject({ status: 403, body: { code: 'scope_missing' } })
  })
})
