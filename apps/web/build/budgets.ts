// How much JavaScript a person waits for before an entry's first page is there.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { Entry } from './places.ts'

/** Kilobytes (1,000 bytes) of compressed JavaScript; the desk's are without map and charts. */
const BUDGETS: Readonly<Record<Entry, number>> = { desk: 450, field: 130, public: 100 }

/** Of Vite's manifest. */
export interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
  readonly css?: readonly string[]
  readonly assets?: readonly string[]
}

export type Manifest = Readonly<Record<string, Chunk>>

export interface FirstLoad {
  readonly entry: Entry
  readonly kilobytes: number
  readonly budget: number
}

/**
 * What an entry imports before anything runs, and the page that it then fetches: `firstPages` are
 * the sources of those pages, loaded one by one.
 */
export function firstLoadOf(
  folder: string,
  manifest: Manifest,
  { entry, firstPages }: { readonly entry: Entry; readonly firstPages: readonly string[] },
): FirstLoad {
  const files = new Set<string>()
  const take = (key: string): void => {
    const chunk = manifest[key]
    if (chunk === undefined || files.has(chunk.file)) return
    files.add(chunk.file)
    for (const each of chunk.imports ?? []) take(each)
  }
  for (const key of [`${entry}.html`, ...firstPages]) take(key)
  const bytes = [...files]
    .filter(file => /\.m?js$/.test(file))
    .reduce((sum, file) => sum + brotliCompressSync(readFileSync(join(folder, file))).length, 0)
  return { entry, kilobytes: Math.round(bytes / 100) / 10, budget: BUDGETS[entry] }
}
