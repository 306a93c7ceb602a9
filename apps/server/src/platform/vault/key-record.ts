// The layout of the key log: records of 128 bytes, so that none crosses a disk sector and each is written whole or not at all.
//
//   record 0   magic 8 | epoch 8 | check of the master key 60 | … | CRC 4
//   others     state 4 | SHA-256 of the subject 32 | wrapped key: nonce 12, ciphertext 32, tag 16 | … | CRC 4

import {
  createCipheriv,
  createDecipheriv,
  createHash,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { crc32 } from 'node:zlib'

export const recordSize = 128
const magic = 'MUSTERV1'
const crcAt = recordSize - 4
const wrappedSize = 60
const live = 1
const destroyed = 2

export interface KeyRecord {
  readonly subjectHash: Buffer
  /** Undefined once the key was destroyed. */
  readonly wrapped: Buffer | undefined
}

export function hashSubject(subject: string): Buffer {
  return createHash('sha256').update(subject).digest()
}

export function encodeKeyRecord({ subjectHash, wrapped }: KeyRecord): Buffer {
  const record = Buffer.alloc(recordSize)
  record.writeUInt32LE(wrapped ? live : destroyed, 0)
  subjectHash.copy(record, 4)
  wrapped?.copy(record, 36)
  return withCrc(record)
}

/** Undefined for what a power cut left half written. */
export function decodeKeyRecord(record: Buffer): KeyRecord | undefined {
  if (!hasCrc(record)) return undefined
  const state = record.readUInt32LE(0)
  if (state !== live && state !== destroyed) return undefined
  return {
    subjectHash: record.subarray(4, 36),
    wrapped: state === live ? record.subarray(36, 36 + wrappedSize) : undefined,
  }
}

const emptyRecord = Buffer.alloc(recordSize)

/** Room that no key was ever written to. */
export function isEmptyRecord(record: Buffer): boolean {
  return record.equals(emptyRecord)
}

export interface LogHeader {
  /** Counts the destroyed keys, so that other processes notice and forget theirs. */
  readonly epoch: bigint
  readonly masterCheck: Buffer
}

export function encodeHeader({ epoch, masterCheck }: LogHeader): Buffer {
  const record = Buffer.alloc(recordSize)
  record.write(magic, 0, 'latin1')
  record.writeBigUInt64LE(epoch, 8)
  masterCheck.copy(record, 16)
  return withCrc(record)
}

export function decodeHeader(record: Buffer): LogHeader | undefined {
  if (record.length < recordSize || record.toString('latin1', 0, 8) !== magic) return undefined
  if (!hasCrc(record)) return undefined
  return {
    epoch: record.readBigUInt64LE(8),
    masterCheck: record.subarray(16, 16 + wrappedSize),
  }
}

function withCrc(record: Buffer): Buffer {
  record.writeUInt32LE(crc32(record.subarray(0, crcAt)), crcAt)
  return record
}

function hasCrc(record: Buffer): boolean {
  return record.readUInt32LE(crcAt) === crc32(record.subarray(0, crcAt))
}

/** Encrypts 32 bytes for one purpose; only the same purpose decrypts them. */
export function wrapKey(master: KeyObject, purpose: Buffer, key: Buffer): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', master, nonce).setAAD(purpose)
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()])
}

/** Undefined when the master key or the purpose is another. */
export function unwrapKey(master: KeyObject, purpose: Buffer, wrapped: Buffer): Buffer | undefined {
  const decipher = createDecipheriv('aes-256-gcm', master, wrapped.subarray(0, 12))
  decipher.setAAD(purpose).setAuthTag(wrapped.subarray(44, 60))
  const key = decipher.update(wrapped.subarray(12, 44))
  try {
    decipher.final()
    return key
  } catch {
    return undefined
  }
}
