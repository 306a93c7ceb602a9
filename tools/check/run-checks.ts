import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')

/** One program whose exit code says whether a promise about the code holds. */
export interface Check {
  readonly name: string
  readonly script: string
  readonly args: readonly string[]
}

const bin = (path: string) => join('node_modules', path)

export const CHECKS: readonly Check[] = [
  { name: 'types', script: bin('typescript/bin/tsc'), args: ['-p', 'tsconfig.json'] },
  { name: 'types of the pages', script: 'tools/check/web-types.ts', args: [] },
  {
    name: 'types of the domain without a machine',
    script: bin('typescript/bin/tsc'),
    args: ['-p', 'packages/domain/tsconfig.pure.json'],
  },
  {
    name: 'format and lint',
    script: bin('@biomejs/biome/bin/biome'),
    args: ['check', '--error-on-warnings', '--no-errors-on-unmatched', '--max-diagnostics=40'],
  },
  {
    name: 'lost promises',
    script: bin('oxlint/bin/oxlint'),
    args: ['--type-aware', '--deny-warnings'],
  },
  { name: 'lock file', script: 'tools/check/lock-file.ts', args: [] },
  { name: 'layers', script: 'tools/check/layers.ts', args: [] },
  { name: 'platform words', script: 'tools/check/platform-words.ts', args: [] },
  { name: 'logical styles', script: 'tools/check/logical-css.ts', args: [] },
  { name: 'licences', script: 'tools/check/licences.ts', args: [] },
  { name: 'vulnerabilities', script: 'tools/check/vulnerabilities.ts', args: [] },
  { name: 'security page', script: 'tools/check/security-page.ts', args: [] },
  { name: 'permission rows', script: 'tools/check/permission-rows.ts', args: [] },
]

/** How many of the checks held. */
export interface Tally {
  readonly passed: number
  readonly failed: number
}

/** Runs every check, two at a time, and shows what the failed ones said. */
export async function runChecks(): Promise<Tally> {
  const waiting = CHECKS.filter(check => existsSync(join(ROOT, check.script)))
  const results: boolean[] = []
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      results.push(await runCheck(check))
    }
  }
  await Promise.all([worker(), worker()])
  const passed = results.filter(Boolean).length
  return { passed, failed: results.length - passed }
}

async function runCheck({ name, script, args }: Check): Promise<boolean> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [join(ROOT, script), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: Buffer[] = []
  child.stdout.on('data', chunk => said.push(chunk))
  child.stderr.on('data', chunk => said.push(chunk))
  const [code] = await once(child, 'close')
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
  process.stdout.write(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)\n`)
  const text = Buffer.concat(said).toString()
  if (code !== 0 || text.startsWith('note:')) process.stdout.write(`${text}\n`)
  return code === 0
}
