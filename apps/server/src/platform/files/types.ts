// Where files lie: by their content, exactly as they were received.
import type { Readable } from 'node:stream'

export interface Kept {
  /** Lower-case hexadecimal; the name of the file. */
  readonly sha256: string
  readonly bytes: number
  /** By its content, whatever the sender called it. */
  readonly mediaType: string
}

export type KeepFailure = 'too_large' | 'empty' | 'unknown_type'

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
}

export interface FileStore {
  readonly limits: FileLimits
  /** Resolves once content and name are on the disk; the same content twice is one file. */
  keep(source: AsyncIterable<Uint8Array>): Promise<Kept>
  /** Undefined when there is none. */
  read(sha256: string): Promise<Buffer | undefined>
  open(sha256: string): Promise<{ readonly bytes: number; readonly content: Readable } | undefined>
  /** False when there was none. */
  remove(sha256: string): Promise<boolean>
}
