// A new embedded data directory without the five seconds of initdb: made once, kept in the clone, copied for each test.
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDb } from './db.ts'

const CACHE = fileURLToPath(new URL('../../../../../.cache/muster', import.meta.url))

/** Puts an embedded database into the folder, as its first opening would, with nothing in it. */
export async function initialiseEmbedded(dataDir: string): Promise<void> {
  cpSync(await template(), dataDir, { recursive: true })
}

async function template(): Promise<string> {
  const folder = join(CACHE, `pgdata-${pgliteVersion()}`)
  if (existsSync(folder)) return folder
  mkdirSync(CACHE, { recursive: true })
  const draft = mkdtempSync(`${folder}-`)
  const db = await openDb({ dataDir: draft })
  await db.close()
  try {
    renameSync(draft, folder)
  } catch (error) {
    // Another process was quicker.
    rmSync(draft, { recursive: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

function pgliteVersion(): string {
  const entry = fileURLToPath(import.meta.resolve('@electric-sql/pglite'))
  const { version } = createRequire(entry)('../package.json') as { version: string }
  return version
}
