// Names the program as it is now, so that a demo city loaded by another one is never taken for its own.
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './paths.ts'

const PARTS = [
  'apps/server/src/**/*.ts',
  'apps/server/migrations/*.sql',
  'apps/server/data/*.json',
  'packages/{domain,contract}/src/**/*.ts',
  'package-lock.json',
]

let known: string | undefined

export function sourceHash(): string {
  known ??= hashOf(globSync(PARTS, { cwd: ROOT }).filter(file => !file.includes('.test.')))
  return known
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files.toSorted()) hash.update(file).update(readFileSync(join(ROOT, file)))
  return hash.digest('hex').slice(0, 16)
}
