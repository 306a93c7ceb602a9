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
  readonly code: string
  readonly rule: number
  readonly file: string
}

export interface Switch {
  /** The guard that is removed; -1 for none. */
  off: number
  /** The guard that refused last. */
  hit: number
}

export interface Guarded {
  readonly guards: readonly Guard[]
  readonly decide: Decide
  readonly toggle: Switch
  readonly remove: () => void
}

const SOURCE = fileURLToPath(new URL('../../../packages/domain/src/', import.meta.url))
const REFUSES = /return refuse\(/
const WHAT = /refuse\(\s*'([a-z_]+)',\s*(\d+)/
const OWNER = /^(?:export )?function (\w+)|^ {2}(\w+)\(/

function ownerAt(lines: readonly string[], at: number): string {
  for (let i = at; i >= 0; i -= 1) {
    const found = OWNER.exec(lines[i] ?? '')
    if (found) return found[1] ?? found[2] ?? ''
  }
  return ''
}

/** Switches guards in one source text; what it finds is added to `guards`. */
function instrument(source: string, file: string, guards: Guard[]): string {
  const lines = source.split('\n')
  const changed = lines.map((line, at) => {
    if (!REFUSES.test(line)) return line
    const what = WHAT.exec(`${line}${lines[at + 1] ?? ''}`)
    if (!what) throw new Error(`${file}:${at + 1} refuses without naming a code and a rule`)
    const index = guards.length
    const code = what[1] ?? ''
    const base = `${file.replace('.ts', '')}:${ownerAt(lines, at)}:${code}`
    const twins = guards.filter(g => g.name === base || g.name.startsWith(`${base}#`)).length
    const name = twins === 0 ? base : `${base}#${twins + 1}`
    guards.push({ index, name, code, rule: Number(what[2]), file })
    return line.replace(REFUSES, `if (guardStands(${index})) return refuse(`)
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

/** Loads the copy; the caller removes it. */
export async function loadGuarded(folder = 'whistle'): Promise<Guarded> {
  const copy = mkdtempSync(join(tmpdir(), 'muster-guards-'))
  const remove = () => rmSync(copy, { recursive: true, force: true })
  cpSync(SOURCE, copy, { recursive: true })
  writeFileSync(join(copy, 'package.json'), '{"type":"module"}')
  writeFileSync(join(copy, 'standing-guards.ts'), SWITCHBOARD)
  const guards: Guard[] = []
  for (const file of readdirSync(join(copy, folder)).sort()) {
    if (file.endsWith('.test.ts') || file.startsWith('rules')) continue
    const at = join(copy, folder, file)
    const source = readFileSync(at, 'utf8')
    if (REFUSES.test(source)) writeFileSync(at, instrument(source, file, guards))
  }
  const load = async (path: string): Promise<unknown> =>
    await import(pathToFileURL(join(copy, path)).href)
  const { decideWhistle } = (await load('whistle/decide.ts')) as { decideWhistle: Decide }
  const { toggle } = (await load('standing-guards.ts')) as { toggle: Switch }
  return { guards, decide: decideWhistle, toggle, remove }
}
