// Runs pgbench with the server-side function: one call, one transaction, one command.
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findPostgresBin } from '../../tools/postgres/binaries.ts'
import { clusterUrl } from '../support/database.ts'

export interface PgbenchRun {
  readonly perSecond: number
  readonly commands: number
}

const run = promisify(execFile)

export async function pgbench(
  database: string,
  { clients, seconds, folder }: { clients: number; seconds: number; folder: string },
): Promise<PgbenchRun> {
  const script = join(folder, 'command.sql')
  // Clients of another run would meet their own rows: the offset keeps them apart.
  writeFileSync(script, `select bench_command(:client_id + ${clients * 10}, :n);\n\\set n :n + 1\n`)
  const args = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '2', '-T', String(seconds)]
  const bin = findPostgresBin()
  if (bin === undefined) throw new Error('PostgreSQL is not installed')
  const url = await clusterUrl(database)
  const { stdout } = await run(join(bin, 'pgbench'), [...args, '-D', 'n=0', '-f', script, url])
  const perSecond = Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
  const commands = Number(/actually processed: (\d+)/.exec(stdout)?.[1])
  if (!(perSecond > 0)) throw new Error(`pgbench said nothing that is known:\n${stdout}`)
  return { perSecond, commands }
}
