// Vitest reporter that leaves the totals of a run for tools/test/main.ts.
import { writeFileSync } from 'node:fs'
import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/** What a run of tests came to. */
export interface Totals {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** Writes {@link Totals} as JSON to the file that MUSTER_TEST_TOTALS names. */
export class TotalsReporter implements Reporter {
  onTestRunEnd(
    testModules: readonly TestModule[],
    unhandledErrors: readonly SerializedError[],
  ): void {
    const file = process.env['MUSTER_TEST_TOTALS']
    if (file !== undefined) {
      writeFileSync(file, JSON.stringify(totalsOf(testModules, unhandledErrors)))
    }
  }
}

function totalsOf(modules: readonly TestModule[], errors: readonly SerializedError[]): Totals {
  const states = modules.flatMap(module =>
    [...module.children.allTests()].map(test => test.result().state),
  )
  const count = (state: string) => states.filter(each => each === state).length
  // A file that did not load has no tests to fail: it counts as one failure itself.
  const broken = modules.filter(
    module => module.state() === 'failed' && [...module.children.allTests('failed')].length === 0,
  ).length
  return {
    passed: count('passed'),
    failed: count('failed') + count('pending') + broken + errors.length,
    skipped: count('skipped'),
  }
}
