// Apart from the embedded engine's file system, so that whoever only syncs a directory does not load the engine.
import * as fs from 'node:fs'

/** Makes the names in a directory durable. */
export function syncDirectory(path: string): void {
  const fd = fs.openSync(path, 'r')
  try {
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
}
