// Runs one proof in a process of its own and expects it to find nothing wrong.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

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

/** What the proof prints is shown, whether it succeeds or not. */
export async function expectClean(...args: readonly string[]): Promise<void> {
  const { code, output, failures } = await run(...args)
  process.stdout.write(`${output}\n`)
  expect(failures).toBe('')
  expect(code).toBe(0)
}
