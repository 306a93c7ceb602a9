// The code by which a reporter asks without an account: a hundred random bits, of which only a hash is kept.
import { createHash, randomInt, timingSafeEqual } from 'node:crypto'

/** Crockford's base 32: no letter that is taken for a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 20
const GROUP = 5
const NUMBER_DIGITS = 10

export function makeFollowCode(): string {
  let code = ''
  for (let i = 0; i < LENGTH; i += 1)
    code += (i > 0 && i % GROUP === 0 ? '-' : '') + ALPHABET[randomInt(ALPHABET.length)]
  return code
}

export function makeReportNumber(district: string): string {
  let digits = ''
  for (let i = 0; i < NUMBER_DIGITS; i += 1) digits += String(randomInt(10))
  return `${district}-${digits}`
}

/** As people type it: small letters, without dashes, O for 0, I and L for 1. */
function readCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
}

export function hashFollowCode(code: string): string {
  return createHash('sha256').update(readCode(code)).digest('base64url')
}

const NO_HASH = hashFollowCode('')

/** Takes as long whether or not there is something to compare with. */
export function matchesFollowCode(typed: string, hash: string | undefined): boolean {
  const given = Buffer.from(hashFollowCode(typed))
  const isSame = timingSafeEqual(given, Buffer.from(hash ?? NO_HASH))
  return hash !== undefined && isSame
}
