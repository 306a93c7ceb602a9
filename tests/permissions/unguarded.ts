// A copy of the program with one check taken out: what the permission test must catch.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../harness/paths.ts'

export interface Unguarded {
  readonly program: string
  remove(): void
}

export interface Removal {
  readonly file: string
  /** Stands in the file once. */
  readonly check: string
  readonly instead: string
}

const COPIED = ['apps/server', 'packages', 'package.json']

export function copyWithout({ file, check, instead }: Removal): Unguarded {
  const folder = mkdtempSync(join(tmpdir(), 'muster-unguarded-'))
  for (const part of COPIED) {
    const filter = (path: string) => !path.includes('node_modules')
    cpSync(join(ROOT, part), join(folder, part), { recursive: true, filter })
  }
  linkPackages(folder)
  const path = join(folder, file)
  const source = readFileSync(path, 'utf8')
  if (source.split(check).length !== 2) throw new Error(`${check} is not once in ${file}`)
  writeFileSync(path, source.replace(check, instead))
  return {
    program: join(folder, 'apps/server/src/main.ts'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** What npm brought is shared; the project's own packages are those of the copy. */
function linkPackages(folder: string): void {
  const modules = join(folder, 'node_modules')
  const ours = join(modules, '@muster')
  mkdirSync(ours, { recursive: true })
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (name !== '@muster') symlinkSync(join(ROOT, 'node_modules', name), join(modules, name))
  }
  for (const name of readdirSync(join(folder, 'packages')))
    symlinkSync(join(folder, 'packages', name), join(ours, name))
  symlinkSync(join(folder, 'apps/server'), join(ours, 'server'))
}
