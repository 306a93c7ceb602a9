// Vitest reporter that leaves the totals of a run for tools/test/main.ts.
import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Reporter, SerializedError, TestModule, Vitest } from 'vitest/node'
import { type FileTime, linesOfTime } from './areas.ts'

/** What a run of tests came to. */
export interface Totals {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** Lines that say what the time went to. */
  readonly time?: readonly string[]
}

const ROOT = join(import.meta.dirname, '..', '..')

/** Writes {@link Totals} as JSON to the file that MUSTER_TEST_TOTALS names. */
export class TotalsReporter implements Reporter {
  #workers = 1

  onInit(vitest: Vitest): void {
    this.#workers = Number(vitest.config.maxWorkers)
  }

  onTestRunEnd(
    testModules: readonly TestModule[],
    unhandledErrors: readonly SerializedError[],
  ): void {
    const file = process.env['MUSTER_TEST_TOTALS']
    if (file !== undefined) {
      const time = linesOfTime(testModules.map(timeOf), this.#workers)
      writeFileSync(file, JSON.stringify({ ...totalsOf(testModules, unhandledErrors), time }))
    }
  }
}

/** With what comes before the first test: loading, and what the file sets up. */
function timeOf(module: TestModule): FileTime {
  const { prepareDuration, environmentSetupDuration, setupDuration, collectDuration, duration } =
    module.diagnostic()
  const before = prepareDuration + environmentSetupDuration + setupDuration + collectDuration
  return { path: relative(ROOT, module.moduleId), ms: before + duration }
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
