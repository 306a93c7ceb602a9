// Three entries from one code base; apps/web/build/main.ts runs this and checks what came of it.
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { nonceOnEveryStyle } from './build/nonce-styles.ts'
import { ENTRIES, ROOT } from './build/places.ts'

export default defineConfig({
  root: ROOT,
  base: '/',
  cacheDir: join(ROOT, '../../.cache/vite'),
  plugins: [react(), nonceOnEveryStyle()],
  // The server writes a nonce of its own for every answer in its place.
  html: { cspNonce: '__NONCE__' },
  build: {
    target: ['chrome111', 'firefox121', 'safari16.4'],
    manifest: true,
    modulePreload: { polyfill: false },
    // Nothing becomes a data: address: everything is a file under the same policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
    rolldownOptions: {
      input: Object.fromEntries(ENTRIES.map(entry => [entry, join(ROOT, `${entry}.html`)])),
    },
  },
})
