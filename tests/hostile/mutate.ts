// What is done to a request that was well-formed: to its body, its address, its headers, its method.
import type { SeededRandom } from '../faults/power-cut/seeded-random.ts'

export interface Wire {
  readonly method: string
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer | undefined
}

export interface Mutation {
  readonly name: string
  readonly apply: (wire: Wire, random: SeededRandom) => Wire
}

type Json = unknown

const LONG = 'x'.repeat(12_000)

/** Texts of JSON that take the place of a value. */
const VALUES: readonly (readonly [name: string, json: string])[] = [
  ['another type', '[{"a":1}]'],
  ['number for text', '-1.5'],
  ['overlong text', JSON.stringify(LONG)],
  ['NUL', '"a\\u0000b"'],
  ['lone surrogate', '"\\ud800x"'],
  ['deep nesting', `${'['.repeat(60)}1${']'.repeat(60)}`],
  ['huge number', '1e400'],
  ['large number', '9007199254740993'],
  ['prototype', '{"__proto__":{"isAdmin":true}}'],
  ['constructor', '{"constructor":{"prototype":{"isAdmin":true}}}'],
  ['SQL', '"\'; drop table events; --"'],
  ['path', '"../../../../etc/passwd"'],
  ['template', '"{{7*7}}<%= 7 %>#{7*7}"'],
  ['line breaks', '"a\\r\\nSet-Cookie: x=1"'],
  ['right to left', '"\\u202egnp.exe"'],
  ['formula', '"=HYPERLINK(\\"http://x\\")"'],
  ['null', 'null'],
]

/** Whole bodies that are no object of the schema. */
const BODIES: readonly (readonly [name: string, body: Buffer])[] = [
  ['truncated', Buffer.from('{"a":')],
  ['array', Buffer.from('[]')],
  ['bad UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ['too large', Buffer.from(`{"a":"${'x'.repeat(300_000)}"}`)],
  ['empty', Buffer.alloc(0)],
  ['brackets', Buffer.from('['.repeat(20_000))],
]

const IDS = [
  '..%2f..%2f..%2fetc%2fpasswd',
  '%00',
  '%c0%ae%c0%ae',
  'x'.repeat(300),
  '__proto__',
  'constructor',
  '%27%20or%201%3D1--',
  '%0d%0aSet-Cookie:x=1',
  '%f0%9f%92%a3',
  '*',
  '%2e%2e',
]

const QUERIES = [
  'limit=1000000000',
  'limit=-1',
  'cursor=e30',
  'cursor=%00',
  '__proto__[x]=1',
  'district=110117&district=110101',
  "sort=';drop",
  'near=1e999,1',
  'access_token=mus_110117_x',
  'filter[$ne]=1',
]

/** Headers by which a request claims to be another than it is. */
const HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'x-http-method-override': 'DELETE' },
  { 'x-method-override': 'GET' },
  { 'x-original-url': '/health/live' },
  { 'x-rewrite-url': '/api/tokens' },
  { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', forwarded: 'for=127.0.0.1' },
  { host: 'evil.example' },
  { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
  { origin: 'https://evil.example', referer: 'https://evil.example/' },
  { cookie: 'muster-session=x; __Host-muster-session=x; session=admin' },
  { 'if-match': '*' },
  { 'if-match': '"v0"' },
  { 'if-match': '"v99999999999999999999"' },
  { 'if-match': 'W/"v1", \'x\'' },
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': 'application/json;__proto__=1' },
  { 'content-encoding': 'gzip' },
  { 'accept-language': `${'de-'.repeat(500)}` },
  { accept: 'text/html' },
  { range: 'bytes=0-1' },
  { 'idempotency-key': '' },
  { 'idempotency-key': 'k'.repeat(400) },
  { 'last-event-id': '-1' },
  { 'muster-session': 'x' },
  { authorization: 'Basic YWRtaW46YWRtaW4=' },
  { authorization: 'Bearer' },
  { authorization: `Bearer mus_000000_${'0'.repeat(50)}` },
  { expect: 'something' },
]

const METHODS = ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND', 'GET', 'POST']

export const MUTATIONS: readonly Mutation[] = [
  ...VALUES.map(([name, json]) => ({ name: `value: ${name}`, apply: replaceLeaf(json) })),
  ...BODIES.map(([name, body]) => ({ name: `body: ${name}`, apply: replaceBody(body) })),
  { name: 'field twice', apply: doubleField },
  { name: 'unknown field', apply: addField('"unbekannt":1') },
  { name: 'prototype field', apply: addField('"__proto__":{"isAdmin":true}') },
  { name: 'field missing', apply: dropField },
  { name: 'id in the address', apply: replaceId },
  { name: 'query', apply: addQuery },
  { name: 'address', apply: bendAddress },
  { name: 'headers', apply: addHeaders },
  { name: 'headers', apply: addHeaders },
  { name: 'method', apply: changeMethod },
  { name: 'token cut short', apply: cutToken },
]

function pick<T>(random: SeededRandom, choices: readonly T[]): T {
  const chosen = choices[random.below(choices.length)]
  if (chosen === undefined) throw new Error('nothing to choose from')
  return chosen
}

function objectOf({ body }: Wire): Record<string, Json> | undefined {
  if (body === undefined || body.length === 0 || body.length > 100_000) return undefined
  try {
    const value: Json = JSON.parse(body.toString())
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, Json>)
      : undefined
  } catch {
    return undefined
  }
}

