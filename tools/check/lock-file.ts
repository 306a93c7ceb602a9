// `npm ci` must work from package-lock.json alone, on every platform and from every registry.
// With --write it adds what `npm install` leaves out: packages of other platforms that the registry
// in use does not serve. npm skips them by their os and cpu, but refuses a lock file without them.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Entry {
  version?: string
  integrity?: string
  resolved?: string
  link?: boolean
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}
interface LockFile {
  packages: Record<string, Entry>
}

const FILE = join(import.meta.dirname, '..', '..', 'package-lock.json')
const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openharmony',
  'sunos',
  'win32',
]
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64']

const lock = JSON.parse(readFileSync(FILE, 'utf8')) as LockFile
if (process.argv.includes('--write')) {
  for (const { name, version, dev } of missingOptionals()) {
    lock.packages[`node_modules/${name}`] = entryFor(name, version, dev)
  }
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
  lock.packages = Object.fromEntries(sorted)
  writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`)
}
const problems = [
  ...hosts(),
  ...unverified(),
  ...missingOptionals().map(({ name }) => `${name} is missing`),
]
if (problems.length > 0) {
  const advice = 'Mend it with: node tools/check/lock-file.ts --write'
  process.stdout.write(`package-lock.json:\n${problems.join('\n')}\n${advice}\n`)
  process.exitCode = 1
}

function hosts(): string[] {
  return Object.entries(lock.packages)
    .filter(([, entry]) => entry.link !== true && entry.resolved !== undefined)
    .map(([path]) => `${path} names the host it came from`)
}

/** What can be installed on the platforms that Muster is made for carries its digest. */
function unverified(): string[] {
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path.startsWith('node_modules/') && entry.link !== true)
    .filter(([, entry]) => entry.integrity === undefined && !isForeign(entry))
    .map(([path]) => `${path} has no integrity`)
}

function isForeign({ os, cpu, libc }: Entry): boolean {
  const isElsewhere = os !== undefined && !os.includes('linux')
  return isElsewhere || libc?.includes('musl') === true || cpu?.every(isRare) === true
}

function isRare(processor: string): boolean {
  return !['x64', 'arm64'].includes(processor)
}

function missingOptionals(): { name: string; version: string; dev: boolean }[] {
  return Object.values(lock.packages).flatMap(entry =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !isListed(name))
      .map(([name, version]) => ({ name, version, dev: entry.dev === true })),
  )
}

function isListed(name: string): boolean {
  return Object.keys(lock.packages).some(path => path.endsWith(`node_modules/${name}`))
}

function entryFor(name: string, version: string, dev: boolean): Entry {
  const words = name.split(/[-/]/)
  const os = SYSTEMS.filter(system => words.includes(system))
  const cpu = PROCESSORS.filter(processor => words.includes(processor))
  if (!/^\d/.test(version) || os.length !== 1 || cpu.length !== 1) {
    throw new Error(`${name}@${version}: its platform does not show in its name`)
  }
  const libc = words.some(word => word.startsWith('musl')) ? { libc: ['musl'] } : {}
  return { version, cpu, ...(dev ? { dev } : {}), ...libc, optional: true, os }
}
