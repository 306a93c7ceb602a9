// Installs exact package versions into a temporary folder, for extraction only: none becomes a
// dependency of the project.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface InstalledPackages {
  readText(path: string): string
  load<T>(name: string): T
  remove(): void
}

export function installPackages(specifiers: readonly string[]): InstalledPackages {
  const folder = mkdtempSync(join(tmpdir(), 'muster-extract-'))
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--silent']
  execFileSync('npm', ['install', '--prefix', folder, ...options, ...specifiers])
  const load = createRequire(join(folder, 'extract.js'))
  return {
    readText: path => readFileSync(join(folder, 'node_modules', path), 'utf8'),
    load: <T>(name: string) => load(name) as T,
    remove: () => rmSync(folder, { recursive: true }),
  }
}
