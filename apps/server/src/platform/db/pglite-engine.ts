// Starts PGlite on a directory so that a commit is on the disk before it is acknowledged, with little memory.

import { PGlite } from '@electric-sql/pglite'
import { type DiskOptions, DurableNodeFs } from './durable-node-fs.ts'
import { sqlReaders } from './sql-values.ts'

export interface EngineOptions extends DiskOptions {
  /** A dump of a data directory to start an in-memory engine from, which saves initdb. */
  readonly template?: Blob | undefined
}

export interface PgliteEngine {
  readonly pglite: PGlite
  /** Undefined for an engine in memory. */
  readonly disk: DurableNodeFs | undefined
}

// PGlite's own list has -F, which turns fsync off for good.
const settings: Readonly<Record<string, string>> = {
  search_path: 'public',
  exit_on_error: 'false',
  log_checkpoints: 'false',
  max_worker_processes: '0',
  max_parallel_workers: '0',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  io_method: 'sync',
  max_connections: '8',
  shared_buffers: '32MB',
  wal_buffers: '4MB',
  max_wal_size: '256MB',
  jit: 'off',
  TimeZone: 'UTC',
}

/** Opens the engine on a directory, or in memory when there is none. */
export async function startPglite(
  directory: string | undefined,
  options: EngineOptions = {},
): Promise<PgliteEngine> {
  const disk = directory === undefined ? undefined : new DurableNodeFs(directory, options)
  const sync = disk !== undefined && options.sync !== false
  const all = { ...settings, fsync: sync ? 'on' : 'off', wal_sync_method: 'fsync' }
  const log: string[] = []
  try {
    const pglite = await PGlite.create({
      ...(disk ? { fs: disk } : {}),
      ...(options.template ? { loadDataDir: options.template } : {}),
      parsers: { ...sqlReaders },
      startParams: ['--single', '-O', '-j', ...Object.entries(all).flatMap(toArgument)],
      onStderr: line => {
        if (log.push(line) > 10) log.shift()
        return true
      },
    })
    return { pglite, disk }
  } catch (error) {
    const reason = `${(error as Error).message}: ${log.join(' ')}`
    throw new Error(`the embedded database in ${directory} cannot be opened: ${reason}`, {
      cause: error,
    })
  }
}

function toArgument([name, value]: [string, string]): string[] {
  return ['-c', `${name}=${value}`]
}
