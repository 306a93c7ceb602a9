// The whole server on the embedded database, with its keys, as a subject of power cuts: cases are opened over HTTP.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../../../apps/server/src/config.ts'
import { createFeatures } from '../../../apps/server/src/features.ts'
import type { DiskOptions } from '../../../apps/server/src/platform/db/durable-node-fs.ts'
import type { Platform } from '../../../apps/server/src/platform/feature.ts'
import { createLogger } from '../../../apps/server/src/platform/log.ts'
import { startServer } from '../../../apps/server/src/server.ts'
import { newAgent, send } from '../judge/send.ts'
import type { Closable, PowerCutSubject } from './cut-power.ts'

const writers = 8

interface OpenedServer extends Closable {
  readonly url: string
  readonly platform: Platform
  readonly intro: readonly string[]
}

/** A case that was answered with 201. */
export interface OpenedCase {
  readonly key: string
  readonly title: string
}

/** `size` cases a round. */
export function citySubject(size: number): PowerCutSubject<OpenedServer, OpenedCase> {
  let token = ''
  let next = 0
  return {
    open,
    prepare: ({ intro }) => {
      token = /commander .*(mus_\S+)/.exec(intro.join('\n'))?.[1] ?? ''
      return Promise.resolve()
    },
    load: async ({ url }, acknowledge) => {
      const agent = newAgent()
      const end = next + size
      const write = async () => {
        while (next < end) {
          const number = next++
          const opened = { key: `cut-${number}`, title: `case ${number}` }
          await openCase({ url, agent, token }, opened)
          acknowledge(opened)
        }
      }
      await Promise.all(Array.from({ length: writers }, write))
      agent.destroy()
    },
    missing: ({ platform }, acknowledged) => findMissing(platform, acknowledged),
  }
}

async function openCase(target: Parameters<typeof send>[0], { key, title }: OpenedCase) {
  const point = { type: 'Point', coordinates: [117.2936, 40.1743] }
  const body = { title, problemType: '07-01', point }
  const answer = await send(target, { key, path: '/api/cases', role: 'commander', body })
  if (answer.status !== 201) throw new Error(`no case: ${answer.status} ${answer.text}`)
}

async function open(dataDir: string, disk: DiskOptions): Promise<OpenedServer> {
  const config = readConfig({
    PORT: '0',
    MUSTER_DATA_DIR: dataDir,
    MUSTER_METRICS_PORT: 'off',
    // The city is founded once; later starts need nothing of the demo.
    MUSTER_DEMO: existsSync(join(dataDir, 'pgdata')) ? '0' : '1',
  })
  const log = createLogger('silent')
  const { url, platform, intro, stop } = await startServer(
    config,
    createFeatures(config),
    log,
    disk,
  )
  return { url, platform, intro, close: stop }
}

/** Neither answer nor event may be missing, and the title must open: its key lies outside the database. */
async function findMissing(
  { db, vault }: Platform,
  acknowledged: readonly OpenedCase[],
): Promise<readonly OpenedCase[]> {
  const rows = await db.query<{ key: string; title: string }>(
    `select r.said->>'key' as key, e.data->'fields'->>'title' as title
     from (select said::json as said from command_results) r
     join events e on e.stream_kind = 'case'
       and e.stream_id = r.said->'answer'->>'id' and e.type = 'CaseOpened'
     where r.said->>'key' like 'cut-%'`,
  )
  const titles = new Map(rows.map(({ key, title }) => [key, vault.open(title)]))
  return acknowledged.filter(({ key, title }) => titles.get(key) !== title)
}
