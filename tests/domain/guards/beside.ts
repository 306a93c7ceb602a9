// Removes the guards of every decider but the whistle one by one: a test in the file beside the code has to fail.
import { globSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Collected, testsOf } from './collector.ts'
import { type Copy, copyDeciders, type Guard } from './list.ts'
import type { Caught } from './removal.ts'

export interface Removed {
  readonly caught: readonly Caught[]
  readonly tests: number
  /** Tests that fail while every guard stands. */
  readonly broken: readonly string[]
  /** Control: guards that go unnoticed when only the tests of another file are asked. */
  readonly unnoticed: number
}

/** Files that decide nothing; asked alone, they must miss no guard. */
const WITHOUT_GUARDS = 'calendar/calendar.test.ts'

/** In the copy, the project's packages are the copied ones and the test runner is the collector. */
function redirect(copy: Copy): { deregister: () => void } {
  const inside = pathToFileURL(copy.at).href
  const places: Readonly<Record<string, string>> = {
    vitest: new URL('collector.ts', import.meta.url).href,
    '@muster/domain': `${inside}/domain/index.ts`,
    '@muster/testkit': `${inside}/testkit/index.ts`,
    '@muster/testkit/domain': `${inside}/testkit/domain.ts`,
  }
  return registerHooks({
    resolve(specifier, context, next) {
      if (!context.parentURL?.startsWith(inside)) return next(specifier, context)
      const url = places[specifier]
      if (url !== undefined) return { url, shortCircuit: true }
      const relative = specifier.startsWith('.') || specifier.startsWith('node:')
      return next(specifier, relative ? context : { ...context, parentURL: import.meta.url })
    },
  })
}

async function testsBeside(copy: Copy): Promise<readonly Collected[]> {
  const folders = new Set(copy.guards.map(({ file }) => file.split('/')[0]))
  const cwd = join(copy.at, 'domain')
  const files = globSync('*/*.test.ts', { cwd }).map(file => file.replaceAll('\\', '/'))
  const collected: Collected[] = []
  for (const file of files.filter(f => folders.has(f.split('/')[0])).sort())
    collected.push(...(await testsOf(file, () => import(pathToFileURL(join(cwd, file)).href))))
  return collected
}

function fails({ run }: Collected): boolean {
  try {
    run()
    return false
  } catch {
    return true
  }
}

/** The tests beside the guard are asked first; of those that fail, the first is named. */
function firstToMiss(guard: Guard, { toggle }: Copy, tests: readonly Collected[]) {
  const folder = `${guard.file.split('/')[0]}/`
  const near = tests.filter(({ file }) => file.startsWith(folder))
  const far = tests.filter(({ file }) => !file.startsWith(folder))
  toggle.off = guard.index
  const missed = [...near, ...far].find(fails)
  toggle.off = -1
  return missed?.name
}

function failing(tests: readonly Collected[]): readonly string[] {
  return tests.filter(fails).map(({ name }) => name)
}

/** The verdict on every guard, between two runs in which all of them stand. */
export async function removeBeside(): Promise<Removed> {
  const copy = await copyDeciders()
  const hooks = redirect(copy)
  try {
    const tests = await testsBeside(copy)
    const before = failing(tests)
    const caught = copy.guards.map(guard => ({ guard, by: firstToMiss(guard, copy, tests) }))
    const elsewhere = tests.filter(({ file }) => file === WITHOUT_GUARDS)
    const unnoticed = copy.guards.filter(g => firstToMiss(g, copy, elsewhere) === undefined).length
    return { caught, tests: tests.length, broken: [...before, ...failing(tests)], unnoticed }
  } finally {
    hooks.deregister()
    copy.remove()
  }
}
