// Reads a JSON body strictly: valid UTF-8, bounded depth, no field twice, no `__proto__`.
import { isUtf8 } from 'node:buffer'
import { ProblemError } from './problems.ts'

const MAX_DEPTH = 32
const QUOTE = 0x22
const BACKSLASH = 0x5c
const COLON = 0x3a
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])

/** Parses a body or throws the ProblemError that says what is wrong with it. */
export function parseJsonBody(body: Buffer): unknown {
  if (body.length === 0) return undefined
  if (!isUtf8(body)) throw new ProblemError({ code: 'malformed_text' })
  const members = countMembers(body)
  const value = parse(body.toString('utf8'))
  if (countFields(value) !== members) throw new ProblemError({ code: 'duplicate_field' })
  return value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ProblemError({ code: 'malformed_json' }, { cause })
  }
}

/**
 * Counts the `name: value` pairs written in the text: JSON.parse silently keeps the last of two
 * fields of one name, so a difference to the parsed fields betrays a duplicate. Works on bytes:
 * the marks are ASCII and never part of a longer UTF-8 sequence.
 */
function countMembers(body: Buffer): number {
  let members = 0
  let depth = 0
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0
    if (byte === QUOTE) at = endOfString(body, at)
    else if (byte === COLON) members += 1
    else if (OPENING.has(byte)) depth += 1
    else if (CLOSING.has(byte)) depth -= 1
    if (depth > MAX_DEPTH) throw new ProblemError({ code: 'malformed_json' })
  }
  return members
}

function endOfString(body: Buffer, start: number): number {
  let end = body.indexOf(QUOTE, start + 1)
  while (end !== -1 && isEscaped(body, end)) end = body.indexOf(QUOTE, end + 1)
  return end === -1 ? body.length : end
}

function isEscaped(body: Buffer, at: number): boolean {
  let first = at
  while (body[first - 1] === BACKSLASH) first -= 1
  return (at - first) % 2 === 1
}

function countFields(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countFields(item), 0)
  let fields = 0
  for (const [name, item] of Object.entries(value)) {
    if (name === '__proto__') throw new ProblemError({ code: 'duplicate_field', field: name })
    fields += 1 + countFields(item)
  }
  return fields
}
