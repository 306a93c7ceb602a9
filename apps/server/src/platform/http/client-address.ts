// Whose request it is, by address: what a proxy says counts only when the proxy is one of ours.
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv4 } from 'node:net'
import { plainAddress } from '../outgoing/addresses.ts'

export class TrustedProxies {
  readonly #list: BlockList
  constructor(list: BlockList) {
    this.#list = list
  }
  has(address: string): boolean {
    return isIP(address) !== 0 && this.#list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
  }
}

/** Reads addresses and networks separated by commas; throws a RangeError at what is neither. */
export function readTrustedProxies(list: string): TrustedProxies {
  const trusted = new BlockList()
  for (const entry of list.split(',').map(one => one.trim())) {
    if (entry !== '') addTo(trusted, entry)
  }
  return new TrustedProxies(trusted)
}

function addTo(trusted: BlockList, entry: string): void {
  const [address = '', prefix, ...rest] = entry.split('/')
  if (isIP(address) === 0 || rest.length > 0) throw new RangeError(entry)
  const family = isIPv4(address) ? 'ipv4' : 'ipv6'
  const most = family === 'ipv4' ? 32 : 128
  if (prefix === undefined) {
    trusted.addAddress(address, family)
    return
  }
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > most) throw new RangeError(entry)
  trusted.addSubnet(address, Number(prefix), family)
}

/** Longer chains are somebody's invention. */
const MOST_HOPS = 16

/**
 * The address of the client: from right to left, the first in X-Forwarded-For that is no proxy of
 * ours. What stands further left was written by the client and is anybody's claim.
 */
export function clientAddress(request: IncomingMessage, proxies: TrustedProxies): string {
  const peer = plainAddress(request.socket.remoteAddress ?? '')
  if (!proxies.has(peer)) return peer
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',')
  let nearest = peer
  for (const hop of forwarded.slice(-MOST_HOPS).reverse()) {
    const address = plainAddress(hop.trim())
    if (isIP(address) === 0) return nearest
    nearest = address
    if (!proxies.has(address)) return address
  }
  return nearest
}

/** Did the client speak https, to us or to a proxy of ours? */
export function isHttps(request: IncomingMessage, proxies: TrustedProxies): boolean {
  if ('encrypted' in request.socket) return true
  if (!proxies.has(plainAddress(request.socket.remoteAddress ?? ''))) return false
  const last = String(request.headers['x-forwarded-proto'] ?? '')
    .split(',')
    .at(-1)
  return last?.trim().toLowerCase() === 'https'
}

/** Limits count by this: whoever holds one IPv6 address holds its whole /64. */
export function addressClass(address: string): string {
  if (!address.includes(':')) return address
  const spelled = URL.parse(`http://[${address}]`)?.hostname.slice(1, -1)
  if (spelled === undefined) return address
  const [head = '', tail] = spelled.split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length
  const groups = [...front, ...Array.from({ length: zeros }, () => '0'), ...back]
  return `${groups.slice(0, 4).join(':')}::/64`
}
