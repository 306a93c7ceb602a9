// Every guard of the domain, read from its source, and a copy of it in which each can be switched off.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Decide } from '../domain.ts'

export interface Guard {
  readonly index: number
  /** File, the function or command it stands in, and its code: stable while lines move. */
  readonly name: string
  /** The rule it keeps, or where the answer comes from that it passes on. */
  readonly keeps: string
  /** The file below `src` of the domain. */
  readonly file: string
}

export interface Switch {
  /** The guard that is removed; -1 for none. */
  off: number
  /** The guard that refused last. */
  hit: number
}

/** A copy of the domain and of its test kit, with a switch at each guard of some folders. */
export interface Copy {
  readonly guards: readonly Guard[]
  readonly toggle: Switch
  /** The copy's folder; `domain` and `testkit` lie in it. */
  readonly at: string
  readonly remove: () => void
}

export interface Guarded extends Copy {
  readonly decide: Decide
}

const PACKAGES = fileURLToPath(new URL('../../../packages/', import.meta.url))
const REFUSES = /return refuse\(/
const WHAT = /refuse\(\s*'([a-z0-9_]+)',\s*(\d+)/
/** Hands on what another function refused. */
const PASSES_ON = /^( *if \(.*\) )(return (standing|found|refused))$/
const OWNER = /^(?:export )?function (\w+)|^ {2}(\w+)\(/

function ownerAt(lines: readonly string[], at: number): string {
  for (let i = at; i >= 0; i -= 1) {
    const found = OWNER.exec(lines[i] ?? '')
    if (found) return found[1] ?? found[2] ?? ''
  }
  return ''
}

/** Where a passed on answer comes from: the nearest line above, in the same function, that asks for it. */
function askedAt(lines: readonly string[], at: number, answer: string): string | undefined {
  for (let i = at; i >= 0 && !OWNER.test(lines[i + 1] ?? ''); i -= 1) {
    const [, asked] = (lines[i] ?? '').split(`const ${answer} = `)
    if (asked !== undefined) return asked.split(' ? ').at(-1)?.replace(' : ', ' or ') ?? asked
  }
  return undefined
}

interface Found {
  readonly code: string
  readonly keeps: string
  /** The line with a switch at the guard. */
  readonly switched: string
}

/** What refuses in this line by passing an answer on. */
function passedOnAt(lines: readonly string[], at: number, index: number): Found | undefined {
  const passes = PASSES_ON.exec(lines[at] ?? '')
  if (!passes) return undefined
  const [, condition = '', leave = '', answer = ''] = passes
  const asked = askedAt(lines, at, answer)
  // Found in a loop or in a list, it is no answer of another function.
  if (asked === undefined) return undefined
  const keeps = `as ${asked} answers`
  return { code: answer, keeps, switched: `${condition}if (guardStands(${index})) ${leave}` }
}

/** What refuses in this line of its own. */
function refusalAt(lines: readonly string[], at: number, index: number): Found | undefined {
  const line = lines[at] ?? ''
  if (!line.includes('refuse(')) return undefined
  const what = WHAT.exec(`${line}${lines[at + 1] ?? ''}`)
  if (!what || !REFUSES.test(line))
    throw new Error(`line ${at + 1} refuses in a form that cannot be switched off: ${line}`)
  const switched = line.replace(REFUSES, `if (guardStands(${index})) return refuse(`)
  return { code: what[1] ?? '', keeps: `rule ${what[2]}`, switched }
}

type Find = (lines: readonly string[], at: number, index: number) => Found | undefined

const refusalOrPassedOnAt: Find = (lines, at, index) =>
  refusalAt(lines, at, index) ?? passedOnAt(lines, at, index)

interface Wanted {
  readonly folders: readonly string[]
  readonly find: Find
}

/** Switches guards in one source text; what it finds is added to `guards`. */
function instrument(source: string, file: string, find: Find, guards: Guard[]): string {
  const lines = source.split('\n')
  const changed = lines.map((line, at) => {
    const found = find(lines, at, guards.length)
    if (!found) return line
    const base = `${file.replace('.ts', '')}:${ownerAt(lines, at)}:${found.code}`
    const twins = guards.filter(g => g.name === base || g.name.startsWith(`${base}#`)).length
    const name = twins === 0 ? base : `${base}#${twins + 1}`
    guards.push({ index: guards.length, name, keeps: found.keeps, file })
    return found.switched
  })
  return `import { guardStands } from '../standing-guards.ts'\n${changed.join('\n')}`
}

const SWITCHBOARD = `export const toggle = { off: -1, hit: -1 }
export function guardStands(guard: number): boolean {
  if (guard === toggle.off) return false
  toggle.hit = guard
  return true
}
`

function load(...path: readonly string[]): Promise<unknown> {
  return import(pathToFileURL(join(...path)).href)
}

function sourcesIn(domain: string, folder: string): readonly string[] {
  return readdirSync(join(domain, folder))
    .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('rules'))
    .sort()
    .map(file => `${folder}/${file}`)
}

async function switchAll(at: string, { folders, find }: Wanted): Promise<Omit<Copy, 'remove'>> {
  const domain = join(at, 'domain')
  cpSync(join(PACKAGES, 'domain/src'), domain, { recursive: true })
  cpSync(join(PACKAGES, 'testkit/src'), join(at, 'testkit'), { recursive: true })
  writeFileSync(join(at, 'package.json'), '{"type":"module"}')
  writeFileSync(join(domain, 'standing-guards.ts'), SWITCHBOARD)
  const guards: Guard[] = []
  for (const file of folders.flatMap(folder => sourcesIn(domain, folder))) {
    const source = readFileSync(join(domain, file), 'utf8')
    const before = guards.length
    const changed = instrument(source, file, find, guards)
    if (guards.length > before) writeFileSync(join(domain, file), changed)
  }
  const { toggle } = (await load(domain, 'standing-guards.ts')) as { toggle: Switch }
  return { guards, toggle, at }
}

/** Copies the domain and switches the guards of some folders; the caller removes the copy. */
async function copyDomain(wanted: Wanted): Promise<Copy> {
  const at = mkdtempSync(join(tmpdir(), 'muster-guards-'))
  const remove = () => rmSync(at, { recursive: true, force: true })
  try {
    return { ...(await switchAll(at, wanted)), remove }
  } catch (error) {
    remove()
    throw error
  }
}

/** The whistle with its guards switched. */
export async function loadGuarded(): Promise<Guarded> {
  const copy = await copyDomain({ folders: ['whistle'], find: refusalAt })
  const whistle = await load(copy.at, 'domain/whistle/decide.ts')
  const { decideWhistle } = whistle as { decideWhistle: Decide }
  return { ...copy, decide: decideWhistle }
}

/** Every other decider with its guards switched, and the places where they pass on what another function refused. */
export async function copyDeciders(): Promise<Copy> {
  const folders = readdirSync(join(PACKAGES, 'domain/src'), { withFileTypes: true })
    .filter(entry => entry.isDirectory() && entry.name !== 'whistle' && entry.name !== 'kernel')
    .map(entry => entry.name)
    .sort()
  return await copyDomain({ folders, find: refusalOrPassedOnAt })
}
