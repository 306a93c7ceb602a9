// Prometheus Alertmanager as Debian packs it, told of many alerts at once: how fast its webhooks come.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { monotonicMs } from '../support/monotonic.ts'
import { freePort } from '../support/server.ts'

const PROGRAMS = ['/usr/bin/prometheus-alertmanager', '/usr/local/bin/alertmanager']
const PATIENCE_MS = 30_000

/** Each alert is a notification of its own, and leaves at once. */
const configOf = (url: string) => `route:
  receiver: sink
  group_by: ['...']
  group_wait: 0s
  group_interval: 1m
  repeat_interval: 1h
receivers:
  - name: sink
    webhook_configs:
      - url: ${url}
        send_resolved: false
`

export function findAlertmanager(): string | undefined {
  return PROGRAMS.find(program => existsSync(program))
}

/** Notifications a second, from handing over the alerts to the last webhook. */
export async function alertmanagerRate(
  program: string,
  folder: string,
  count: number,
): Promise<number> {
  const cameAt: number[] = []
  const sink = createServer((request, response) => {
    request.resume().on('end', () => {
      cameAt.push(monotonicMs())
      response.end()
    })
  }).listen(0, '127.0.0.1')
  await once(sink, 'listening')
  const config = join(folder, 'alertmanager.yml')
  writeFileSync(config, configOf(`http://127.0.0.1:${(sink.address() as AddressInfo).port}/`))
  const port = await freePort()
  const child = spawn(
    program,
    [
      `--config.file=${config}`,
      `--storage.path=${join(folder, 'alertmanager')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
      '--log.level=error',
    ],
    { stdio: 'ignore' },
  )
  try {
    const api = `http://127.0.0.1:${port}`
    await untilReady(api, child)
    // The first one pays for what is done once.
    await tell(api, 'first', 1)
    await untilCame(cameAt, 1)
    const since = monotonicMs()
    await tell(api, 'all', count)
    await untilCame(cameAt, count + 1)
    return count / ((Math.max(...cameAt) - since) / 1000)
  } finally {
    child.kill('SIGKILL')
    sink.close().closeAllConnections()
  }
}

async function tell(api: string, name: string, count: number): Promise<void> {
  const alerts = Array.from({ length: count }, (_, n) => ({
    labels: { alertname: name, n: String(n) },
    annotations: { text: '凌晨强降雨，请签收' },
  }))
  const answer = await fetch(`${api}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(alerts),
  })
  if (!answer.ok) throw new Error(`Alertmanager took no alerts: ${await answer.text()}`)
}

async function untilReady(api: string, child: ChildProcess): Promise<void> {
  const limit = monotonicMs() + PATIENCE_MS
  for (;;) {
    const isThere = await fetch(`${api}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isThere) return
    if (child.exitCode !== null || monotonicMs() > limit)
      throw new Error('Alertmanager did not start')
    await pause(50)
  }
}

async function untilCame(cameAt: readonly number[], count: number): Promise<void> {
  const limit = monotonicMs() + PATIENCE_MS
  while (cameAt.length < count) {
    if (monotonicMs() > limit) throw new Error(`${cameAt.length} of ${count} alerts came`)
    await pause(5)
  }
}
