// Seals text per subject, so that destroying one key makes all that was said of one subject unreadable, wherever it was copied.

import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  randomBytes,
  randomFillSync,
} from 'node:crypto'
import type { DiskOptions } from '../db/durable-node-fs.ts'
import { KeyLog, type NewKey, type StoredKeys } from './key-log.ts'
import { hashSubject } from './key-record.ts'

export interface Vault {
  /** `sealed:v1:<subject>:<base64url>`. Await `flush` before anything that holds the result is committed. */
  seal(subject: string, plaintext: string): string
  /** Undefined once the subject's key was destroyed; throws on anything else that cannot be opened. */
  open(sealed: string): string | undefined
  /** Makes the keys made so far durable; costs nothing when there is no new one. */
  flush(): Promise<void>
  /** Removes the subject's key from the disk for good; other processes forget theirs within a second. */
  destroy(subject: string): Promise<void>
  close(): Promise<void>
}

export interface VaultSettings {
  /** MUSTER_KEY_DIR; several server processes may share it. */
  readonly directory: string
  /** How many subjects' keys are kept ready in memory. */
  readonly cachedKeys?: number | undefined
  /** For tests that cut the power. */
  readonly disk?: DiskOptions | undefined
}

const prefix = 'sealed:v1:'
const nonceSize = 12
const tagSize = 16
const checkEveryMs = 1000

export async function openVault(settings: VaultSettings): Promise<Vault> {
  const { directory, cachedKeys = 10_000, disk } = settings
  return new FileVault(await KeyLog.open(directory, disk), cachedKeys)
}

export function isSealed(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith(prefix)
}

/** The subject of a sealed text; undefined when it is not one. */
export function subjectOf(sealed: string): string | undefined {
  const end = sealed.lastIndexOf(':')
  return isSealed(sealed) && end > prefix.length ? sealed.slice(prefix.length, end) : undefined
}

class FileVault implements Vault {
  readonly #log: KeyLog
  readonly #cachedKeys: number
  /** In the order of last use. */
  readonly #cache = new Map<string, StoredKeys>()
  #pending = new Map<string, NewKey & { readonly keyObject: KeyObject }>()
  #writing = new Map<string, NewKey & { readonly keyObject: KeyObject }>()
  #written: Promise<void> | undefined
  #created = 0
  #durable = 0
  #epoch: bigint
  #checkedAt = 0
  readonly #nonces = new NonceSource()

  constructor(log: KeyLog, cachedKeys: number) {
    this.#log = log
    this.#cachedKeys = cachedKeys
    this.#epoch = log.epoch
  }

  seal(subject: string, plaintext: string): string {
    const nonce = this.#nonces.take()
    const cipher = createCipheriv('aes-256-gcm', this.#keyFor(subject), nonce)
    cipher.setAAD(Buffer.from(subject))
    const text = cipher.update(plaintext, 'utf8')
    cipher.final()
    const box = Buffer.concat([nonce, text, cipher.getAuthTag()])
    return `${prefix}${subject}:${box.toString('base64url')}`
  }

  open(sealed: string): string | undefined {
    const subject = subjectOf(sealed)
    if (subject === undefined) throw new Error('not a sealed text')
    const box = Buffer.from(sealed.slice(prefix.length + subject.length + 1), 'base64url')
    if (box.length < nonceSize + tagSize) throw new Error('not a sealed text')
    const known = this.#known(subject)
    const text = firstOpened(known.keys, subject, box)
    if (text !== undefined) return text
    return this.#openWithFreshKeys(subject, box, known.keys.length > 0)
  }

  /** Another process may have made a key for the subject, or destroyed it, a moment ago. */
  #openWithFreshKeys(subject: string, box: Buffer, hadKey: boolean): string | undefined {
    const stored = this.#log.find(subject)
    this.#remember(subject, stored)
    const text = firstOpened(stored.keys, subject, box)
    if (text !== undefined) return text
    if (stored.destroyed) return undefined
    throw new Error(
      hadKey || stored.keys.length > 0
        ? `sealed text of ${subject} was changed or belongs to another subject`
        : `the key of ${subject} is not in the key directory: is MUSTER_KEY_DIR the right one?`,
    )
  }

