// A temporary PostgreSQL cluster that ends with whoever asked for it, however that one ends.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { findPostgresBin } from './binaries.ts'

/** A running cluster. */
export interface Cluster {
  /** Connection string of the superuser; databases are made and dropped through it. */
  readonly url: string
  /** Process id of the postmaster, for tests that kill it. */
  readonly pid: number
  /** Where the server's own log is written while the cluster lives. */
  readonly logFile: string
  /** Starts the same cluster again on the same port, after its postmaster was killed. */
  restart(): Promise<number>
  stop(): Promise<void>
}

/** Command line settings of the server, added to the small defaults. */
export interface ClusterSettings {
  readonly settings?: Readonly<Record<string, string>>
}

interface KeeperAnswer {
  readonly url: string
  readonly pid: number
  readonly logFile: string
  readonly problem?: string
}

const KEEPER = fileURLToPath(new URL('./keeper.ts', import.meta.url))

/** Thrown by {@link startCluster} where the machine has no PostgreSQL that is new enough. */
export class NoPostgres extends Error {}

/**
 * Starts a cluster in the temporary directory, on a free loopback port, not as root.
 * A keeper process holds it: when this process goes, even by SIGKILL, the keeper's standard
 * input closes and it takes the cluster down with its files.
 */
export async function startCluster(options: ClusterSettings = {}): Promise<Cluster> {
  const bin = findPostgresBin()
  if (bin === undefined) throw new NoPostgres('PostgreSQL 15 or later is not installed')
  const keeper = spawn(process.execPath, [KEEPER, bin, JSON.stringify(options.settings ?? {})], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // A process group of its own: Ctrl-C reaches the tests first, the cluster outlives them.
    detached: true,
  })
  const ended = once(keeper, 'exit')
  const lines = createInterface({ input: keeper.stdout })[Symbol.asyncIterator]()
  const nextAnswer = async (): Promise<KeeperAnswer> => {
    const line = await lines.next()
    if (line.done) throw new Error('the temporary PostgreSQL ended before it was ready')
    const answer = JSON.parse(line.value) as KeeperAnswer
    if (answer.problem !== undefined) throw new Error(answer.problem)
    return answer
  }
  const first = await nextAnswer()
  // The open cluster alone must not keep the runner alive.
  keeper.unref()
  return {
    url: first.url,
    pid: first.pid,
    logFile: first.logFile,
    async restart() {
      keeper.stdin.write('restart\n')
      return (await nextAnswer()).pid
    },
    async stop() {
      keeper.ref()
      keeper.stdin.end()
      await ended
    },
  }
}
