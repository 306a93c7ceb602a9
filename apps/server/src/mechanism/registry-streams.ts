// Where each registry is kept: the directory by district, the calendar's notices in one stream, one a kind, a grant, a problem type.
import type { StreamKey } from '../platform/event-store/types.ts'
import { CITY_WIDE } from './ids.ts'

export const CALENDAR_NOTICES: StreamKey = { district: CITY_WIDE, kind: 'notices', id: 'calendar' }

/** Areas and problem types, which belong to the whole city. */
export const TERRITORY: StreamKey = { district: CITY_WIDE, kind: 'directory', id: 'territory' }

/** The units of one district, or the city's own. */
export function unitsStreamOf(district: string): StreamKey {
  return { district, kind: 'directory', id: 'units' }
}

export function policyStreamOf(kind: string): StreamKey {
  return { district: CITY_WIDE, kind: 'policy', id: kind }
}
