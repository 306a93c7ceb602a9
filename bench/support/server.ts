// The server under test: the real one, a process of its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { serverEnvironment, serverFlags } from '../../tools/run/server-flags.js'

export interface ServerSettings {
  readonly dataDir: string
  readonly databaseUrl?: string | undefined
  readonly isDemo?: boolean
  /** Further flags of Node, such as `--cpu-prof`. */
  readonly flags?: readonly string[]
  /** Settings of this benchmark alone. */
  readonly env?: Readonly<Record<string, string>>
}

export interface Server {
  readonly url: string
  readonly port: number
  readonly pid: number
  /** From starting the process until it said that it was ready. */
  readonly readyMs: number
  /** Resident set in megabytes. */
  residentMb(): number
  stop(): Promise<void>
}

const MAIN = new URL('../../apps/server/src/main.ts', import.meta.url).pathname
const READY_WITHIN_MS = 120_000

export async function startServer(settings: ServerSettings): Promise<Server> {
  const port = await freePort()
  const started = performance.now()
  const flags = [...serverFlags, ...(settings.flags ?? extraFlags())]
  const child = spawn(process.execPath, [...flags, MAIN], {
    env: environment(settings, port),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const hear = (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-4000)
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const url = `http://127.0.0.1:${port}`
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  while (!(await isReady(url))) {
    if (hasEnded()) throw new Error(`the server did not start:\n${said}`)
    if (performance.now() - started > READY_WITHIN_MS) {
      child.kill('SIGKILL')
      throw new Error(`the server was not ready in time:\n${said}`)
    }
    await pause(10)
  }
  const readyMs = performance.now() - started
  return {
    url,
    port,
    pid: child.pid ?? 0,
    readyMs,
    residentMb: () => residentMb(child.pid ?? 0),
    stop: async () => {
      if (hasEnded()) throw new Error(`the server ended by itself:\n${said}`)
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      const limit = setTimeout(() => child.kill('SIGKILL'), 30_000)
      await exit
      clearTimeout(limit)
    },
  }
}

/** For profiling by hand: `BENCH_NODE_FLAGS='--cpu-prof --cpu-prof-dir=/tmp/x'`. */
function extraFlags(): string[] {
  return (process.env['BENCH_NODE_FLAGS'] ?? '').split(' ').filter(flag => flag !== '')
}

function environment(settings: ServerSettings, port: number): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('MUSTER_') && name !== 'DATABASE_URL' && name !== 'PORT',
  )
  return {
    ...Object.fromEntries(kept),
    ...serverEnvironment,
    PORT: String(port),
    MUSTER_METRICS_PORT: 'off',
    MUSTER_DATA_DIR: settings.dataDir,
    MUSTER_DEMO: settings.isDemo === true ? '1' : '0',
    MUSTER_LOG_LEVEL: 'warn',
    MUSTER_TOKEN_HEAVY_ACTS: '1',
    // Everyone comes from this one address.
    MUSTER_RATE_LIMITS: 'account=100000000, address=100000000, stranger=100000000',
    MUSTER_LIVE_PER_ACCOUNT: '1000000',
    MUSTER_LIVE_PER_ADDRESS: '1000000',
    ...(settings.databaseUrl === undefined ? {} : { DATABASE_URL: settings.databaseUrl }),
    ...settings.env,
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health/ready`)
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
}
