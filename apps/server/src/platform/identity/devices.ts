// Browsers from which an account has logged in before: their failures are counted apart, so that
// nobody else on the same network, or on any other, can slow their owner down.
import { networkOf } from './failures.ts'
import { type IdentityKeys, isSame, newId } from './secrets.ts'
import type { Client } from './types.ts'

/** Where a log-in is tried from. */
export interface Origin {
  readonly client: Client
  /** The device's cookie, if it has one. */
  readonly device: string | undefined
}

export interface Devices {
  /** The device when the account is known to use it, else the network. */
  sourceOf(origin: Origin, loginName: string): string
  isKnown(origin: Origin, loginName: string): boolean
  /** The cookie that says from now on that this account uses the device. */
  remember(origin: Origin, loginName: string): string
}

const DEVICE = /^([0-9a-f]{18})((?:\.[\w-]{32}){0,8})$/
/** A duty desk is used by several people in turn. */
const MOST_ACCOUNTS = 8

export const DEVICE_LIFE_MS = 180 * 86_400_000

export function createDevices(keys: IdentityKeys): Devices {
  const markOf = (device: string, name: string) => keys.fingerprint('device', `${device}\n${name}`)
  const read = (cookie: string | undefined) => {
    const [, id, marks = ''] = DEVICE.exec(cookie ?? '') ?? []
    return id === undefined ? undefined : { id, marks: marks.split('.').filter(Boolean) }
  }
  const knows = (origin: Origin, name: string) => {
    const device = read(origin.device)
    if (device === undefined) return undefined
    const mark = markOf(device.id, name)
    return device.marks.some(each => isSame(each, mark)) ? device : undefined
  }
  return {
    isKnown: (origin, name) => knows(origin, name) !== undefined,
    sourceOf: (origin, name) => {
      const device = knows(origin, name)
      return device === undefined
        ? `network ${networkOf(origin.client.address)}`
        : `device ${device.id}`
    },
    remember: (origin, name) => {
      const { id, marks } = read(origin.device) ?? { id: newId(), marks: [] }
      const mark = markOf(id, name)
      const kept = marks.filter(each => each !== mark).slice(0, MOST_ACCOUNTS - 1)
      return [id, mark, ...kept].join('.')
    },
  }
}
