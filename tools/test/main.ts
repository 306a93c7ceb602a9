// `npm test`: the checks, every test project, and the short fault runs; ends in one line of totals.
// A word after `--` narrows the run to the test files whose path holds it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChecks } from '../check/run-checks.ts'
import { prepareMachine } from './prepare-machine.ts'
import type { Totals } from './totals-reporter.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const NONE: Totals = { passed: 0, failed: 0, skipped: 0 }

const filters = process.argv.slice(2)
const isWhole = filters.length === 0
const mayNotSkip = Boolean(process.env['CI'])

prepareMachine()
const parts: Totals[] = []
if (isWhole) parts.push(await checks())
parts.push(await vitest())
if (isWhole) parts.push(await faults())

const sum = (field: keyof Totals) => parts.reduce((total, part) => total + part[field], 0)
const skippedInCi = mayNotSkip ? sum('skipped') : 0
if (skippedInCi > 0) process.stdout.write('A skipped test counts as failed in CI.\n')
const failed = sum('failed') + skippedInCi
const skipped = sum('skipped') - skippedInCi
process.stdout.write(
  `\n${sum('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
)
process.exitCode = failed > 0 || sum('passed') === 0 ? 1 : 0

async function checks(): Promise<Totals> {
  process.stdout.write('Checks\n')
  return { ...NONE, ...(await runChecks()) }
}

async function vitest(): Promise<Totals> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-test-'))
  const totalsFile = join(folder, 'totals.json')
  const program = join(ROOT, 'node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=default', `--reporter=${join(ROOT, 'tools/test/totals.ts')}`]
  try {
    const code = await run([program, 'run', ...reporters, ...filters], {
      MUSTER_TEST_TOTALS: totalsFile,
    })
    if (!existsSync(totalsFile)) return { ...NONE, failed: 1 }
    const totals = JSON.parse(readFileSync(totalsFile, 'utf8')) as Totals
    return code !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function faults(): Promise<Totals> {
  const program = join(ROOT, 'tests/faults/main.ts')
  if (!existsSync(program)) return NONE
  process.stdout.write('\nFaults, short form\n')
  const code = await run([program, '--short'])
  return code === 0 ? { ...NONE, passed: 1 } : { ...NONE, failed: 1 }
}

async function run(args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })
  const hand = (signal: NodeJS.Signals) => child.kill(signal)
  process.on('SIGTERM', hand).on('SIGINT', hand)
  const [code] = await once(child, 'exit')
  process.off('SIGTERM', hand).off('SIGINT', hand)
  return typeof code === 'number' ? code : 1
}
