// The cookies of log-in: read from a request, written for an answer.

/** Kept by the browser for as long as told, or as long as it runs. */
export interface CookieJar {
  readonly session: string
  readonly device: string
  readonly ceremony: string
  read(header: string | undefined, name: string): string | undefined
  /** A cookie that our own pages send, and no other site's request does. */
  write(name: string, value: string, about?: CookieLife): string
  clear(name: string): string
}

export interface CookieLife {
  readonly lastsMs?: number
  /** Also sent when another site leads here, as an identity provider does. */
  readonly isLax?: boolean
}

/**
 * `__Host-` makes browsers refuse the cookie from any other host or path, and over plain http; so
 * without https the names go without it.
 */
export function createCookieJar({ isSecure }: { readonly isSecure: boolean }): CookieJar {
  const prefix = isSecure ? '__Host-' : ''
  const write = (name: string, value: string, { lastsMs, isLax }: CookieLife = {}) =>
    [
      `${name}=${value}`,
      'Path=/',
      'HttpOnly',
      `SameSite=${isLax === true ? 'Lax' : 'Strict'}`,
      ...(isSecure ? ['Secure'] : []),
      ...(lastsMs === undefined ? [] : [`Max-Age=${Math.floor(lastsMs / 1000)}`]),
    ].join('; ')
  return {
    session: `${prefix}muster-session`,
    device: `${prefix}muster-device`,
    ceremony: `${prefix}muster-log-in`,
    read: readCookie,
    write,
    clear: name => write(name, '', { lastsMs: 0 }),
  }
}

/** The first of that name; two of one name mean that somebody else set one, and the first is older. */
function readCookie(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined
  const start = `${name}=`
  for (const part of header.split(';')) {
    const cookie = part.trimStart()
    if (cookie.startsWith(start)) return cookie.slice(start.length).trimEnd()
  }
  return undefined
}
