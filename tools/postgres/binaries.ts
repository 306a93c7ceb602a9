// Finds the server programs of PostgreSQL 15 or later on this machine.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The oldest major version that the store supports. */
export const OLDEST_POSTGRES = 15

// Distributions keep one folder per major version; most do not put it on the PATH.
const VERSIONED_FOLDERS = ['/usr/lib/postgresql', '/usr/local/lib/postgresql']
const FOLDER_PREFIXES: readonly (readonly [string, string])[] = [
  ['/usr', 'pgsql-'],
  ['/opt/homebrew/opt', 'postgresql@'],
  ['/usr/local/opt', 'postgresql@'],
]

/** The folder that holds `initdb` and `postgres`, the newest version first; undefined when there is none. */
export function findPostgresBin(): string | undefined {
  return candidateFolders().find(
    folder => existsSync(join(folder, 'initdb')) && majorVersion(folder) >= OLDEST_POSTGRES,
  )
}

function candidateFolders(): string[] {
  const versioned = VERSIONED_FOLDERS.flatMap(parent =>
    newestFirst(list(parent)).map(name => join(parent, name, 'bin')),
  )
  const prefixed = FOLDER_PREFIXES.flatMap(([parent, prefix]) =>
    newestFirst(list(parent).filter(name => name.startsWith(prefix))).map(name =>
      join(parent, name, 'bin'),
    ),
  )
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '')
  return [...versioned, ...prefixed, ...onPath]
}

function list(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}

function newestFirst(names: readonly string[]): string[] {
  const numberOf = (name: string) => Number(/\d+/.exec(name)?.[0] ?? 0)
  return [...names].sort((a, b) => numberOf(b) - numberOf(a))
}

function majorVersion(folder: string): number {
  try {
    const answer = execFileSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' })
    return Number(/(\d+)/.exec(answer)?.[1] ?? 0)
  } catch {
    return 0
  }
}
