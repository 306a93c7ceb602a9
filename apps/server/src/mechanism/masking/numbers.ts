// Finds numbers that lead to a person: telephones, identity cards, bank cards; however their digits are written and parted.

export type NumberKind = 'phone' | 'identity_number' | 'card'

export interface FoundNumber {
  readonly kind: NumberKind
  readonly start: number
  /** After the last character. */
  readonly end: number
}

const WRITTEN_DIGITS: Readonly<Record<string, string>> = {
  零: '0',
  〇: '0',
  洞: '0',
  一: '1',
  幺: '1',
  壹: '1',
  二: '2',
  贰: '2',
  两: '2',
  三: '3',
  叁: '3',
  四: '4',
  肆: '4',
  五: '5',
  伍: '5',
  六: '6',
  陆: '6',
  七: '7',
  柒: '7',
  拐: '7',
  八: '8',
  捌: '8',
  九: '9',
  玖: '9',
}

const SEPARATOR = /[\s\-–—_.·・•/\\()[\]{}<>*#~|,，、。'"“”]/
/** More than this between two digits, and they belong to different numbers. */
const MOST_SEPARATORS = 3

interface Digit {
  readonly value: string
  readonly at: number
  /** Something stands between it and the digit before. */
  readonly isParted: boolean
}

interface Run {
  readonly digits: readonly Digit[]
  readonly hasPlus: boolean
}

function digitOf(character: string): string | undefined {
  if (character >= '0' && character <= '9') return character
  if (character === 'x' || character === 'X') return 'X'
  return WRITTEN_DIGITS[character]
}

function runsIn(text: string): readonly Run[] {
  const runs: Run[] = []
  let digits: Digit[] = []
  let hasPlus = false
  let parted = 0
  const close = () => {
    if (digits.length > 0) runs.push({ digits, hasPlus })
    digits = []
    hasPlus = false
    parted = 0
  }
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? ''
    const value = digitOf(character)
    if (value !== undefined) {
      if (digits.length === 0) hasPlus = /\+\s*\(?$/.test(text.slice(Math.max(0, at - 3), at))
      digits.push({ value, at, isParted: parted > 0 })
      parted = 0
      // An X ends an identity number and is no digit of any other.
      if (value === 'X') close()
    } else if (digits.length > 0 && SEPARATOR.test(character) && parted < MOST_SEPARATORS) {
      parted += 1
    } else {
      close()
    }
  }
  close()
  return runs
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_DIGITS = '10X98765432'

/** GB 11643: the last of 18 digits follows from the others. */
export function isIdentityNumber(digits: string): boolean {
  if (
    !/^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/.test(digits)
  )
    return false
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  return CHECK_DIGITS[sum % 11] === digits[17]
}

/** ISO/IEC 7812: what bank cards end with. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = digit * 2
    if (i % 2 === 0) sum += digit
    else sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** Of fifteen digits, as cards were until 1999: recognised by the date of birth alone. */
const OLD_IDENTITY = /^[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/
const MOBILE = /^(?:(?:00)?86)?1[3-9]\d{9}$/
const LANDLINE = /^(?:(?:00)?86)?0?(?:10|2[0-57-9]|[3-9]\d{2})[2-9]\d{6,7}$/
/** No bank's cards begin with another digit here. */
const CARD = /^[3-6]\d{12,18}$/
const SERVICE = /^[48]00\d{7}$/

function kindOf(
  digits: string,
  { hasPlus }: { readonly hasPlus: boolean },
): NumberKind | undefined {
  if (isIdentityNumber(digits) || OLD_IDENTITY.test(digits)) return 'identity_number'
  if (digits.includes('X')) return undefined
  if (MOBILE.test(digits)) return 'phone'
  if (hasPlus && digits.length >= 8 && digits.length <= 15) return 'phone'
  if (digits.startsWith('0') && LANDLINE.test(digits)) return 'phone'
  if (SERVICE.test(digits)) return 'phone'
  return CARD.test(digits) && passesLuhn(digits) ? 'card' : undefined
}

/** Longest first, so that a card is not taken for the telephone that its digits hold. */
const LENGTHS = [19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8]

/** A number begins and ends where its run does, or where it is parted from its neighbours. */
function fits({ digits }: Run, start: number, length: number): boolean {
  const next = digits[start + length]
  const isBegun = start === 0 || digits[start]?.isParted === true
  return isBegun && (next === undefined || next.isParted)
}

function numberAt(run: Run, start: number): FoundNumber | undefined {
  const { digits } = run
  for (const length of LENGTHS) {
    if (start + length > digits.length || !fits(run, start, length)) continue
    const slice = digits.slice(start, start + length)
    const kind = kindOf(slice.map(({ value }) => value).join(''), {
      hasPlus: run.hasPlus && start === 0,
    })
    const first = slice[0]
    const last = slice.at(-1)
    if (kind !== undefined && first && last) return { kind, start: first.at, end: last.at + 1 }
  }
  return undefined
}

/** A short number is a telephone where it is called one. */
const CALLED_A_PHONE =
  /(?:电话|手机|座机|热线|联系方式|号码|tel|phone|mobile|call)[^\d零〇一二三四五六七八九幺]{0,6}$/i
const SHORTEST_CALLED = 7

export function findNumbers(text: string): readonly FoundNumber[] {
  const found: FoundNumber[] = []
  for (const run of runsIn(text)) {
    let start = 0
    while (start < run.digits.length) {
      const number = numberAt(run, start)
      if (number === undefined) start += 1
      else {
        found.push(number)
        start = run.digits.findIndex(({ at }) => at >= number.end)
        if (start === -1) break
      }
    }
    const first = run.digits[0]
    const last = run.digits.at(-1)
    if (!first || !last || run.digits.length < SHORTEST_CALLED) continue
    if (CALLED_A_PHONE.test(text.slice(Math.max(0, first.at - 16), first.at)))
      found.push({ kind: 'phone', start: first.at, end: last.at + 1 })
  }
  return found
}

/** Where exactly these digits stand, however they are parted. */
export function findDigits(text: string, wanted: string): readonly FoundNumber[] {
  const found: FoundNumber[] = []
  for (const { digits } of runsIn(text)) {
    const values = digits.map(({ value }) => value).join('')
    for (let at = values.indexOf(wanted); at !== -1; at = values.indexOf(wanted, at + 1)) {
      const first = digits[at]
      const last = digits[at + wanted.length - 1]
      if (first && last) found.push({ kind: 'phone', start: first.at, end: last.at + 1 })
    }
  }
  return found
}
