// Vitest global setup: the pages that browsers are shown, built when their sources changed.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from './paths.ts'

export function setup(): void {
  // In a process of its own: the bundler wants another environment than tests have.
  execFileSync(process.execPath, [join(ROOT, 'apps/web/build/main.ts')], { stdio: 'inherit' })
}
