import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { addressClass, clientAddress, isHttps, readTrustedProxies } from './client-address.ts'

function request(remoteAddress: string, headers: Record<string, string> = {}): IncomingMessage {
  return { socket: { remoteAddress }, headers } as unknown as IncomingMessage
}

const ours = readTrustedProxies('10.0.0.0/8, ::1')
const nobody = readTrustedProxies('')

describe('the address of a client', () => {
  it('is the peer when no proxy is trusted, whatever the headers claim', () => {
    const claimed = { 'x-forwarded-for': '1.2.3.4', 'x-forwarded-proto': 'https' }
    expect(clientAddress(request('::ffff:5.6.7.8', claimed), nobody)).toBe('5.6.7.8')
    expect(isHttps(request('5.6.7.8', claimed), ours)).toBe(false)
  })

  it('is what the outermost proxy of ours saw', () => {
    const chain = { 'x-forwarded-for': '9.9.9.9, 1.2.3.4, 10.0.0.2' }
    expect(clientAddress(request('10.0.0.1', chain), ours)).toBe('1.2.3.4')
    expect(clientAddress(request('::1', chain), ours)).toBe('1.2.3.4')
    expect(clientAddress(request('10.0.0.1', { 'x-forwarded-for': 'x, 10.0.0.2' }), ours)).toBe(
      '10.0.0.2',
    )
    expect(clientAddress(request('10.0.0.1'), ours)).toBe('10.0.0.1')
  })

  it('is spoken to over https when a proxy of ours says so', () => {
    expect(isHttps(request('10.0.0.1', { 'x-forwarded-proto': 'https' }), ours)).toBe(true)
    expect(isHttps(request('10.0.0.1', { 'x-forwarded-proto': 'https, http' }), ours)).toBe(false)
  })

  it('counts as its /64 when it is of IPv6', () => {
    expect(addressClass('2400:3200::1')).toBe('2400:3200:0:0::/64')
    expect(addressClass('2400:3200:0:0:ffff::9')).toBe('2400:3200:0:0::/64')
    expect(addressClass('1.2.3.4')).toBe('1.2.3.4')
  })

  it.each(['10.0.0.0/33', 'proxy', '10.0.0.1/', '1.2.3.4/8/8'])('%j is no proxy', entry => {
    expect(() => readTrustedProxies(entry)).toThrow(RangeError)
  })
})
