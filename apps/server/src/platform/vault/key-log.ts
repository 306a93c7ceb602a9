// The file of wrapped keys: appended to under a lock, synced, and overwritten in place where a key is destroyed.
// A key is overwritten rather than left behind in an old copy of the file, whose blocks nobody would clear.

import { createSecretKey, type KeyObject } from 'node:crypto'
import * as fs from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { DiskOptions } from '../db/durable-node-fs.ts'
import { syncDirectory } from '../db/sync-directory.ts'
import { DirectoryLock } from './directory-lock.ts'
import {
  decodeHeader,
  decodeKeyRecord,
  encodeHeader,
  encodeKeyRecord,
  hashSubject,
  isEmptyRecord,
  type KeyRecord,
  type LogHeader,
  recordSize,
  unwrapKey,
  wrapKey,
} from './key-record.ts'
import { loadMasterKey } from './master-key.ts'
import { RecordIndex } from './record-index.ts'

const masterPurpose = Buffer.from('master key check')

/**
 * Room is made ahead: a sync of a file that grew waits for the file system's journal, and for whatever else that carries
 * just then. As much again as there is, so that it happens ever more rarely, within these bounds.
 */
const leastRoom = 2048
const mostRoom = 65_536
/** Mostly there is nothing new, or little. */
const probeRecords = 16
const mostAtOnce = 8192

export interface NewKey {
  readonly subjectHash: Buffer
  readonly key: Buffer
}

export interface StoredKeys {
  readonly keys: readonly KeyObject[]
  readonly destroyed: boolean
}

interface KeyLogParts {
  readonly file: FileHandle
  readonly path: string
  readonly lock: DirectoryLock
  readonly master: KeyObject
  readonly disk: DiskOptions
}

export class KeyLog {
  readonly #file: FileHandle
  readonly #path: string
  readonly #lock: DirectoryLock
  readonly #disk: DiskOptions
  readonly #master: KeyObject
  readonly #index = new RecordIndex()
  readonly #buffer = Buffer.alloc(recordSize)
  /** Records up to here are in the index. */
  #indexed = 1

  private constructor({ file, path, lock, master, disk }: KeyLogParts) {
    this.#file = file
    this.#path = path
    this.#lock = lock
    this.#master = master
    this.#disk = disk
  }

