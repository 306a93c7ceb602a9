// The code by which whatever receives a canary says that it arrived: known from its id, and told in its message alone.
import { createHmac } from 'node:crypto'
import type { Edge } from '../edge.ts'

const secrets = new WeakMap<Edge['platform'], Promise<Uint8Array>>()

export async function echoCodeOf({ platform }: Edge, broadcast: string): Promise<string> {
  const secret = secrets.get(platform) ?? platform.loadSecret('canary-echoes')
  secrets.set(platform, secret)
  return createHmac('sha256', await secret)
    .update(broadcast)
    .digest('base64url')
    .slice(0, 32)
}

export const ECHO_PATH = '/api/public/echoes/'

/** Undefined where nobody said at which address people find this server. */
export async function echoLinkOf(edge: Edge, broadcast: string): Promise<string | undefined> {
  const { publicUrl } = edge.platform
  if (publicUrl === undefined) return undefined
  return `${publicUrl}${ECHO_PATH}${await echoCodeOf(edge, broadcast)}`
}
