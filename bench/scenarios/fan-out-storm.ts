// Sixty streets blow at the same moment: how long until the first message of each whistle, and the last of all, leaves.
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Blown, Burst } from '../load/burst.ts'
import { startChild } from '../support/child.ts'
import { lessIsBetter, type Measurement, percentile } from '../support/measurement.ts'
import { monotonicMs } from '../support/monotonic.ts'
import type { Bench, Scenario } from '../support/scenario.ts'
import { type ServerSettings, startServer } from '../support/server.ts'

const BURST = new URL('../load/burst.ts', import.meta.url)
const DEPARTMENTS = 16
const STREETS = 60
const PATIENCE_MS = 60_000

export const fanOutStorm: Scenario = {
  names: ['fan-out-storm', 'fan-out-storm-all'],
  what: 'sixty streets blow at once and call sixteen departments each: 960 first messages',
  run,
}

/** When each message came, by the whistle that it is about. */
class Gateway {
  readonly cameAt = new Map<string, number[]>()
  readonly #server = createServer((request, response) => {
    let body = ''
    request.on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      const { key } = JSON.parse(body) as { key: string }
      const whistle = key.slice(0, key.lastIndexOf('.'))
      const times = this.cameAt.get(whistle) ?? []
      times.push(monotonicMs())
      this.cameAt.set(whistle, times)
      response.end('{"code":0}')
    })
  })

  async open(folder: string): Promise<Readonly<Record<string, string>>> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const file = join(folder, 'channels.json')
    const url = `http://127.0.0.1:${address.port}/send`
    writeFileSync(file, JSON.stringify({ sms: { url, json: { to: '{to}', key: '{key}' } } }))
    return { MUSTER_CHANNELS: file, MUSTER_OUTGOING_ALLOW: `127.0.0.1:${address.port}` }
  }

  close(): void {
    this.#server.close().closeAllConnections()
  }
}

interface Told {
  /** From the answer of each whistle to its first message, sorted. */
  readonly first: readonly number[]
  /** From the first answer of all to the last message. */
  readonly allMs: number
  readonly messages: number
}

async function told(blown: Blown, gateway: Gateway): Promise<Told> {
  const whistles = Object.entries(blown.answeredAt)
  const timesOf = (id: string) => gateway.cameAt.get(id) ?? []
  const limit = monotonicMs() + PATIENCE_MS
  while (whistles.some(([id]) => timesOf(id).length < DEPARTMENTS)) {
    if (monotonicMs() > limit) throw new Error('messages are missing at the gateway')
    await pause(10)
  }
  const first = whistles.map(([id, at]) => Math.max(0, Math.min(...timesOf(id)) - at))
  const began = Math.min(...whistles.map(([, at]) => at))
  const calls = whistles.flatMap(([id]) => timesOf(id).slice(0, DEPARTMENTS))
  return {
    first: first.toSorted((a, b) => a - b),
    allMs: Math.max(...calls) - began,
    messages: calls.length,
  }
}

async function run(bench: Bench): Promise<readonly Measurement[]> {
  const city = await bench.city('postgres')
  const gateway = new Gateway()
  const env = await gateway.open(bench.folder('fan-out-storm'))
  const settings: ServerSettings = { ...(await city.copy('fan_out_storm')), env }
  const server = await startServer(settings)
  const burst: Burst = {
    port: server.port,
    castFile: city.castFile,
    departments: DEPARTMENTS,
    readers: [],
    streets: [0, STREETS],
  }
  try {
    const child = startChild<Blown>(BURST, burst)
    await child.next()
    child.tell('go')
    const blown = await child.next()
    await child.end()
    const all = await told(blown, gateway)
    bench.say(`  ${all.messages} messages: ${describe(all)}`)
    return [
      limited('fan-out-storm', percentile(all.first, 0.99), 1),
      limited('fan-out-storm-all', all.allMs, 5),
    ]
  } finally {
    await server.stop()
    gateway.close()
  }
}

function describe({ first, allMs }: Told): string {
  const [median, most] = [percentile(first, 0.5), percentile(first, 0.99)]
  return `the first after ${median.toFixed(0)} ms (median) and ${most.toFixed(0)} ms (p99), all after ${allMs.toFixed(0)} ms`
}

function limited(name: string, ms: number, limit: number): Measurement {
  const fixed = { unit: 's', limit, limitName: 's, fixed', atLeast: 1, aim: 0.2 } as const
  return lessIsBetter({ name, value: ms / 1000, ...fixed })
}