  static async open(directory: string, disk: DiskOptions = {}): Promise<KeyLog> {
    fs.mkdirSync(directory, { recursive: true, mode: 0o700 })
    const lock = new DirectoryLock(join(directory, 'keys.lock'))
    try {
      return await lock.hold(() => KeyLog.#openLocked(directory, lock, disk))
    } catch (error) {
      lock.close()
      throw error
    }
  }

  static async #openLocked(
    directory: string,
    lock: DirectoryLock,
    disk: DiskOptions,
  ): Promise<KeyLog> {
    const path = join(directory, 'keys.log')
    const exists = fs.existsSync(path) && fs.statSync(path).size > recordSize
    const master = loadMasterKey(directory, exists)
    const constants = fs.constants
    const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600)
    if (!exists) disk.observer?.created(path, false)
    const log = new KeyLog({ file, path, lock, master, disk })
    try {
      if (!exists && log.#tryHeader() === undefined) {
        const masterCheck = wrapKey(master, masterPurpose, Buffer.alloc(32))
        await log.#write(0, encodeHeader({ epoch: 0n, masterCheck }))
        syncDirectory(directory)
        disk.observer?.synced(directory)
      }
      const header = log.#readHeader()
      if (!unwrapKey(master, masterPurpose, header.masterCheck)) {
        throw new Error(
          `the master key in ${directory} is not the one that its keys.log was made with`,
        )
      }
      log.#indexNew(true)
      return log
    } catch (error) {
      await file.close()
      throw error
    }
  }

  get epoch(): bigint {
    return this.#readHeader().epoch
  }

  /** Makes new keys durable, all by one write and one sync. */
  async append(newKeys: readonly NewKey[]): Promise<void> {
    const records = newKeys.map(({ subjectHash, key }) =>
      encodeKeyRecord({ subjectHash, wrapped: wrapKey(this.#master, subjectHash, key) }),
    )
    await this.#lock.hold(async () => {
      this.#indexNew()
      this.#makeRoom(records.length)
      // A power cut or a full disk may have left part of a record there, which nobody relies on.
      await this.#write(this.#indexed * recordSize, Buffer.concat(records))
    })
    this.#indexNew()
  }

  #makeRoom(count: number): void {
    const { size } = fs.fstatSync(this.#file.fd)
    if (size >= (this.#indexed + count) * recordSize) return
    const ahead = Math.min(Math.max(this.#indexed, leastRoom), mostRoom)
    const end = (this.#indexed + Math.max(count, ahead)) * recordSize
    // Synced together with the keys that are written into it.
    this.#put(size, Buffer.alloc(end - size))
  }

  find(subject: string): StoredKeys {
    const subjectHash = hashSubject(subject)
    this.#indexNew()
    const keys: KeyObject[] = []
    let destroyed = false
    for (const { wrapped } of this.#recordsOf(subjectHash).values()) {
      const key = wrapped && unwrapKey(this.#master, subjectHash, wrapped)
      if (key) keys.push(createSecretKey(key))
      destroyed ||= wrapped === undefined
    }
    return { keys, destroyed }
  }

  /** Overwrites each key of the subject and tells other processes to forget theirs; says whether there was one. */
  async destroy(subject: string): Promise<boolean> {
    const subjectHash = hashSubject(subject)
    return await this.#lock.hold(async () => {
      this.#indexNew()
      const records = this.#recordsOf(subjectHash)
      if (![...records.values()].some(({ wrapped }) => wrapped !== undefined)) return false
      const tombstone = encodeKeyRecord({ subjectHash, wrapped: undefined })
      for (const number of records.keys()) await this.#write(number * recordSize, tombstone)
      const { epoch, masterCheck } = this.#readHeader()
      await this.#write(0, encodeHeader({ epoch: epoch + 1n, masterCheck }))
      return true
    })
  }

  /**
   * Handing bytes to the operating system takes microseconds, and each thing that is waited for a whole turn
   * of a busy process: only the sync, which may take long, is.
   */
  #put(position: number, bytes: Buffer): void {
    const written = fs.writeSync(this.#file.fd, bytes, 0, bytes.length, position)
    if (written < bytes.length) throw new Error('the disk of the key directory is full')
    this.#disk.observer?.wrote(this.#path, position, Uint8Array.from(bytes))
  }

  async #write(position: number, bytes: Buffer): Promise<void> {
    this.#put(position, bytes)
    if (this.#disk.sync === false) return
    await this.#file.datasync()
    this.#disk.observer?.synced(this.#path)
  }

  #recordsOf(subjectHash: Buffer): Map<number, KeyRecord> {
    const records = new Map<number, KeyRecord>()
    for (const number of this.#index.find(subjectHash)) {
      const bytes = Buffer.alloc(recordSize)
      fs.readSync(this.#file.fd, bytes, 0, recordSize, number * recordSize)
      const record = decodeKeyRecord(bytes)
      if (record?.subjectHash.equals(subjectHash)) records.set(number, record)
    }
    return records
  }

  /**
   * Takes in what this or another process appended, up to the room that is still empty. When the log is
   * opened it looks at all of it: a disk that lost one record must not lose those behind it.
   */
  #indexNew(wholeFile = false): void {
    let records = probeRecords
    for (let next = this.#indexed; ; records = mostAtOnce) {
      const chunk = Buffer.alloc(records * recordSize)
      const read = fs.readSync(this.#file.fd, chunk, 0, chunk.length, next * recordSize)
      for (let at = 0; at + recordSize <= read; at += recordSize, next++) {
        const bytes = chunk.subarray(at, at + recordSize)
        if (!wholeFile && isEmptyRecord(bytes)) return
        const record = decodeKeyRecord(bytes)
        // What cannot be read may be in the writing by another process, so at the end it is tried
        // again; before a good record it is what a power cut tore.
        if (record === undefined) continue
        this.#index.add(record.subjectHash, next)
        this.#indexed = next + 1
      }
      if (read < chunk.length) return
    }
  }

  #readHeader(): LogHeader {
    // Read while another process writes it, it may come back mixed.
    for (let attempt = 0; attempt < 3; attempt++) {
      const header = this.#tryHeader()
      if (header !== undefined) return header
    }
    throw new Error('keys.log is damaged: its header cannot be read')
  }

  #tryHeader(): LogHeader | undefined {
    const read = fs.readSync(this.#file.fd, this.#buffer, 0, recordSize, 0)
    return decodeHeader(this.#buffer.subarray(0, read))
  }

  async close(): Promise<void> {
    await this.#file.close()
    this.#lock.close()
  }
}
