// By how much a server's wall clock is off; written by a fault, read by the server's preloaded module.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freshDir } from './workspace.ts'

export const SKEWED_CLOCK = fileURLToPath(new URL('./skewed-clock.ts', import.meta.url))

export class ClockFile {
  readonly #path = join(freshDir(), 'skew')
  readonly env = { MUSTER_TEST_CLOCK_SKEW: this.#path }

  constructor(skewMs: number) {
    this.set(skewMs)
  }

  set(skewMs: number): void {
    writeFileSync(this.#path, String(skewMs))
  }
}
