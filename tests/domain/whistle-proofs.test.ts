// The whistle proved as a whole: explored to the end, played at random, and robbed of its guards one by one.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { decide } from './domain.ts'
import { NONSENSE } from './guards/nonsense.ts'

const RUN = fileURLToPath(new URL('run.ts', import.meta.url))

interface Finished {
  readonly code: number | null
  readonly output: string
  readonly failures: string
}

/** The loops run in a process of their own: several times faster than inside the test runner. */
async function run(...args: readonly string[]): Promise<Finished> {
  const child = spawn(process.execPath, [RUN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let failures = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    failures += chunk
  })
  return await new Promise<Finished>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code => resolve({ code, output, failures }))
  })
}

/** How many random commands; `MUSTER_TEST_COMMANDS=5000000` for a long night. */
const commands = process.env['MUSTER_TEST_COMMANDS'] ?? '200000'

async function expectClean(...args: readonly string[]): Promise<void> {
  const { code, output, failures } = await run(...args)
  process.stdout.write(`${output}\n`)
  expect(failures).toBe('')
  expect(code).toBe(0)
}

describe('a whistle', { timeout: 240_000 }, () => {
  test.concurrent('keeps every rule in every state of the small worlds, and none is a dead end', async () => {
    await expectClean('explore')
  })

  test.concurrent('keeps every rule over long random lives', async () => {
    await expectClean('random', '--commands', commands)
  })

  test.concurrent('has no guard whose loss goes unnoticed', async () => {
    await expectClean('guards')
  })

  test.concurrent('control: broken deciders and removed exits are caught', async () => {
    await expectClean('controls')
  })
})

describe('nonsense is refused', () => {
  for (const { name, code, attempt } of Object.values(NONSENSE))
    test(name, () => {
      expect(attempt(decide)).toMatchObject({ ok: false, refusal: { code } })
    })
})
