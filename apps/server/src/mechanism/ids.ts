// Ids carry their district, so that the key of a stream follows from the id alone.
import { randomBytes } from 'node:crypto'
import type { StreamKey } from '../platform/event-store/types.ts'

export type StreamKind =
  | 'whistle'
  | 'case'
  | 'grading'
  | 'supervision'
  | 'command_post'
  | 'grant'
  | 'policy'
  | 'notices'
  | 'list'
  | 'directory'
  | 'page'
  | 'broadcast'
  | 'roster'
  | 'contact'
  | 'registry'

/** The district of what belongs to the whole city. */
export const CITY_WIDE = '000000'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** Time first, so that ids sort as they were made; then 60 random bits. */
function unique(now: number): string {
  let time = ''
  for (let rest = now, i = 0; i < 9; i += 1, rest = Math.floor(rest / 32))
    time = `${ALPHABET[rest % 32]}${time}`
  let random = ''
  for (const byte of randomBytes(12)) random += ALPHABET[byte % 32]
  return time + random
}

/** `w-110117-01hq…`: what it is, whose district, which one. */
export function newId(
  prefix: 'w' | 'c' | 'r' | 'm' | 'e' | 'post' | 'g' | 'b',
  district: string,
  now: number,
): string {
  return `${prefix}-${district}-${unique(now)}`
}

const WITH_DISTRICT = /^[a-z]+-(\d{6})-/

/** The district inside an id; city-wide when there is none. */
export function districtOf(id: string): string {
  return WITH_DISTRICT.exec(id)?.[1] ?? CITY_WIDE
}

export function streamOf(kind: StreamKind, id: string): StreamKey {
  return { district: districtOf(id), kind, id }
}

/** The stream of what a page is about: a whistle, or a broadcast. */
export function subjectStreamOf(id: string): StreamKey {
  return streamOf(id.startsWith('b-') ? 'broadcast' : 'whistle', id)
}

/** Its version is the version of all registries together: every change of one of them adds an event here. */
export const REGISTRY_CLOCK: StreamKey = { district: CITY_WIDE, kind: 'registry', id: 'clock' }
