// Text a person or a machine typed: bounded, well formed, without characters that hide or break things.
import { z } from 'zod'

/** Built by code so that no control character stands in this file. */
const CONTROL_EXCEPT_BREAKS = new RegExp(
  `[${range(0x00, 0x08)}${range(0x0b, 0x1f)}${range(0x7f, 0x9f)}]`,
)
const CONTROL = new RegExp(`[${range(0x00, 0x1f)}${range(0x7f, 0x9f)}]`)

/**
 * Something that a reader sees. Not so: blanks of all widths, what only joins, directs or varies
 * others, marks without a letter under them, and the few letters and symbols that are drawn empty.
 * Code points of private use count: names have characters that no standard holds.
 */
const VISIBLE =
  /[^\s\p{Z}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\ufffc\u{1d159}]/u

function range(from: number, to: number): string {
  const unit = (code: number) => `\\u${code.toString(16).padStart(4, '0')}`
  return `${unit(from)}-${unit(to)}`
}

export interface TextLimits {
  readonly max: number
  readonly min?: number
}

/**
 * Free text of one or several lines. Trimmed before it is measured; NUL, other control characters
 * (but for line break and tab) and lone surrogates are refused, because databases and screens
 * disagree about them. Text that has to be there has something in it that can be seen.
 */
export function text({ max, min = 1 }: TextLimits) {
  return z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine(isPlain, { error: 'control_character', abort: true })
    .refine(isWellFormed, { error: 'lone_surrogate', abort: true })
    .refine(value => min === 0 || isVisible(value), { error: 'nothing_visible' })
}

/** Text of one line: a name, a title, a reason in a few words. */
export function line({ max, min = 1 }: TextLimits) {
  return text({ max, min }).refine(isOneLine, { error: 'line_break' })
}

function isPlain(value: string): boolean {
  return !CONTROL_EXCEPT_BREAKS.test(value)
}

/** That nothing is there at all is said by its length. */
function isVisible(value: string): boolean {
  return value === '' || VISIBLE.test(value)
}

function isOneLine(value: string): boolean {
  return !CONTROL.test(value)
}

function isWellFormed(value: string): boolean {
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at)
    if (code < 0xd800 || code > 0xdfff) continue
    const isHigh = code < 0xdc00
    const next = value.charCodeAt(at + 1)
    if (!isHigh || !(next >= 0xdc00 && next <= 0xdfff)) return false
    at += 1
  }
  return true
}
