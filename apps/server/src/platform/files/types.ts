// Where files lie: by their content, exactly as they were received.
import type { Readable } from 'node:stream'

export interface Kept {
  /** Lower-case hexadecimal; the name of the file. */
  readonly sha256: string
  readonly bytes: number
  /** By its content, whatever the sender called it. */
  readonly mediaType: string
}

export type KeepFailure = 'too_large' | 'empty' | 'unknown_type' | 'hash_differs'

/** Why a file was not kept. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused'
  readonly failure: KeepFailure

  constructor(failure: KeepFailure) {
    super(`file refused: ${failure}`)
    this.failure = failure
  }
}

export interface FileLimits {
  /** The largest file. */
  readonly bytes: number
  /** How many files one person may give in a day; asked by who takes them. */
  readonly perDay: number
  /** The largest file that comes in pieces, videos above all. */
  readonly uploadBytes: number
  /** How many uploads one person may have begun and not finished. */
  readonly uploadsOpen: number
  /** How long an upload may take before what arrived of it is removed. */
  readonly uploadMs: number
}

/** Files that come in pieces; `name` is a random one, made for each. */
export interface Unfinished {
  create(name: string): Promise<void>
  /** How much of it is there; undefined when there is no such file. */
  bytes(name: string): Promise<number | undefined>
  /** Writes from there on; resolves to where it ended. What came before a source broke stays. */
  append(name: string, at: number, source: AsyncIterable<Uint8Array>): Promise<number>
  /** What its first bytes say it is; undefined when it is not taken. */
  kindOf(name: string): Promise<string | undefined>
  /** Makes it a file of the store, if it is what was promised; the draft stays until it is removed. */
  keep(name: string, promised: Pick<Kept, 'sha256' | 'bytes'>): Promise<Kept>
  remove(name: string): Promise<void>
}

export interface FileStore {
  readonly limits: FileLimits
  readonly unfinished: Unfinished
  /** Resolves once content and name are on the disk; the same content twice is one file. */
  keep(source: AsyncIterable<Uint8Array>): Promise<Kept>
  /** Undefined when there is none. */
  read(sha256: string): Promise<Buffer | undefined>
  open(sha256: string): Promise<{ readonly bytes: number; readonly content: Readable } | undefined>
  /** False when there was none. */
  remove(sha256: string): Promise<boolean>
}
