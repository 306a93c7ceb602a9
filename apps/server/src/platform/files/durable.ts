// Writing that is on the disk when it says so.
import { type FileHandle, open } from 'node:fs/promises'

/** At a place in the file; without one, where the last writing ended. */
export async function writeAll(file: FileHandle, chunk: Uint8Array, start?: number): Promise<void> {
  for (let at = 0; at < chunk.length; ) {
    const place = start === undefined ? null : start + at
    const { bytesWritten } = await file.write(chunk, at, chunk.length - at, place)
    at += bytesWritten
  }
}

/** A new name is durable when its folder is. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export async function orNothing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
