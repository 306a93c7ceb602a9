// The packages that a deployment runs with: what the applications depend on, and what that depends
// on, as package-lock.json has it. `npm sbom --omit=dev` leaves out what a tool needs as well.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface LockEntry {
  readonly version?: string
  readonly license?: string
  readonly integrity?: string
  readonly link?: boolean
  readonly resolved?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

export interface Deployed {
  readonly name: string
  readonly version: string
  readonly license: string | undefined
  readonly integrity: string | undefined
  /** `name@version` of what it needs itself. */
  readonly needs: readonly string[]
}

type Packages = Readonly<Record<string, LockEntry>>

const ROOT = join(import.meta.dirname, '..', '..')

export function readLock(): Packages {
  const text = readFileSync(join(ROOT, 'package-lock.json'), 'utf8')
  return (JSON.parse(text) as { packages: Packages }).packages
}

export function deployedPackages(packages: Packages = readLock()): readonly Deployed[] {
  const reached = new Set<string>()
  const waiting = Object.keys(packages).filter(path => /^apps\/[^/]+$/.test(path))
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue
    reached.add(path)
    waiting.push(...neededBy(packages, path))
  }
  return [...reached]
    .filter(path => path.includes('node_modules/'))
    .map(path => describe(packages, path))
    .sort((a, b) => refOf(a).localeCompare(refOf(b), 'en'))
}

export function refOf({ name, version }: { name: string; version: string }): string {
  return `${name}@${version}`
}

function describe(packages: Packages, path: string): Deployed {
  const { version = '', license, integrity } = packages[path] ?? {}
  const needs = neededBy(packages, path)
    .filter(needed => needed.includes('node_modules/'))
    .map(needed => refOf({ name: nameOf(needed), version: packages[needed]?.version ?? '' }))
  return { name: nameOf(path), version, license, integrity, needs: [...new Set(needs)].sort() }
}

function nameOf(path: string): string {
  return path.replace(/^.*node_modules\//, '')
}

/** Paths of what an entry depends on; what is optional and not installable anywhere is left out. */
function neededBy(packages: Packages, path: string): string[] {
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } =
    packages[path] ?? {}
  // What it would use where it happens to be there may be there for the tools alone.
  const peers = Object.keys(peerDependencies ?? {}).filter(
    name => peerDependenciesMeta?.[name]?.optional !== true,
  )
  const names = [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]
  return names.flatMap(name => find(packages, path, name) ?? [])
}

/** As Node looks for it: beside the package, then ever further out. */
function find(packages: Packages, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = outOf(folder)) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
    const entry = packages[path]
    if (entry?.link === true) return entry.resolved
    if (entry !== undefined) return path
    if (folder === '') return undefined
  }
}

function outOf(folder: string): string {
  const end = folder.lastIndexOf('/node_modules/')
  return end === -1 ? '' : folder.slice(0, end)
}
