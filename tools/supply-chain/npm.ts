// Runs npm for what it knows of the packages; nothing is installed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')

export interface Said {
  readonly ok: boolean
  readonly text: string
  readonly complaints: string
}

export function askNpm(...args: readonly string[]): Said {
  const { program, before, shell } = findNpm()
  const run = spawnSync(
    program,
    [...before, ...args, '--package-lock-only', '--omit=dev', '--loglevel=error', '--logs-max=0'],
    { cwd: ROOT, encoding: 'utf8', shell, maxBuffer: 64 * 1024 * 1024, timeout: 60_000 },
  )
  return { ok: run.status === 0, text: run.stdout ?? '', complaints: run.stderr ?? '' }
}

/** npm tells its own scripts where it is. */
function findNpm() {
  const script = process.env['npm_execpath']
  if (script !== undefined && /npm-cli\.[cm]?js$/.test(script) && existsSync(script)) {
    const node = process.env['npm_node_execpath'] ?? process.execPath
    return { program: node, before: [script], shell: false }
  }
  const isWindows = process.platform === 'win32'
  return { program: isWindows ? 'npm.cmd' : 'npm', before: [], shell: isWindows }
}
