// A temporary copy of the project's settings in which a test plants what a rule must find.
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')
const SETTINGS = [
  '.gitignore',
  '.oxlintrc.json',
  'biome.json',
  'tsconfig.json',
  'tsconfig.base.json',
  'packages/domain/tsconfig.pure.json',
  'package.json',
  '{packages,apps}/*/package.json',
  'tools/lint/*.grit',
]

/** The copy, and the programs that judge it. */
export interface PlantedCopy {
  plant(path: string, code: string): void
  /** Runs a program of the project's in the copy; what it printed, and whether it found nothing wrong. */
  judge(
    script: string,
    ...args: readonly string[]
  ): { readonly clean: boolean; readonly said: string }
  remove(): void
}

/** Makes the copy in the temporary directory, with the project's own packages linked into it. */
export function makePlantedCopy(): PlantedCopy {
  const folder = mkdtempSync(join(tmpdir(), 'muster-planted-'))
  for (const path of globSync(SETTINGS, { cwd: ROOT })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    copyFileSync(join(ROOT, path), join(folder, path))
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  return {
    plant(path, code) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), `${code}\n`)
    },
    judge(script, ...args) {
      const run = spawnSync(process.execPath, [join(ROOT, script), ...args], {
        cwd: folder,
        encoding: 'utf8',
      })
      return { clean: run.status === 0, said: run.stdout + run.stderr }
    },
    remove() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
