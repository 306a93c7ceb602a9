// What an answer means for an act that waited: done, later, not like this, or not before somebody logs in.

export type Verdict = 'done' | 'later' | 'refused' | 'hold'

export interface Answer {
  /** 0 when nobody answered. */
  readonly status: number
  /** Of the problem; absent when it was accepted. */
  readonly code?: string
}

/** It is so already: another phone of the same officer said it, or the desk did. */
const ALREADY: ReadonlySet<string> = new Set([
  'already_signed',
  'already_under_way',
  'already_arrived',
  'measure_already_recorded',
  'nothing_to_acknowledge',
])

const LATER_STATUS: ReadonlySet<number> = new Set([0, 408, 425, 429, 500, 502, 503, 504])

/** Another page was faster, or the server forgot what had come: told anew where it stands, it goes on. */
const LOOK_AGAIN: ReadonlySet<string> = new Set(['upload_offset_differs', 'unknown_upload'])

/** The session ended, or another person's is here now. */
const SESSION: ReadonlySet<string> = new Set([
  'unauthenticated',
  'session_ended',
  'session_expired',
  'session_changed',
  'token_expired',
])

export function verdictOf({ status, code }: Answer): Verdict {
  if (status >= 200 && status < 300) return 'done'
  if (isSessionOver(code)) return 'hold'
  if (code !== undefined && ALREADY.has(code)) return 'done'
  if (code !== undefined && LOOK_AGAIN.has(code)) return 'later'
  if (LATER_STATUS.has(status)) return 'later'
  return 'refused'
}

/** Nothing more is taken before somebody logs in. */
export function isSessionOver(code: string | undefined): boolean {
  return code !== undefined && SESSION.has(code)
}
