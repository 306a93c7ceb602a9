// The scene code as it is read by a camera or typed, and as the caller's phone shows it without a network.

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 8
const CODE = new RegExp(`(?<![0-9A-Z])[${ALPHABET}]{${LENGTH}}(?![0-9A-Z])`)

/** As people type: in small letters, with blanks, with an O that can only be a mistake. */
export function typedCode(text: string): string {
  return [...text.toUpperCase()]
    .filter(letter => ALPHABET.includes(letter))
    .slice(0, LENGTH)
    .join('')
}

export function isWholeCode(code: string): boolean {
  return code.length === LENGTH
}

/** What a picture said, if a scene code is in it. */
export function readCode(text: string): string | undefined {
  return CODE.exec(text.toUpperCase())?.[0]
}

/** In two halves, which is how people read it out. */
export function spacedCode(code: string): string {
  return `${code.slice(0, LENGTH / 2)} ${code.slice(LENGTH / 2)}`
}

/** Codes of the next hours: what a caller's phone keeps to show them without a network. */
export interface CodeStrip {
  readonly whistle: string
  /** The server's time at which the first is shown. */
  readonly from: number
  readonly codeMs: number
  readonly codes: readonly string[]
}

export interface ShownCode {
  readonly code: string
  readonly shownTo: number
}

/** Undefined once the strip is at its end, or before it begins. */
export function codeAt({ from, codeMs, codes }: CodeStrip, now: number): ShownCode | undefined {
  const turn = Math.floor((now - from) / codeMs)
  const code = codes[turn]
  return code === undefined ? undefined : { code, shownTo: from + (turn + 1) * codeMs }
}
