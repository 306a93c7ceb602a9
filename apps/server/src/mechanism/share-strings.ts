// The same words stand in thousands of events; each comes out of the database as a string of its own.

/** What is longer is sealed or written once, and no other is like it. */
const MOST_CHARACTERS = 40

/** Puts one string in the place of all equal ones, inside of objects and lists too. `known` is kept by the caller. */
export function shareStrings(of: object, known: Map<string, string>): void {
  for (const [name, value] of Object.entries(of)) {
    if (typeof value === 'string') Reflect.set(of, name, shared(value, known))
    else if (typeof value === 'object' && value !== null) shareStrings(value, known)
  }
}

function shared(text: string, known: Map<string, string>): string {
  if (text.length > MOST_CHARACTERS) return text
  const same = known.get(text)
  if (same !== undefined) return same
  known.set(text, text)
  return text
}