const MARK = '\u0001'

/** Walks to a leaf, or stops on the way at a whole branch. */
function mark(value: Json, random: SeededRandom): Json {
  const stops = typeof value !== 'object' || value === null || random.next() < 0.2
  if (stops) return MARK
  const keys = Object.keys(value)
  if (keys.length === 0) return MARK
  const key = pick(random, keys)
  const inside = (value as Record<string, Json>)[key]
  if (Array.isArray(value))
    return value.map((item, at) => (String(at) === key ? mark(item, random) : item))
  return { ...value, [key]: mark(inside, random) }
}

function replaceLeaf(json: string): Mutation['apply'] {
  return (wire, random) => {
    const object = objectOf(wire)
    if (object === undefined) return replaceId(wire, random)
    const keys = Object.keys(object)
    if (keys.length === 0) return addField(`"x":${json}`)(wire, random)
    const key = pick(random, keys)
    const marked = { ...object, [key]: mark(object[key], random) }
    const text = JSON.stringify(marked).replace(JSON.stringify(MARK), () => json)
    return { ...wire, body: Buffer.from(text) }
  }
}

function replaceBody(body: Buffer): Mutation['apply'] {
  return (wire, random) => (wire.body === undefined ? addQuery(wire, random) : { ...wire, body })
}

function doubleField(wire: Wire, random: SeededRandom): Wire {
  const object = objectOf(wire)
  const [key] = Object.keys(object ?? {})
  if (object === undefined || key === undefined) return addHeaders(wire, random)
  const rest = JSON.stringify(object).slice(1)
  return { ...wire, body: Buffer.from(`{${JSON.stringify(key)}:"twice",${rest}`) }
}

function addField(field: string): Mutation['apply'] {
  return (wire, random) => {
    const object = objectOf(wire)
    if (object === undefined) return addQuery(wire, random)
    const text = JSON.stringify(object)
    const joined = text === '{}' ? `{${field}}` : `${text.slice(0, -1)},${field}}`
    return { ...wire, body: Buffer.from(joined) }
  }
}

function dropField(wire: Wire, random: SeededRandom): Wire {
  const object = objectOf(wire)
  const keys = Object.keys(object ?? {})
  if (object === undefined || keys.length === 0) return replaceId(wire, random)
  const gone = pick(random, keys)
  const left = Object.fromEntries(Object.entries(object).filter(([key]) => key !== gone))
  return { ...wire, body: Buffer.from(JSON.stringify(left)) }
}

function replaceId(wire: Wire, random: SeededRandom): Wire {
  const [path = '', query] = wire.target.split('?')
  const parts = path.split('/')
  const changeable = parts.flatMap((part, at) => (/\d/.test(part) ? [at] : []))
  const at = changeable.length === 0 ? parts.length - 1 : pick(random, changeable)
  parts[at] = pick(random, IDS)
  const target = parts.join('/')
  return { ...wire, target: query === undefined ? target : `${target}?${query}` }
}

function addQuery(wire: Wire, random: SeededRandom): Wire {
  const joint = wire.target.includes('?') ? '&' : '?'
  return { ...wire, target: `${wire.target}${joint}${pick(random, QUERIES)}` }
}

function bendAddress(wire: Wire, random: SeededRandom): Wire {
  const { target } = wire
  const bent = pick(random, [
    `${target}/`,
    `/${target}`,
    target.replace('/api/', '/api/../api/'),
    target.replace('/api/', '/API/'),
    target.replace('/api/', '/api//'),
    target.replace('/api/', '/api/public/../'),
    target.replace('/api/', '/%61pi/'),
    `${target};.json`,
    `${target}%20`,
    `http://evil.example${target}`,
  ])
  return { ...wire, target: bent }
}

function addHeaders(wire: Wire, random: SeededRandom): Wire {
  return { ...wire, headers: { ...wire.headers, ...pick(random, HEADERS) } }
}

function changeMethod(wire: Wire, random: SeededRandom): Wire {
  return { ...wire, method: pick(random, METHODS) }
}

function cutToken(wire: Wire): Wire {
  const { authorization = 'Bearer mus' } = wire.headers
  const changed = authorization.endsWith('A') ? 'B' : 'A'
  const headers = { ...wire.headers, authorization: `${authorization.slice(0, -1)}${changed}` }
  return { ...wire, headers }
}
