// Creates the embedded database's directory so that it is either absent or complete, whatever happens meanwhile.

import { execFile } from 'node:child_process'
import * as fs from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { syncDirectory } from './sync-directory.ts'

const initScript = fileURLToPath(new URL('./init-pgdata.ts', import.meta.url))

/** Makes a new database in `directory`. In a process of its own, since initdb leaves 200 MB behind. */
export async function createPgdata(directory: string): Promise<void> {
  const draft = `${directory}.new`
  fs.rmSync(draft, { recursive: true, force: true })
  fs.mkdirSync(dirname(directory), { recursive: true })
  await promisify(execFile)(process.execPath, [initScript, draft])
  syncTree(draft)
  fs.renameSync(draft, directory)
  syncDirectory(dirname(directory))
}

/** Makes a directory with everything in it durable. */
export function syncTree(directory: string): void {
  for (const entry of fs.readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) syncTree(path)
    else syncFile(path)
  }
  syncDirectory(directory)
}

function syncFile(path: string): void {
  const fd = fs.openSync(path, 'r+')
  try {
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
}
