// How a token is written: mus_<district>_<id><secret><checksum>, letters and digits only.
import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const ID_LENGTH = 12
/** 32 characters of 62 are 190 bits. */
const SECRET_LENGTH = 32
const CHECKSUM_LENGTH = 6
const TOKEN = new RegExp(
  `^mus_(\\d{6})_([0-9A-Za-z]{${ID_LENGTH}})[0-9A-Za-z]{${SECRET_LENGTH}}([0-9A-Za-z]{${CHECKSUM_LENGTH}})$`,
)

/** What a token's text says about itself; the secret stays in the text. */
export interface TokenName {
  readonly district: string
  readonly id: string
}

/** A new random token of a district. */
export function createToken(district: string): string {
  return write(district, randomCharacters(ID_LENGTH + SECRET_LENGTH))
}

/** The same token for the same key and name: for a demo, whose tokens must outlive a restart. */
export function deriveToken(district: string, name: string, key: Uint8Array): string {
  let characters = ''
  for (let block = 0; characters.length < ID_LENGTH + SECRET_LENGTH; block += 1) {
    const bytes = createHmac('sha256', key).update(`${district}/${name}/${block}`).digest()
    characters += toCharacters(bytes)
  }
  return write(district, characters.slice(0, ID_LENGTH + SECRET_LENGTH))
}

/** Reads the name of a token; undefined when it was not copied completely. Asks no database. */
export function readToken(token: string): TokenName | undefined {
  const parts = TOKEN.exec(token)
  if (parts === null) return undefined
  const [, district = '', id = '', checksum] = parts
  return checksum === checksumOf(token.slice(0, -CHECKSUM_LENGTH)) ? { district, id } : undefined
}

/** What is stored of a token. It is long and random, so one round of SHA-256 is enough. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'base64url')
}

/** Compares in constant time. */
export function matchesHash(token: string, stored: string): boolean {
  const made = Buffer.from(hashToken(token))
  const known = Buffer.from(stored)
  return made.length === known.length && timingSafeEqual(made, known)
}

function write(district: string, characters: string): string {
  const text = `mus_${district}_${characters}`
  return text + checksumOf(text)
}

function checksumOf(text: string): string {
  let rest = crc32(text)
  let written = ''
  for (let at = 0; at < CHECKSUM_LENGTH; at += 1) {
    written = `${ALPHABET[rest % 62]}${written}`
    rest = Math.floor(rest / 62)
  }
  return written
}

function randomCharacters(count: number): string {
  let characters = ''
  while (characters.length < count) characters += toCharacters(randomBytes(64))
  return characters.slice(0, count)
}

/** Bytes from 248 on are dropped: taking them would favour the first letters. */
function toCharacters(bytes: Uint8Array): string {
  let characters = ''
  for (const byte of bytes) {
    if (byte < 248) characters += ALPHABET[byte % 62]
  }
  return characters
}
