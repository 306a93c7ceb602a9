// Keeps two processes out of one data directory. The lock is SQLite's lock on a file, which the operating system drops
// when the process ends, however it ends, so there is no stale lock; Node has no file lock of its own.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export interface DataDirLock {
  release(): void
}

/** Throws, naming MUSTER_DATA_DIR, when another process (or this one) holds the directory. */
export function lockDataDir(dataDir: string): DataDirLock {
  const holderFile = join(dataDir, 'muster.pid')
  let lock: DatabaseSync | undefined
  try {
    mkdirSync(dataDir, { recursive: true })
    lock = new DatabaseSync(join(dataDir, 'muster.lock'), { timeout: 0 })
    lock.exec('pragma journal_mode=memory; pragma synchronous=off; begin exclusive')
  } catch (error) {
    lock?.close()
    if ((error as { errcode?: number }).errcode !== 5) {
      throw new Error(`MUSTER_DATA_DIR ${dataDir} cannot be used: ${(error as Error).message}`, {
        cause: error,
      })
    }
    throw new Error(
      `MUSTER_DATA_DIR ${dataDir} is in use by ${readHolder(holderFile)}; stop it first, choose another directory, or set DATABASE_URL to share one database`,
      { cause: error },
    )
  }
  writeFileSync(holderFile, `${process.pid}\n`)
  return { release: () => lock.close() }
}

function readHolder(file: string): string {
  try {
    const pid = readFileSync(file, 'utf8').trim()
    return pid === String(process.pid) ? 'this process' : `process ${pid}`
  } catch {
    return 'another process'
  }
}
