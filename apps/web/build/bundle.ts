// Runs Vite: the three entries, and the field entry's service worker, which must know their files.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { build } from 'vite'
import type { Manifest } from './budgets.ts'
import { type Entry, ROOT, SERVICE_WORKER } from './places.ts'

export async function bundle(folder: string): Promise<void> {
  // Whoever runs tests has another one set, and React would then come as for development.
  process.env['NODE_ENV'] = 'production'
  await build({
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true },
  })
  if (existsSync(SERVICE_WORKER)) await bundleServiceWorker(folder)
}

/** Everything that the entry ever loads, what it loads later included, and what lies beside it. */
function filesOfEntry(folder: string, entry: Entry): readonly string[] {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest
  const files = new Set<string>()
  const seen = new Set<string>()
  const take = (key: string): void => {
    const chunk = manifest[key]
    if (chunk === undefined || seen.has(key)) return
    seen.add(key)
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file)
    for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) take(next)
  }
  take(`${entry}.html`)
  const beside = globSync(`${entry}/**/*.{png,svg,webmanifest}`, { cwd: folder })
  return [...files, ...beside.map(file => file.split(sep).join('/')), 'mark.svg']
    .map(file => `/${file}`)
    .sort()
}

/** One file beside the assets, with their names in `__ASSETS__`. */
async function bundleServiceWorker(folder: string): Promise<void> {
  const assets = filesOfEntry(folder, 'field')
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    publicDir: false,
    define: { __ASSETS__: JSON.stringify(assets) },
    build: {
      outDir: folder,
      emptyOutDir: false,
      reportCompressedSize: false,
      lib: { entry: SERVICE_WORKER, formats: ['es'], fileName: () => 'field/sw.js' },
    },
  })
}
