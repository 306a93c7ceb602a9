// Random secrets that browsers hold, and the keys under which what accounts keep is sealed.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hash,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

const SECRET_BYTES = 24
const ID_BYTES = 9
const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32

/** 192 random bits, base64url. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url')
}

/** 72 random bits, 18 characters: names a thing, opens nothing. */
export function newId(): string {
  return randomBytes(ID_BYTES).toString('hex')
}

/** What is stored of a secret. It is long and random, so one round of SHA-256 is enough. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'base64url')
}

/** Compares texts in constant time. */
export function isSame(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}

export interface IdentityKeys {
  /** Encrypts; `about` must be the same when it is opened, so that boxes cannot change places. */
  seal(text: string, about: string): string
  /** Undefined when it was not sealed here, or about something else. */
  open(sealed: string, about: string): string | undefined
  /** Stands for a text that is not to be stored; the same for the same text. */
  fingerprint(purpose: string, text: string): string
}

/** Keys from one secret of the deployment, which lies outside the database. */
export function createIdentityKeys(secret: Uint8Array): IdentityKeys {
  const keyFor = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', use, KEY_BYTES))
  const boxKey = keyFor('identity box')
  const markKey = keyFor('identity fingerprint')
  return {
    seal: (text, about) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', boxKey, nonce).setAAD(Buffer.from(about))
      const box = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, box, cipher.getAuthTag()]).toString('base64url')
    },
    open: (sealed, about) => {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined
      try {
        const decipher = createDecipheriv('aes-256-gcm', boxKey, bytes.subarray(0, NONCE_BYTES))
          .setAAD(Buffer.from(about))
          .setAuthTag(bytes.subarray(-TAG_BYTES))
        const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES))
        return Buffer.concat([text, decipher.final()]).toString('utf8')
      } catch {
        return undefined
      }
    },
    fingerprint: (purpose, text) =>
      createHmac('sha256', markKey).update(`${purpose}\n${text}`).digest('base64url').slice(0, 32),
  }
}
