// Codes of an authenticator app (RFC 6238: SHA-1, six digits, 30 s, as every app expects), and the
// recovery codes for whoever lost it.
import { createHmac, randomBytes } from 'node:crypto'
import { isSame } from './secrets.ts'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const SECRET_BYTES = 20
const STEP_MS = 30_000
const DIGITS = 6
/** A phone's clock may be a step behind or ahead. */
const DRIFT = [0, -1, 1]
const RECOVERY_CODES = 10
const RECOVERY_BYTES = 10

/** 160 random bits in base32, as authenticator apps read them. */
export function newTotpSecret(): string {
  return toBase32(randomBytes(SECRET_BYTES))
}

export function totpStepAt(at: number): number {
  return Math.floor(at / STEP_MS)
}

/** The code of a 30-second step. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 0xf
  const value = (digest.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 10 ** DIGITS
  return String(value).padStart(DIGITS, '0')
}

/** The step whose code it is, near the moment; undefined when it is none, or was used already. */
export function findTotpStep(
  secret: string,
  code: string,
  about: { readonly at: number; readonly lastStep: number | null },
): number | undefined {
  const now = totpStepAt(about.at)
  return DRIFT.map(drift => now + drift).find(
    step => step > (about.lastStep ?? 0) && isSame(totpCode(secret, step), code),
  )
}

/** What the QR code of an enrolment says. */
export function totpUri(secret: string, about: { issuer: string; loginName: string }): string {
  const label = `${encodeURIComponent(about.issuer)}:${encodeURIComponent(about.loginName)}`
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(about.issuer)}`
}

/** Ten new codes of 80 bits, in groups that can be copied by hand. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: RECOVERY_CODES }, () =>
    (toBase32(randomBytes(RECOVERY_BYTES)).match(/.{4}/g) ?? []).join('-'),
  )
}

/** However it was typed: without dashes and blanks, in capitals. */
export function plainRecoveryCode(code: string): string {
  return code.replaceAll(/[\s-]/g, '').toUpperCase()
}

function toBase32(bytes: Uint8Array): string {
  let bits = 0
  let count = 0
  let text = ''
  for (const byte of bytes) {
    bits = (bits << 8) | byte
    count += 8
    for (; count >= 5; count -= 5) text += BASE32[(bits >>> (count - 5)) & 31]
    bits &= (1 << count) - 1
  }
  return text
}

function fromBase32(text: string): Buffer {
  let bits = 0
  let count = 0
  const bytes: number[] = []
  for (const character of text) {
    bits = (bits << 5) | BASE32.indexOf(character)
    count += 5
    if (count < 8) continue
    count -= 8
    bytes.push((bits >>> count) & 0xff)
    bits &= (1 << count) - 1
  }
  return Buffer.from(bytes)
}
