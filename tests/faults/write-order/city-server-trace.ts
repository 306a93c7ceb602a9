// The order of writes of the real server, as `npm start` starts it.

import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { environmentOf } from '../harness/server-process.ts'
import { freshDir } from '../harness/workspace.ts'
import { newAgent, send } from '../judge/send.ts'
import type { TraceVerdict } from './check-trace.ts'
import { traceServer } from './trace-server.ts'

const program = fileURLToPath(new URL('../../../apps/server/src/main.ts', import.meta.url))
/** So that the log’s first write after a request is that request’s. */
const atOnce = 1

export async function traceCityServer(requests: number): Promise<TraceVerdict> {
  const dataDir = freshDir()
  try {
    return await traceServer({
      program: [program],
      env: environmentOf({ dataDir }, { MUSTER_METRICS_PORT: 'off' }),
      readyLine: /^Ctrl\+C/,
      load: async (lines, end) => {
        await openCases(lines.join('\n'), requests)
        end()
      },
    })
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function openCases(printed: string, requests: number): Promise<void> {
  const url = /address\s+(http\S+)/.exec(printed)?.[1] ?? ''
  const token = /commander .*(mus_\S+)/.exec(printed)?.[1] ?? ''
  const agent = newAgent()
  const point = { type: 'Point', coordinates: [117.2936, 40.1743] }
  let next = 0
  const worker = async () => {
    while (next < requests) {
      const key = `traced-${next++}`
      const body = { title: key, problemType: '07-01', point }
      const sent = { key, path: '/api/cases', role: 'commander', body }
      const { status, text } = await send({ url, agent, token }, sent)
      if (status !== 201) throw new Error(`no case: ${status} ${text}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  agent.destroy()
}
