// The key that wraps all others: a file that only the server's user may read, made at the first start.

import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { syncDirectory } from '../db/sync-directory.ts'

const fileName = 'master.key'

/** Reads the master key, or makes one when there is neither it nor a log of keys wrapped by it. */
export function loadMasterKey(directory: string, logExists: boolean): KeyObject {
  const file = join(directory, fileName)
  if (!fs.existsSync(file)) {
    if (logExists) {
      throw new Error(`${file} is missing, and without it nothing sealed can be read: restore it`)
    }
    createMasterKey(directory, file)
  }
  const mode = fs.statSync(file).mode & 0o777
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(`${file} may be read by others (mode ${mode.toString(8)}): run chmod 600 on it`)
  }
  const key = Buffer.from(fs.readFileSync(file, 'latin1').trim(), 'hex')
  if (key.length !== 32) throw new Error(`${file} is not a master key: 64 hexadecimal digits`)
  return createSecretKey(key)
}

function createMasterKey(directory: string, file: string): void {
  const draft = `${file}.new`
  fs.rmSync(draft, { force: true })
  const fd = fs.openSync(draft, 'wx', 0o600)
  try {
    fs.writeSync(fd, `${randomBytes(32).toString('hex')}\n`)
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
  fs.renameSync(draft, file)
  syncDirectory(directory)
}
