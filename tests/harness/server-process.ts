// One server as a process of its own: started on a free port, stopped by its id.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { ROOT, SERVER_PROGRAM } from './paths.ts'

export interface ServerProcess {
  readonly url: string
  readonly metricsUrl: string | undefined
  readonly pid: number
  /** All that it has printed so far. */
  output(): string
  /** SIGTERM, and SIGKILL when it takes too long. */
  stop(): Promise<void>
  kill(): Promise<void>
}

const STOP_LIMIT_MS = 15_000
const ADDRESS = /地址 address\s+(\S+)/
const METRICS = /指标 metrics\s+(\S+)/
const UP = 'Ctrl+C'

/** A test comes from one address and is in a hurry. */
const STANDING = {
  PORT: '0',
  MUSTER_METRICS_PORT: 'off',
  MUSTER_RATE_LIMITS: 'account=1000000, address=1000000, stranger=1000000',
  MUSTER_LIVE_PER_ACCOUNT: '10000',
  MUSTER_LIVE_PER_ADDRESS: '10000',
}

const running = new Set<ChildProcess>()
// A test run that is broken off leaves no server behind.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** Resolves when it serves; rejects with what it printed when it ends before. */
export async function startServerProcess(
  settings: Readonly<Record<string, string>>,
  program = SERVER_PROGRAM,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [program], {
    cwd: ROOT,
    env: { ...ownEnvironment(), ...STANDING, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const exited = once(child, 'exit').then(() => running.delete(child))
  let output = ''
  const { promise: up, resolve, reject } = Promise.withResolvers<void>()
  const read = (chunk: Buffer) => {
    output += chunk.toString()
    if (output.includes(UP)) resolve()
  }
  child.stdout.on('data', read)
  child.stderr.on('data', read)
  child.once('error', reject)
  child.once('exit', code => reject(new Error(`the server ended with ${code}:\n${output}`)))
  await up
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
    await exited
    clearTimeout(timer)
  }
  return {
    url: ADDRESS.exec(output)?.[1] ?? '',
    metricsUrl: METRICS.exec(output)?.[1],
    pid: child.pid ?? 0,
    output: () => output,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

/** The settings of whoever runs the tests are not those of the servers under test. */
export function ownEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) =>
      !name.startsWith('MUSTER_') && name !== 'DATABASE_URL' && !name.startsWith('VITEST'),
  )
  return { NODE_COMPILE_CACHE: `${ROOT}/.cache/compile`, ...Object.fromEntries(own) }
}
