import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { findPostgresBin } from './binaries.ts'

const available = findPostgresBin() !== undefined
const cluster = fileURLToPath(new URL('./cluster.ts', import.meta.url))

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  // A connection that ends while the cluster ends says so by an event that nobody may leave unheard.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

test.runIf(available)('the run has a cluster that keeps its promises to disk', async () => {
  const client = new pg.Client({ connectionString: process.env['MUSTER_TEST_DATABASE_URL'] })
  await client.connect()
  const { rows } = await client.query(
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
  )
  await client.end()
  expect(rows).toEqual([{ fsync: 'on', commit: 'on' }])
})

test.runIf(available)('a cluster ends when its owner is killed', async () => {
  const owner = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { startCluster } = await import(${JSON.stringify(cluster)})
       const made = await startCluster()
       console.log(made.url)
       setInterval(() => {}, 1000)`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [line] = await once(owner.stdout, 'data')
  const url = String(line).trim()
  expect(await answers(url)).toBe(true)
  owner.kill('SIGKILL')
  await vi.waitUntil(async () => !(await answers(url)), { timeout: 15_000, interval: 100 })
})
