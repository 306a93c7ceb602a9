// Why the database of DATABASE_URL could not be opened: is the setting wrong, or is the server away?
import { ConfigError } from './config.ts'

/** sysexits EX_TEMPFAIL: the settings may well be right; starting again later may help. */
export const AWAY_EXIT_CODE = 75

/** The server of the database cannot be reached just now. */
export class DatabaseAwayError extends Error {
  override readonly name = 'DatabaseAwayError'
}

/** What the network says, names that are not known yet among it: a neighbour may still be starting. */
const AWAY_BY_NETWORK =
  /^(?:ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|ENOTFOUND|EAI_AGAIN)$/
/** What a server says that starts, stops, recovers, or is full: classes 08, 53, 57P, 58. */
const AWAY_BY_SERVER = /^(?:08|53|57P|58)/
/** What the driver says, without a code, when nobody answers or hangs up. */
const AWAY_IN_WORDS = /^(?:timeout exceeded|timeout expired|Connection terminated)/

/**
 * What is to be told of an error of `openDb`. Without DATABASE_URL it is left as it is: the folder of
 * the embedded database was tried before.
 */
export function faultAtStart(error: unknown, databaseUrl: string | undefined): unknown {
  if (!databaseUrl || !(error instanceof Error)) return error
  return isAway(error.cause)
    ? new DatabaseAwayError(error.message, { cause: error })
    : new ConfigError([error.message], { cause: error })
}

function isAway(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false
  // Tried by IPv4 and by IPv6.
  if (cause instanceof AggregateError) return cause.errors.every(isAway)
  const { code = '', syscall } = cause as NodeJS.ErrnoException
  // A socket that is not there yet; a file of certificates that is not there never will be.
  if (code === 'ENOENT') return syscall === 'connect'
  return (
    AWAY_BY_NETWORK.test(code) || AWAY_BY_SERVER.test(code) || AWAY_IN_WORDS.test(cause.message)
  )
}
