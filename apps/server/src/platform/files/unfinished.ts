// What arrived so far of files that come in pieces: each a file of its own beside the store, until all of it is there.
import { createHash } from 'node:crypto'
import { link, mkdir, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { orNothing, syncFolder, writeAll } from './durable.ts'
import { SNIFFED_BYTES, sniff } from './sniff.ts'
import { FileRefused, type Kept, type Unfinished } from './types.ts'

const FOLDER = 'unfinished'
const IS_NAME = /^[\w-]{16,64}$/

/** `directory` is the store's own: what is finished gets its place there by a second name. */
export async function openUnfinished(
  directory: string,
  placeOf: (sha256: string) => string,
): Promise<Unfinished> {
  const folder = join(directory, FOLDER)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const pathOf = (name: string) => {
    if (!IS_NAME.test(name)) throw new Error('no name of an unfinished file')
    return join(folder, name)
  }
  return {
    create: async name => {
      const file = await open(pathOf(name), 'wx', 0o600)
      await file.close()
      await syncFolder(folder)
    },
    bytes: async name => (await orNothing(stat(pathOf(name))))?.size,
    append: (name, at, source) => append(pathOf(name), at, source),
    kindOf: async name => sniff(await headOf(pathOf(name))),
    keep: async (name, promised) => {
      const path = pathOf(name)
      const kept = await judge(path, promised)
      const place = placeOf(kept.sha256)
      const parent = join(place, '..')
      await mkdir(parent, { recursive: true, mode: 0o700 })
      await link(path, place).catch(unlessThere)
      await syncFolder(parent)
      await syncFolder(directory)
      return kept
    },
    remove: name => rm(pathOf(name), { force: true }),
  }
}

/** Whatever ends the source, what was written before stays and is on the disk. */
async function append(
  path: string,
  start: number,
  source: AsyncIterable<Uint8Array>,
): Promise<number> {
  const file = await open(path, 'r+')
  let at = start
  try {
    for await (const chunk of source) {
      await writeAll(file, chunk, at)
      at += chunk.length
    }
    return at
  } finally {
    await file.datasync()
    await file.close()
  }
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const head = Buffer.alloc(SNIFFED_BYTES)
    const { bytesRead } = await file.read(head, 0, SNIFFED_BYTES, 0)
    return head.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** By what lies on the disk, not by what went through memory on its way there. */
async function judge(path: string, promised: Pick<Kept, 'sha256' | 'bytes'>): Promise<Kept> {
  const mediaType = sniff(await headOf(path))
  if (mediaType === undefined) throw new FileRefused('unknown_type')
  const hash = createHash('sha256')
  let bytes = 0
  const file = await open(path, 'r')
  for await (const chunk of file.createReadStream()) {
    hash.update(chunk as Buffer)
    bytes += (chunk as Buffer).length
  }
  const sha256 = hash.digest('hex')
  if (sha256 !== promised.sha256 || bytes !== promised.bytes) throw new FileRefused('hash_differs')
  return { sha256, bytes, mediaType }
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
