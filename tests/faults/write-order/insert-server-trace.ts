// The order of writes of the small server, with the embedded database's syncs or, as a control, without.

import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TraceVerdict } from './check-trace.ts'
import { traceServer } from './trace-server.ts'

const program = fileURLToPath(new URL('./insert-server.ts', import.meta.url))

export async function traceInsertServer(requests: number, sync: boolean): Promise<TraceVerdict> {
  const directory = mkdtempSync(join(tmpdir(), 'muster-traced-'))
  try {
    return await traceServer({
      program: [program, join(directory, 'data'), sync ? 'sync' : 'no-sync'],
      load: ([port]) => load(Number(port), requests),
    })
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

async function load(port: number, requests: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const statuses = await Promise.all(
    Array.from({ length: requests }, (_, i) => statusOf(agent, port, `/insert/${i}`)),
  )
  agent.destroy()
  await statusOf(new Agent(), port, '/stop').catch(() => undefined)
  const refused = statuses.filter(status => status !== 201).length
  if (refused > 0) throw new Error(`${refused} requests were refused`)
}

function statusOf(agent: Agent, port: number, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get({ agent, port, path, host: '127.0.0.1' }, response => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0))
    }).on('error', reject)
  })
}
