// The real server as a child process: started, watched, asked how it is, and ended by its id.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('../../../apps/server/src/main.ts', import.meta.url))

/** Where a server keeps what it has. */
export interface Place {
  readonly dataDir: string
  /** Absent for the embedded database. */
  readonly databaseUrl?: string
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Modules that the process loads before the server, which change the machine it sees. */
  readonly preload?: readonly string[]
  /** A program that runs the server, such as strace or prlimit with its arguments. */
  readonly under?: readonly string[]
}

export interface Health {
  readonly status: number
  readonly text: string
}

/** The environment of a child: nothing of whoever runs the faults reaches the server. */
export function environmentOf(place: Place, more: Readonly<Record<string, string>> = {}) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('MUSTER_') && name !== 'DATABASE_URL' && name !== 'PORT',
  )
  return {
    ...Object.fromEntries(inherited),
    PORT: '0',
    MUSTER_DEMO: '1',
    MUSTER_DATA_DIR: place.dataDir,
    MUSTER_LOG_LEVEL: 'info',
    // All of the load comes from this one address.
    MUSTER_RATE_LIMITS: 'off',
    // Programs act here, and nobody who could prove anew who they are.
    MUSTER_TOKEN_HEAVY_ACTS: '1',
    ...(place.databaseUrl === undefined ? {} : { DATABASE_URL: place.databaseUrl }),
    ...more,
  }
}

const running = new Set<ServerProcess>()

/** For whoever is interrupted: no server outlives the faults. */
export async function killAllServers(): Promise<void> {
  await Promise.all([...running].map(server => server.kill()))
}

/** Starts the server and returns when it says that it listens. */
export async function startServer(place: Place, options: StartOptions = {}) {
  const imports = (options.preload ?? []).flatMap(file => ['--import', file])
  const [program = process.execPath, ...args] = [
    ...(options.under ?? []),
    process.execPath,
    ...imports,
    PROGRAM,
  ]
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environmentOf(place, options.env),
  })
  const server = new ServerProcess(child)
  try {
    await server.untilStarted()
    return server
  } catch (error) {
    await server.kill()
    throw error
  }
}

export class ServerProcess {
  /** Everything it printed, its log among it. */
  readonly lines: string[] = []
  readonly exited: Promise<void>
  url = ''
  metricsUrl = ''
  readonly #child: ChildProcess
  readonly #started = Promise.withResolvers<void>()

  constructor(child: ChildProcess) {
    this.#child = child
    running.add(this)
    this.exited = once(child, 'exit').then(() => {
      running.delete(this)
      this.#started.reject(
        new Error(`the server did not start:\n${this.lines.slice(-8).join('\n')}`),
      )
    })
    this.#started.promise.catch(() => undefined)
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', line => this.#read(line))
    }
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  get hasExited(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  untilStarted(): Promise<void> {
    return this.#started.promise
  }

  /** The token that the demo printed for a role. */
  tokens(): Readonly<Record<string, string>> {
    const found = this.lines.map(line => /^ {2}([a-z-]+) .*\s(mus_\S+)$/.exec(line))
    return Object.fromEntries(found.flatMap(match => (match ? [[match[1], match[2]]] : [])))
  }

  async ready(): Promise<Health> {
    const response = await fetch(`${this.url}/health/ready`, {
      signal: AbortSignal.timeout(10_000),
    })
    return { status: response.status, text: await response.text() }
  }

  async metrics(): Promise<string> {
    return (await fetch(this.metricsUrl, { signal: AbortSignal.timeout(10_000) })).text()
  }

  logged(pattern: RegExp): boolean {
    return this.lines.some(line => pattern.test(line))
  }

  /** SIGKILL; returns when the process is gone. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    if (!this.hasExited) await this.exited
  }

  /** SIGTERM; returns when it has drained and ended, and kills what does not. */
  async stop(): Promise<void> {
    this.#child.kill('SIGTERM')
    const late = setTimeout(() => this.#child.kill('SIGKILL'), 20_000)
    if (!this.hasExited) await this.exited
    clearTimeout(late)
  }

  #read(line: string): void {
    this.lines.push(line)
    this.url = /address\s+(http\S+)/.exec(line)?.[1] ?? this.url
    this.metricsUrl = /metrics\s+(http\S+)/.exec(line)?.[1] ?? this.metricsUrl
    if (line.startsWith('Ctrl+C')) this.#started.resolve()
  }
}
