// Loaded before the server: gives Node the TypeScript without its types, as it was kept from an earlier start.
// Node's own compile cache keeps all of itself in memory for as long as the server runs, 15 MB; without either, its
// stripper of types would stay there, another 10.
import { hash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { cache } from './places.js'

const folder = join(cache, 'stripped')

/**
 * Types become blanks, so that every line and column stays where it is.
 * @param {string} text
 * @returns {string}
 */
function withoutTypes(text) {
  const kept = join(folder, `${hash('sha256', `${process.version}\n${text}`)}.js`)
  try {
    return readFileSync(kept, 'utf8')
  } catch {
    const stripped = stripTypeScriptTypes(text)
    keep(kept, stripped)
    return stripped
  }
}

/**
 * @param {string} path
 * @param {string} text
 */
function keep(path, text) {
  try {
    mkdirSync(folder, { recursive: true })
    // Whole or not at all: another server may start at the same moment.
    const draft = `${path}.${process.pid}`
    writeFileSync(draft, text)
    renameSync(draft, path)
  } catch {
    // Whoever may not write here strips anew at each start.
  }
}

registerHooks({
  load(url, context, next) {
    if (!(url.startsWith('file:') && url.endsWith('.ts'))) return next(url, context)
    const source = withoutTypes(readFileSync(new URL(url), 'utf8'))
    return { format: 'module', source, shortCircuit: true }
  },
})