  async flush(): Promise<void> {
    const wanted = this.#created
    while (this.#durable < wanted) {
      this.#written ??= this.#write().finally(() => {
        this.#written = undefined
      })
      await this.#written
    }
  }

  async #write(): Promise<void> {
    const upTo = this.#created
    this.#writing = this.#pending
    this.#pending = new Map()
    try {
      await this.#log.append([...this.#writing.values()])
      this.#durable = upTo
      for (const [subject, { keyObject }] of this.#writing) {
        const others = this.#cache.get(subject)?.keys ?? []
        this.#remember(subject, { keys: [keyObject, ...others], destroyed: false })
      }
    } catch (error) {
      this.#pending = new Map([...this.#writing, ...this.#pending])
      throw error
    } finally {
      this.#writing = new Map()
    }
  }

  async destroy(subject: string): Promise<void> {
    await this.flush()
    await this.#log.destroy(subject)
    this.#cache.delete(subject)
  }

  async close(): Promise<void> {
    await this.flush()
    await this.#log.close()
  }

  #keyFor(subject: string): KeyObject {
    const made = this.#pending.get(subject) ?? this.#writing.get(subject)
    const known = made?.keyObject ?? this.#known(subject).keys[0]
    if (known !== undefined) return known
    if (!/^[\x21-\x7e]{1,200}$/.test(subject)) {
      throw new Error(`not a subject: ${JSON.stringify(subject)}`)
    }
    const key = randomBytes(32)
    const keyObject = createSecretKey(key)
    this.#pending.set(subject, { subjectHash: hashSubject(subject), key, keyObject })
    this.#created++
    return keyObject
  }

  #known(subject: string): StoredKeys {
    const made = this.#pending.get(subject) ?? this.#writing.get(subject)
    if (made !== undefined) return { keys: [made.keyObject], destroyed: false }
    this.#forgetDestroyed()
    const cached = this.#cache.get(subject)
    if (cached !== undefined) {
      this.#cache.delete(subject)
      this.#cache.set(subject, cached)
      return cached
    }
    const stored = this.#log.find(subject)
    this.#remember(subject, stored)
    return stored
  }

  #remember(subject: string, stored: StoredKeys): void {
    this.#cache.delete(subject)
    if (stored.keys.length === 0) return
    this.#cache.set(subject, stored)
    if (this.#cache.size <= this.#cachedKeys) return
    for (const oldest of this.#cache.keys()) {
      this.#cache.delete(oldest)
      break
    }
  }

  /** Destroying happens rarely, so another process doing it just empties the cache. */
  #forgetDestroyed(): void {
    const now = performance.now()
    if (now - this.#checkedAt < checkEveryMs) return
    this.#checkedAt = now
    const { epoch } = this.#log
    if (epoch === this.#epoch) return
    this.#epoch = epoch
    this.#cache.clear()
  }
}

function firstOpened(keys: readonly KeyObject[], subject: string, box: Buffer): string | undefined {
  for (const key of keys) {
    const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, nonceSize))
    decipher.setAAD(Buffer.from(subject)).setAuthTag(box.subarray(box.length - tagSize))
    const text = decipher.update(box.subarray(nonceSize, box.length - tagSize))
    try {
      decipher.final()
      return text.toString('utf8')
    } catch {
      // Not this one; a subject has two keys when two processes met it at once.
    }
  }
  return undefined
}

/** Asking the system for 12 random bytes at a time takes longer than sealing. */
class NonceSource {
  readonly #bytes = Buffer.alloc(nonceSize * 512)
  #at = this.#bytes.length

  take(): Buffer {
    if (this.#at >= this.#bytes.length) {
      randomFillSync(this.#bytes)
      this.#at = 0
    }
    this.#at += nonceSize
    return this.#bytes.subarray(this.#at - nonceSize, this.#at)
  }
}
