import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { REFUSAL_CODES, type RefusalCode } from './refusals.ts'

const SRC = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Given where a request is put into the words of the domain, since they need the directory; tested there. */
const GIVEN_AT_THE_EDGE: readonly RefusalCode[] = [
  'place_outside_territory',
  'unknown_department',
  'unknown_problem_type',
]

function textOf(isWanted: (file: string) => boolean): string {
  const files = globSync('**/*.ts', { cwd: SRC }).filter(isWanted)
  return files.map(file => readFileSync(join(SRC, file), 'utf8')).join('\n')
}

function isGiven(code: string, name: string): boolean {
  return new RegExp(`refuse\\(\\s*'${name}'`).test(code)
}

describe('every refusal is a promise', () => {
  const tests = textOf(file => file.endsWith('.test.ts') && !file.endsWith('refusals.test.ts'))
  const code = textOf(file => !file.endsWith('.test.ts'))

  test('each code that a guard gives is expected by a test, by name', () => {
    const given = REFUSAL_CODES.filter(name => isGiven(code, name))
    expect(given.length).toBeGreaterThan(150)
    expect(given.filter(name => !tests.includes(`'${name}'`))).toEqual([])
  })

  test('each code is given by a guard here, or at the edge', () => {
    expect(REFUSAL_CODES.filter(name => !isGiven(code, name))).toEqual(GIVEN_AT_THE_EDGE)
  })

  test('control: a code that nobody gives or expects would be found', () => {
    expect(isGiven(code, 'nobody_gives_this')).toBe(false)
    expect(isGiven("return refuse(\n  'nobody_gives_this', 0)", 'nobody_gives_this')).toBe(true)
    expect(tests.includes("'nobody_gives_this'")).toBe(false)
  })

  test('they are in order and each stands once', () => {
    expect([...REFUSAL_CODES]).toEqual([...new Set(REFUSAL_CODES)].toSorted())
  })
})
