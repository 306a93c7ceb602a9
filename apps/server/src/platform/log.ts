// The log: one JSON line an event; never a token, never a body.
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'

export type { Logger } from 'pino'

const SECRET_PATHS = [
  'authorization',
  'cookie',
  'token',
  'secret',
  'password',
  'body',
  '*.authorization',
  '*.cookie',
  '*.token',
  '*.secret',
  '*.password',
  '*.body',
  '*.headers',
  'headers',
  '*.*.authorization',
  '*.*.cookie',
  '*.*.token',
  '*.*.password',
  '*.*.headers',
]

/** Makes the logger of a process. Standard output unless told otherwise. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: { pid: process.pid },
    redact: { paths: SECRET_PATHS, censor: '[redacted]' },
    serializers: {
      err: (error: unknown) => withoutBaggage(error),
      req: (request: { method: string; url: string; id: string }) => ({
        id: request.id,
        method: request.method,
        path: withoutSecrets(withoutQuery(request.url)),
      }),
      res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
    },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

interface LoggedError {
  readonly type: string
  readonly message: string
  readonly stack: string | undefined
  readonly code?: unknown
  readonly cause?: LoggedError
}

const MOST_CAUSES = 5

/** Drivers hang rows, parameters and requests on their errors; none of that is for a log. */
function withoutBaggage(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'no error', stack: undefined }
  const { name, message, stack, cause } = error
  const { code } = error as { code?: unknown }
  return {
    type: name,
    message,
    stack,
    ...(code === undefined ? {} : { code }),
    ...(cause === undefined || depth >= MOST_CAUSES
      ? {}
      : { cause: withoutBaggage(cause, depth + 1) }),
  }
}

/** Programs that can send no header, such as calendars, have their secret in the path. */
function withoutSecrets(path: string): string {
  return path.replaceAll(/[\w-]{43,}/g, '[redacted]')
}

/** Query strings may carry what a person searched for. */
function withoutQuery(url: string): string {
  const end = url.indexOf('?')
  return end === -1 ? url : url.slice(0, end)
}
