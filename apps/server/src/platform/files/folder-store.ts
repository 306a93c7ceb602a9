// Files in a folder, named by the SHA-256 of what is in them: written beside, synced, then given their name.

import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { orNothing, syncFolder, writeAll } from './durable.ts'
import { SNIFFED_BYTES, sniff } from './sniff.ts'
import { type FileLimits, FileRefused, type FileStore, type Kept } from './types.ts'
import { openUnfinished } from './unfinished.ts'

const IS_HASH = /^[0-9a-f]{64}$/
const INCOMING = 'incoming'

/** What an interrupted upload left behind is removed. */
export async function openFolderStore(directory: string, limits: FileLimits): Promise<FileStore> {
  const incoming = join(directory, INCOMING)
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  await removeOld(incoming)
  const pathOf = (sha256: string) => join(directory, sha256.slice(0, 2), sha256)

  const keep: FileStore['keep'] = async source => {
    const draft = join(incoming, randomBytes(12).toString('hex'))
    try {
      const kept = await write(draft, source, limits.bytes)
      const folder = join(directory, kept.sha256.slice(0, 2))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await rename(draft, pathOf(kept.sha256))
      await syncFolder(folder)
      await syncFolder(directory)
      return kept
    } finally {
      await rm(draft, { force: true })
    }
  }

  return {
    limits,
    unfinished: await openUnfinished(directory, pathOf),
    keep,
    read: sha256 => (IS_HASH.test(sha256) ? orNothing(readFile(pathOf(sha256))) : nothing()),
    open: async sha256 => {
      const file = IS_HASH.test(sha256) ? await orNothing(open(pathOf(sha256), 'r')) : undefined
      // The stream closes the file at its end.
      return file && { bytes: (await file.stat()).size, content: file.createReadStream() }
    },
    remove: async sha256 => {
      if (!IS_HASH.test(sha256)) return false
      const there = await orNothing(rm(pathOf(sha256)).then(() => true))
      if (there === true) await syncFolder(join(directory, sha256.slice(0, 2)))
      return there === true
    },
  }
}

async function write(
  draft: string,
  source: AsyncIterable<Uint8Array>,
  limitBytes: number,
): Promise<Kept> {
  const hash = createHash('sha256')
  let head: Buffer = Buffer.alloc(0)
  let bytes = 0
  const file = await open(draft, 'wx', 0o600)
  try {
    for await (const chunk of source) {
      bytes += chunk.length
      if (bytes > limitBytes) throw new FileRefused('too_large')
      if (head.length < SNIFFED_BYTES) head = Buffer.concat([head, chunk]).subarray(0, 64)
      hash.update(chunk)
      await writeAll(file, chunk)
    }
    if (bytes === 0) throw new FileRefused('empty')
    const mediaType = sniff(head)
    if (mediaType === undefined) throw new FileRefused('unknown_type')
    await file.sync()
    return { sha256: hash.digest('hex'), bytes, mediaType }
  } finally {
    await file.close()
  }
}

/** An upload takes minutes; another process may be in the middle of one. */
const ABANDONED_AFTER_MS = 86_400_000

async function removeOld(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name)
    const known = await orNothing(stat(path))
    if (known && Date.now() - known.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true })
  }
}

function nothing(): Promise<undefined> {
  return Promise.resolve(undefined)
}
