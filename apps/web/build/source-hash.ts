// Names the sources as they are now: what was built from the same ones is not built again.
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from './places.ts'

/** Of these the API document is made. */
const OF_THE_API = [
  'apps/server/src/**/*.ts',
  'apps/server/data/*.json',
  'packages/{domain,contract}/src/**/*.ts',
]

const OF_THE_WEB = [
  'apps/web/src/**/*',
  'apps/web/public/**/*',
  'apps/web/build/*.ts',
  'apps/web/*.{html,ts,json}',
  'packages/{domain,contract}/src/**/*.ts',
  'package-lock.json',
]

/** What the types of the API are made of. */
export function apiHash(): string {
  return hashOf([...OF_THE_API, 'apps/web/build/api-types.ts'])
}

export function sourceHash(): string {
  return hashOf(OF_THE_WEB)
}

function hashOf(patterns: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of globSync(patterns, { cwd: REPOSITORY, withFileTypes: true })
    .filter(entry => entry.isFile() && !isLeftOut(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .sort())
    hash.update(file.slice(REPOSITORY.length)).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

/** Types of the API are made, and tests are no part of what is served. */
function isLeftOut(name: string): boolean {
  return /\.test\.tsx?$/.test(name) || name === 'schema.ts'
}
