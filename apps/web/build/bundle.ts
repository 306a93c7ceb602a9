// Runs Vite: the three entries, and the field entry's service worker, which must know their files.
import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { ROOT, SERVICE_WORKER } from './places.ts'

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

/** One file beside the assets, with their names in `__ASSETS__`. */
async function bundleServiceWorker(folder: string): Promise<void> {
  const assets = globSync('assets/**/*', { cwd: folder }).map(file => `/${file}`)
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
