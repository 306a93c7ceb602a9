// Where to go after logging in: a path of this server, whatever the address bar was made to say.

const NOWHERE = 'http://return.invalid'
/** Browsers drop tabs and line breaks from addresses and read a backslash as a slash. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const DECEPTIVE = /[\\\u0000-\u001f\u007f]/
const LONGEST = 2000

/** The path with query and fragment when it stays on this server, else the fallback. */
export function safeReturnPath(asked: unknown, fallback = '/'): string {
  if (typeof asked !== 'string' || asked.length > LONGEST) return fallback
  if (!asked.startsWith('/') || asked.startsWith('//') || DECEPTIVE.test(asked)) return fallback
  const url = URL.parse(asked, NOWHERE)
  if (url === null || url.origin !== NOWHERE || url.pathname.startsWith('//')) return fallback
  return `${url.pathname}${url.search}${url.hash}`
}
