// Secrets of this deployment that are no one's personal key: made once, shared by all its processes.
import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const LENGTH = 32

/** The secret of that name in the key folder; made when it is not there. Two processes get the same. */
export async function loadSecret(directory: string, name: string): Promise<Buffer> {
  const file = join(directory, `${name}.secret`)
  const found = await readSecret(file)
  if (found !== undefined) return found
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  await writeFile(draft, randomBytes(LENGTH), { mode: 0o600, flush: true })
  // A link is made whole or not at all, and by one process only.
  await link(draft, file).catch(ignoreExisting)
  await rm(draft)
  const made = await readSecret(file)
  if (made === undefined) throw new Error(`${file} cannot be read`)
  return made
}

async function readSecret(file: string): Promise<Buffer | undefined> {
  try {
    const secret = await readFile(file)
    if (secret.length !== LENGTH) throw new Error(`${file} is damaged: not ${LENGTH} bytes`)
    return secret
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
