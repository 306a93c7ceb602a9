// What went wrong with a message, as a code: never an address, a secret or a word of it.
import { OutgoingError } from '../outgoing/outgoing.ts'
import type { Sent } from './channel.ts'

export function failed(reason: string, permanent = false): Sent {
  return { ok: false, reason, permanent }
}

/** An address that this channel cannot read: no try of it can succeed. */
export const BAD_ADDRESS: Sent = failed('address_malformed', true)

/** The provider knew the address once, and says that nobody is there any more. */
export const ADDRESS_GONE = 'address_gone'

/** Answers after which trying the same again is no use; every other one may get better. */
const FINAL = new Set([400, 401, 403, 404, 405, 410, 413, 415, 422])

export function refusedWith(status: number): Sent {
  if (status === 404 || status === 410) return failed(ADDRESS_GONE, true)
  if (status === 429) return failed('rate_limited')
  return failed(`status_${status}`, FINAL.has(status))
}

/** Errors of the network and of our own guard over it. */
export function troubleOf(error: unknown, signal: AbortSignal): Sent {
  if (error instanceof OutgoingError) return failed(error.code, error.code !== 'answer_too_large')
  if (signal.aborted || isTimeout(error)) return failed('timed_out')
  return failed(codeOf(error))
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && ['TimeoutError', 'AbortError'].includes(error.name)
}

/** `ECONNREFUSED` and the like are words of the system; messages may hold addresses. */
function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { readonly code?: unknown }
  return typeof code === 'string' && /^[A-Z_0-9]{2,40}$/.test(code)
    ? code.toLowerCase()
    : 'unreachable'
}
