// Where each registry is kept: one stream for the directory and the calendar's notices, one a kind, a grant, a problem type.
import type { StreamKey } from '../platform/event-store/types.ts'
import { CITY_WIDE, streamOf } from './ids.ts'

export { listStreamOf } from './consequences.ts'

export const DIRECTORY: StreamKey = { district: CITY_WIDE, kind: 'directory', id: 'city' }

export const CALENDAR_NOTICES: StreamKey = { district: CITY_WIDE, kind: 'notices', id: 'calendar' }

export function policyStreamOf(kind: string): StreamKey {
  return { district: CITY_WIDE, kind: 'policy', id: kind }
}

export function grantStreamOf(id: string): StreamKey {
  return streamOf('grant', id)
}
