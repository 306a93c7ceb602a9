// Stands in for the test runner when guards are removed: keeps the tests of a file, to be run again and again.
import { expect } from 'vitest'

export interface Collected {
  /** The file beside the code, the descriptions around the test, and its own sentence. */
  readonly name: string
  readonly file: string
  readonly run: () => unknown
}

let file = ''
let around: readonly string[] = []
let collected: Collected[] = []

function test(name: string, run: () => unknown): void {
  collected.push({ name: [file, ...around, name].join(' › '), file, run })
}

/** One test for each case; `$field` in the sentence says which. */
test.each = <T extends object>(cases: readonly T[]) => {
  return (name: string, run: (one: T) => unknown): void => {
    for (const one of cases) {
      const fields = new Map<string, unknown>(Object.entries(one))
      test(
        name.replace(/\$(\w+)/g, (_, key: string) => String(fields.get(key))),
        () => run(one),
      )
    }
  }
}

function describe(name: string, body: () => void): void {
  const outside = around
  around = [...outside, name]
  body()
  around = outside
}

/** The tests that a file defines when it is loaded. */
export async function testsOf(name: string, load: () => Promise<unknown>) {
  file = name
  collected = []
  await load()
  return collected
}

export { describe, expect, test }
