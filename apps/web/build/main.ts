// Builds the pages when their sources changed: types of the API, bundles, compressed forms, budgets.
// `node apps/web/build/main.ts` from anywhere; says nothing when all is as it was.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeApiTypes } from './api-types.ts'
import { type FirstLoad, firstLoadOf, type Manifest } from './budgets.ts'
import { bundle } from './bundle.ts'
import { compressAll } from './compress.ts'
import { CURRENT, DIST, ENTRIES, type Entry } from './places.ts'
import { sourceHash } from './source-hash.ts'

const OLD_MS = 3_600_000
const LOCK_MS = 300_000

/** Pages that an entry fetches at once when somebody comes to its first address. */
const FIRST_PAGES: Readonly<Record<Entry, readonly string[]>> = {
  desk: ['src/features/board/BoardPage.tsx'],
  field: [],
  public: [],
}

/** Makes the newest build be that of the sources as they are; a second caller waits for the first. */
export async function buildWeb(): Promise<void> {
  if (isBuilt()) return
  mkdirSync(DIST, { recursive: true })
  // The lock ends with the process that holds it.
  const lock = new DatabaseSync(join(DIST, 'lock'), { timeout: LOCK_MS })
  try {
    lock.exec('pragma journal_mode=memory; pragma synchronous=off; begin exclusive')
    if (!isBuilt()) await build()
  } finally {
    lock.close()
  }
}

function isBuilt(): boolean {
  if (!existsSync(CURRENT)) return false
  const { folder } = JSON.parse(readFileSync(CURRENT, 'utf8')) as { readonly folder: string }
  return folder === sourceHash() && existsSync(join(DIST, folder))
}

async function build(): Promise<void> {
  const startedAt = performance.now()
  const hash = sourceHash()
  const folder = join(DIST, hash)
  const draft = `${folder}.draft-${process.pid}`
  prune(hash)
  say('正在生成网页 · building the pages: ')
  say('接口类型 types of the API, ')
  await makeApiTypes()
  say('打包 bundles, ')
  await bundle(draft)
  say('压缩 compression')
  await compressAll(draft)
  const loads = measure(draft)
  rmSync(folder, { recursive: true, force: true })
  renameSync(draft, folder)
  writeFileSync(CURRENT, `${JSON.stringify({ folder: hash, loads })}\n`)
  say(` · ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`)
}

/** Throws when an entry is heavier than a person should wait for. */
function measure(folder: string): readonly FirstLoad[] {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest
  const loads = ENTRIES.map(entry =>
    firstLoadOf(folder, manifest, { entry, firstPages: FIRST_PAGES[entry] }),
  )
  const line = loads.map(({ entry, kilobytes, budget }) => `${entry} ${kilobytes}/${budget} kB`)
  say(`\n  首次加载 first load: ${line.join(', ')}`)
  const over = loads.filter(({ kilobytes, budget }) => kilobytes > budget)
  if (over.length > 0) {
    const names = over.map(({ entry }) => entry).join(', ')
    throw new Error(`${names}: more compressed JavaScript than its budget; see build/budgets.ts`)
  }
  return loads
}

/** Old builds, of servers that ended since; drafts of builds that were broken off. */
function prune(keep: string): void {
  for (const name of readdirSync(DIST)) {
    const path = join(DIST, name)
    const isOld = Date.now() - statSync(path).mtimeMs > OLD_MS
    if (isOld && name !== keep && statSync(path).isDirectory())
      rmSync(path, { recursive: true, force: true })
  }
}

function say(text: string): void {
  process.stderr.write(text)
}

if (import.meta.main) await buildWeb()
