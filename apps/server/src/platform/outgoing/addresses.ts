// Which addresses are out in the world, and which belong to this machine, its network or nobody.
import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** IPv4 that is not the open internet, by the IANA registry of special-purpose addresses. */
const CLOSED_V4: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  // Shared by carriers; one cloud keeps its metadata service here.
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Link-local; most clouds keep their metadata service here.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]

/** Of IPv6 only global unicast is open, and of it not what wraps IPv4 or is set aside. */
const CLOSED_IN_GLOBAL_V6: readonly (readonly [network: string, prefix: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

const closedV4 = new BlockList()
for (const [network, prefix] of CLOSED_V4) closedV4.addSubnet(network, prefix, 'ipv4')
const globalV6 = new BlockList()
globalV6.addSubnet('2000::', 3, 'ipv6')
const closedV6 = new BlockList()
for (const [network, prefix] of CLOSED_IN_GLOBAL_V6) closedV6.addSubnet(network, prefix, 'ipv6')

/** Is it an address that anyone on the internet could reach as well? */
export function isPublicAddress(address: string): boolean {
  const plain = plainAddress(address)
  if (isIPv4(plain)) return !closedV4.check(plain, 'ipv4')
  return isIPv6(plain) && globalV6.check(plain, 'ipv6') && !closedV6.check(plain, 'ipv6')
}

/** Without brackets and zone; IPv4 that is written as IPv6 becomes IPv4 again. */
export function plainAddress(address: string): string {
  const [bare = ''] = address.replace(/^\[|\]$/g, '').split('%')
  if (!isIPv6(bare)) return bare
  const mapped = /^(?:0{1,4}:){0,5}:?:?ffff:(.+)$/i.exec(spelledOut(bare))
  return mapped?.[1] === undefined ? bare : (toIPv4(mapped[1]) ?? bare)
}

/** The URL parser writes IPv6 in its one shortest form. */
function spelledOut(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1)
}

function toIPv4(tail: string): string | undefined {
  if (isIPv4(tail)) return tail
  const [high = '', low = '', ...rest] = tail.split(':')
  if (rest.length > 0 || low === '') return undefined
  const bits = [Number.parseInt(high, 16), Number.parseInt(low, 16)]
  return bits.flatMap(pair => [pair >> 8, pair & 255]).join('.')
}
