// The operator's commands, each as a process of its own on the database of the settings.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { ROOT } from './paths.ts'
import { ownEnvironment } from './server-process.ts'

const PROGRAM = join(ROOT, 'apps/server/src/cli.ts')

export interface Ran {
  readonly code: number | null
  /** What it printed, on either stream. */
  readonly output: string
}

/** `muster COMMAND …`; an embedded database is open in one process at a time. */
export async function runOperator(
  settings: Readonly<Record<string, string>>,
  ...command: readonly string[]
): Promise<Ran> {
  const child = spawn(process.execPath, [PROGRAM, ...command], {
    env: { ...ownEnvironment(), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output }
}
