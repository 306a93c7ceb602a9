import type { FastifyRequest } from 'fastify'
import { describe, expect, it } from 'vitest'
import { createCookieJar } from './cookies.ts'
import { createDevices } from './devices.ts'
import { networkOf } from './failures.ts'
import { createIdentityKeys } from './secrets.ts'
import { createSite } from './site.ts'

const site = createSite('https://muster.example')
const local = createSite(undefined)

function from(headers: Record<string, string>, method = 'POST'): FastifyRequest {
  return { method, headers: { host: 'localhost:8080', ...headers } } as unknown as FastifyRequest
}

const FOREIGN = { code: 'foreign_request' }

describe('an act with a cookie', () => {
  it.each([
    ['our page says so', { 'sec-fetch-site': 'same-origin' }],
    ['an older browser names our origin', { origin: 'https://muster.example' }],
  ])('is let through when %s', (_, headers) => {
    expect(site.refuseForeign(from(headers))).toBeUndefined()
  })

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://muster.example' }],
    ['a neighbour below the same domain', { 'sec-fetch-site': 'same-site' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    ['another origin', { origin: 'https://muster.example.evil.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['http instead of https', { origin: 'http://muster.example' }],
    ['nowhere', {}],
  ])('is refused from %s', (_, headers) => {
    expect(site.refuseForeign(from(headers))).toEqual(FOREIGN)
  })

  it('may read from anywhere: the answer is for our pages only', () => {
    expect(site.refuseForeign(from({ 'sec-fetch-site': 'cross-site' }, 'GET'))).toBeUndefined()
  })

  it('knows its own origin by the host where no public address is set', () => {
    expect(local.refuseForeign(from({ origin: 'http://localhost:8080' }))).toBeUndefined()
    expect(local.refuseForeign(from({ origin: 'http://localhost:9999' }))).toEqual(FOREIGN)
  })
})

describe('a log-in', () => {
  it('is open to programs, which say nothing, and closed to other sites', () => {
    expect(site.refuseForeignVisitor(from({}))).toBeUndefined()
    expect(site.refuseForeignVisitor(from({ 'sec-fetch-site': 'cross-site' }))).toEqual(FOREIGN)
    expect(site.refuseForeignVisitor(from({ origin: 'https://evil.example' }))).toEqual(FOREIGN)
  })
})

describe('cookies', () => {
  it('are bound to the host and to https where there is https', () => {
    const jar = createCookieJar(site)
    expect(jar.write(jar.session, 'v')).toBe(
      '__Host-muster-session=v; Path=/; HttpOnly; SameSite=Strict; Secure',
    )
    expect(jar.clear(jar.session)).toContain('Max-Age=0')
  })
  it('are read by their whole name', () => {
    const jar = createCookieJar(local)
    const header = 'not-muster-session=a; muster-session=b ; muster-session=c; x=muster-session=d'
    expect(jar.read(header, jar.session)).toBe('b')
    expect(jar.read('other=1', jar.session)).toBeUndefined()
  })
})

describe('devices', () => {
  const devices = createDevices(createIdentityKeys(new Uint8Array(32)))
  const at = (device?: string) => ({ client: { address: '10.1.2.3', agent: '' }, device })

  it('are known to the account that logged in from them, and to no other', () => {
    const cookie = devices.remember(at(), 'li.si')
    expect(devices.isKnown(at(cookie), 'li.si')).toBe(true)
    expect(devices.isKnown(at(cookie), 'zhang.wei')).toBe(false)
    expect(devices.sourceOf(at(cookie), 'li.si')).toMatch(/^device /)
    expect(devices.sourceOf(at(cookie), 'zhang.wei')).toBe('network 10.1.2')
  })
  it('serve several accounts, the latest eight', () => {
    let cookie = devices.remember(at(), 'p0')
    for (let n = 1; n <= 8; n += 1) cookie = devices.remember(at(cookie), `p${n}`)
    expect(devices.isKnown(at(cookie), 'p8')).toBe(true)
    expect(devices.isKnown(at(cookie), 'p1')).toBe(true)
    expect(devices.isKnown(at(cookie), 'p0')).toBe(false)
  })
  it('cannot be made up', () => {
    expect(devices.isKnown(at(`${'0'.repeat(18)}.${'A'.repeat(32)}`), 'li.si')).toBe(false)
  })
})

describe('a network', () => {
  it.each([
    ['10.1.2.3', '10.1.2'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
