// Every installed package carries a licence that lets Muster be given on under Apache-2.0.
// With --list it names those of a deployment, one a line.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { deployedPackages } from '../supply-chain/deployed.ts'

const [given] = process.argv.slice(2).filter(argument => !argument.startsWith('--'))
const ROOT = resolve(given ?? join(import.meta.dirname, '..', '..'))

const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  // Unchanged and in files of their own; what is built with them is free.
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
])

// The lock file has no licence for these; each was read in the package itself.
const READ_BY_HAND: Readonly<Record<string, string>> = {
  // Its readme names the licence; under tus-js-client.
  'combine-errors': 'MIT',
}

interface Entry {
  readonly version?: string
  readonly license?: string
  readonly link?: boolean
  readonly optional?: boolean
  readonly integrity?: string
}

const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, Entry>>
}
const problems = Object.entries(lock.packages)
  .filter(([path, entry]) => path.includes('node_modules/') && entry.link !== true)
  // Packages of platforms that nobody here can install: the main package of each is judged.
  .filter(([, entry]) => !(entry.optional === true && entry.integrity === undefined))
  .map(([path, entry]) => [path.replace(/^.*node_modules\//, ''), entry] as const)
  .filter(([name, { license }]) => !isAllowed(READ_BY_HAND[name] ?? license ?? 'none'))
  .map(([name, { version, license }]) => `${name}@${version}: ${license ?? 'no licence named'}`)
if (process.argv.includes('--list')) list()
for (const problem of problems) process.stdout.write(`${problem}\n`)
process.exitCode = problems.length === 0 ? 0 : 1

/** For whoever gives Muster on: every package of a deployment with its licence. */
function list(): void {
  const lines = deployedPackages().map(({ name, version, license }) =>
    [name, version, READ_BY_HAND[name] ?? license ?? 'none'].join('\t'),
  )
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** One of several offered is enough; all of several joined are needed. */
function isAllowed(expression: string): boolean {
  return expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some(choice => choice.split(' AND ').every(licence => ALLOWED.has(licence.trim())))
}
