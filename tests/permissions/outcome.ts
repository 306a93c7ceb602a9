// What an answer says about authority, as one letter of the table.
import type { Letter } from './table.ts'

/** The request names something that this installation does not have: authority was not asked. */
const NOT_KNOWN_HERE = /^(?:unknown_|place_outside_territory)/

/** Said of the one who asks: their organisation is none that could call anybody. */
const CALLS_NOBODY = 'caller_without_head'

export interface Answered {
  readonly status: number
  readonly code: string
}

/** A question mark for what a well-formed request never gets: it is then the request that is wrong. */
export function letterOf({ status, code }: Answered): Letter | '?' {
  if (status === 401) return 'u'
  if (status === 403 || (status >= 400 && code === CALLS_NOBODY)) return 'n'
  if (status === 404) return '-'
  if (status === 422 && NOT_KNOWN_HERE.test(code)) return 'i'
  return status < 300 || [409, 410, 412, 422].includes(status) ? 'y' : '?'
}
