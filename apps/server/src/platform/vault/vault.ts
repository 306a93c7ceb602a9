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
  /**
   * Makes durable the new keys that the sealed texts in `holding` need, or all of them when nothing is named; costs
   * nothing when there is no new one. A key that nobody asks for is let go in time: what was sealed for an act that
   * was refused leaves nothing on the disk.
   */
  flush(holding?: readonly unknown[]): Promise<void>
  /**
   * Removes the subject's key from the disk for good; other processes forget theirs within a second. False when there
   * was none.
   */
  destroy(subject: string): Promise<boolean>
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
/** An act that was sealed this long ago, and before this many flushes, is no longer under way. */
const letGoAfterMs = 10 * 60_000
const letGoAfterFlushes = 1000

interface MadeKey extends NewKey {
  readonly keyObject: KeyObject
  /** When a text was last sealed with it: by the clock, and counted in flushes. */
  usedAt: number
  usedInTurn: number
}

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

/** The subjects of all sealed texts in values that are as JSON has them. */
function subjectsIn(values: readonly unknown[], into = new Set<string>()): ReadonlySet<string> {
  for (const value of values) {
    if (typeof value === 'string') {
      const subject = subjectOf(value)
      if (subject !== undefined) into.add(subject)
    } else if (typeof value === 'object' && value !== null) {
      subjectsIn(Object.values(value), into)
    }
  }
  return into
}

class FileVault implements Vault {
  readonly #log: KeyLog
  readonly #cachedKeys: number
  /** In the order of last use. */
  readonly #cache = new Map<string, StoredKeys>()
  readonly #pending = new Map<string, MadeKey>()
  /** Subjects whose new key somebody relies on. */
  readonly #wanted = new Set<string>()
  #writing = new Map<string, MadeKey>()
  #written: Promise<void> | undefined
  #turn = 0
  #letGoAt = 0
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

  async flush(holding?: readonly unknown[]): Promise<void> {
    this.#turn++
    if (this.#pending.size === 0 && this.#writing.size === 0) return
    const news = [...this.#pending.keys(), ...this.#writing.keys()]
    await this.#keep(holding === undefined ? news : [...subjectsIn(holding)])
    this.#letGo()
  }

  async #keep(subjects: readonly string[]): Promise<void> {
    const isNew = (subject: string) => this.#pending.has(subject) || this.#writing.has(subject)
    for (const subject of subjects) if (isNew(subject)) this.#wanted.add(subject)
    while (subjects.some(isNew)) {
      this.#written ??= this.#write().finally(() => {
        this.#written = undefined
      })
      await this.#written
    }
  }

  async #write(): Promise<void> {
    const writing = new Map<string, MadeKey>()
    for (const subject of this.#wanted) {
      const made = this.#pending.get(subject)
      if (made) writing.set(subject, made)
      this.#pending.delete(subject)
    }
    this.#wanted.clear()
    this.#writing = writing
    try {
      await this.#log.append([...writing.values()])
      for (const [subject, { keyObject }] of writing) {
        const others = this.#cache.get(subject)?.keys ?? []
        this.#remember(subject, { keys: [keyObject, ...others], destroyed: false })
      }
    } catch (error) {
      for (const [subject, made] of writing) this.#pending.set(subject, made)
      throw error
    } finally {
      this.#writing = new Map()
    }
  }

  #letGo(): void {
    const now = performance.now()
    if (now - this.#letGoAt < letGoAfterMs / 10) return
    this.#letGoAt = now
    for (const [subject, { usedAt, usedInTurn }] of this.#pending) {
      if (this.#wanted.has(subject)) continue
      if (now - usedAt > letGoAfterMs && this.#turn - usedInTurn > letGoAfterFlushes)
        this.#pending.delete(subject)
    }
  }

  async destroy(subject: string): Promise<boolean> {
    // What is being sealed for the subject at this moment is erased with the rest.
    await this.#keep([subject])
    const destroyed = await this.#log.destroy(subject)
    this.#cache.delete(subject)
    return destroyed
  }

  async close(): Promise<void> {
    await this.#written
    await this.#log.close()
  }

  #keyFor(subject: string): KeyObject {
    const made = this.#pending.get(subject) ?? this.#writing.get(subject)
    if (made) {
      made.usedAt = performance.now()
      made.usedInTurn = this.#turn
    }
    const known = made?.keyObject ?? this.#known(subject).keys[0]
    if (known !== undefined) return known
    if (!/^[\x21-\x7e]{1,200}$/.test(subject)) {
      throw new Error(`not a subject: ${JSON.stringify(subject)}`)
    }
    const key = randomBytes(32)
    const keyObject = createSecretKey(key)
    const used = { usedAt: performance.now(), usedInTurn: this.#turn }
    this.#pending.set(subject, { subjectHash: hashSubject(subject), key, keyObject, ...used })
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
