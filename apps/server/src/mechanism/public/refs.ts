// Names by which strangers speak of a matter: made from its id by a secret, so that no id leaves the server.
import { createHmac } from 'node:crypto'
import type { Platform } from '../../platform/feature.ts'

const LENGTH = 32

export interface Refs {
  of(kind: string, id: string): string
}

const made = new WeakMap<Platform, Promise<Refs>>()

export function refsOf(platform: Platform): Promise<Refs> {
  const known = made.get(platform)
  if (known !== undefined) return known
  const making = platform.loadSecret('public-refs').then(secret => ({
    of: (kind: string, id: string) =>
      createHmac('sha256', secret).update(`${kind}:${id}`).digest('hex').slice(0, LENGTH),
  }))
  made.set(platform, making)
  return making
}
