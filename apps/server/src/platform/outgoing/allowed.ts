// What an operator lets the server reach although it is not public: `10.1.0.0/16, idp.city:8443`.
import { BlockList, isIP, isIPv4 } from 'node:net'
import { plainAddress } from './addresses.ts'

export interface AllowedDestination {
  /** A host name, an address, or a network as `address/prefix`. */
  readonly host: string
  /** Any port when absent. */
  readonly port: number | undefined
}

const NAME = /^(?!-)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*$/i

/** Reads the list; the first entry that cannot be read is thrown as a RangeError. */
export function readAllowed(list: string): readonly AllowedDestination[] {
  return list
    .split(',')
    .map(entry => entry.trim())
    .filter(entry => entry !== '')
    .map(readEntry)
}

function readEntry(entry: string): AllowedDestination {
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(entry)
  const plain = /^([^:]+)(?::(\d{1,5}))?$/.exec(entry)
  const [, host = entry, port] = bracketed ?? plain ?? []
  if (!isNetwork(host) && isIP(host) === 0 && !NAME.test(host)) throw new RangeError(entry)
  return { host: host.toLowerCase(), port: port === undefined ? undefined : Number(port) }
}

function isNetwork(host: string): boolean {
  const [address = '', prefix = '', ...rest] = host.split('/')
  const most = isIPv4(address) ? 32 : 128
  return rest.length === 0 && isIP(address) !== 0 && /^\d+$/.test(prefix) && Number(prefix) <= most
}

export interface Destination {
  readonly hostname: string
  readonly port: number
  readonly address: string
}

export function isAllowed(
  allowed: readonly AllowedDestination[],
  { hostname, port, address }: Destination,
): boolean {
  const plain = plainAddress(address)
  return allowed.some(
    entry =>
      (entry.port === undefined || entry.port === port) &&
      (entry.host === hostname.toLowerCase() || covers(entry.host, plain)),
  )
}

function covers(host: string, address: string): boolean {
  if (!host.includes('/')) return isIP(host) !== 0 && plainAddress(host) === address
  const [network = '', prefix] = host.split('/')
  const family = isIPv4(network) ? 'ipv4' : 'ipv6'
  if (isIPv4(address) !== (family === 'ipv4')) return false
  const list = new BlockList()
  list.addSubnet(network, Number(prefix), family)
  return list.check(address, family)
}
