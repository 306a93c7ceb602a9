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
// Much of a fault is waiting: they run beside the tests and are told when those are through.
const faulted = isWhole ? faults() : undefined
parts.push(await vitest())
if (faulted) parts.push(await tellFaults(faulted))

for (const line of parts.flatMap(({ time = [] }) => time)) process.stdout.write(`\n${line}`)
const sum = (field: 'passed' | 'failed' | 'skipped') =>
  parts.reduce((total, part) => total + part[field], 0)
const skippedInCi = mayNotSkip ? sum('skipped') : 0
if (skippedInCi > 0) process.stdout.write('A skipped test counts as failed in CI.\n')
const failed = sum('failed') + skippedInCi
const skipped = sum('skipped') - skippedInCi
process.stdout.write(
  `\n\n${sum('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
)
process.exitCode = failed > 0 || sum('passed') === 0 ? 1 : 0

async function checks(): Promise<Totals> {
  process.stdout.write('Checks\n')
  return { ...NONE, ...(await runChecks()) }
}

async function vitest(): Promise<Totals> {
  const program = join(ROOT, 'node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=default', `--reporter=${join(ROOT, 'tools/test/totals.ts')}`]
  const { totals } = await counted([program, 'run', ...reporters, ...filters])
  return totals
}

function faults(): Promise<Counted> {
  return counted([join(ROOT, 'tests/faults/main.ts'), '--short'], { isLater: true })
}

async function tellFaults(faulted: Promise<Counted>): Promise<Totals> {
  process.stdout.write('\nFaults, short form\n')
  const { totals, output } = await faulted
  process.stdout.write(output)
  return totals
}

interface Counted {
  readonly totals: Totals
  /** What it said, where that is not shown at once. */
  readonly output: string
}

/** Runs a program that leaves its totals in the file that MUSTER_TEST_TOTALS names. */
async function counted(args: readonly string[], { isLater = false } = {}): Promise<Counted> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-test-'))
  const totalsFile = join(folder, 'totals.json')
  try {
    const { code, output } = await run(args, { MUSTER_TEST_TOTALS: totalsFile }, isLater)
    if (!existsSync(totalsFile)) return { totals: { ...NONE, failed: 1 }, output }
    const totals = JSON.parse(readFileSync(totalsFile, 'utf8')) as Totals
    const isUnsaid = code !== 0 && totals.failed === 0
    return { totals: isUnsaid ? { ...totals, failed: 1 } : totals, output }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function run(args: readonly string[], env: Record<string, string>, isLater: boolean) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', isLater ? 'pipe' : 'inherit', isLater ? 'pipe' : 'inherit'],
    env: { ...process.env, ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const hand = (signal: NodeJS.Signals) => child.kill(signal)
  process.on('SIGTERM', hand).on('SIGINT', hand)
  const [code] = await once(child, 'close')
  process.off('SIGTERM', hand).off('SIGINT', hand)
  return { code: typeof code === 'number' ? code : 1, output }
}
