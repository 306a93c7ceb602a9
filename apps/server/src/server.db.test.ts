import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readConfig } from './config.ts'
import { initialiseEmbedded } from './platform/db/embedded-template.ts'
import { enginesUnderTest, type FreshDb, freshDb } from './platform/db/testing.ts'
import type { Feature } from './platform/feature.ts'
import { type RunningServer, startServer } from './server.ts'

const log = pino({ level: 'silent' })
/** What no database has a part in is asked on the one that starts sooner. */
const LAST = enginesUnderTest().at(-1)

describe.each(enginesUnderTest())('the server on %s', engine => {
  let dataDir: string
  let fresh: FreshDb | undefined
  let server: RunningServer | undefined

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'muster-server-'))
    if (engine === 'postgres') fresh = await freshDb(engine)
    else await initialiseEmbedded(dataDir)
  })
  afterEach(async () => {
    await server?.stop()
    server = undefined
    await fresh?.close()
    fresh = undefined
    rmSync(dataDir, { recursive: true })
  })

  async function start(settings: Record<string, string> = {}, features: Feature[] = []) {
    const config = readConfig({
      PORT: '0',
      MUSTER_DATA_DIR: dataDir,
      MUSTER_CHECK_ANSWERS: '1',
      DATABASE_URL: fresh?.databaseUrl ?? '',
      ...settings,
    })
    server = await startServer(config, features, log)
    return server
  }

  it('starts, says how it is, counts, and starts again on the same data', async () => {
    const first = await start()
    const ready = await fetch(`${first.url}/health/ready`)
    expect([ready.status, await ready.json()]).toEqual([
      200,
      {
        status: 'ready',
        checks: [
          { name: 'database', ok: true },
          { name: 'clock', ok: true },
        ],
      },
    ])
    const metrics = await (await fetch(first.metricsUrl ?? '')).text()
    for (const name of [
      'muster_commands_total',
      'muster_command_seconds',
      'muster_deadline_lateness_seconds',
      'muster_jobs_waiting',
      'muster_live_connections',
      'muster_database_connections',
      'muster_audit_differences',
      'process_resident_memory_bytes',
      'nodejs_eventloop_lag_p99_seconds',
    ]) {
      expect(metrics).toContain(`# TYPE ${name} `)
    }
    expect((await fetch(`${first.url}/metrics`)).status).toBe(404)
    await first.stop()
    const second = await start()
    expect((await fetch(`${second.url}/health/live`)).status).toBe(200)
  })

  it('gives the first administrator a token by the link on the console, once', async () => {
    const { url, intro } = await start()
    const code = /setup#(\S+)/.exec(intro.join('\n'))?.[1]
    const exchange = () =>
      fetch(`${url}/api/public/setup/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      })
    const given = await exchange()
    expect(given.status).toBe(200)
    const { token } = (await given.json()) as { token: string }
    const list = await fetch(`${url}/api/tokens`, { headers: { authorization: `Bearer ${token}` } })
    expect(list.status).toBe(200)
    expect((await exchange()).status).toBe(410)
  })

  it('undoes what it started when the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    await expect(start({ PORT: String(port), MUSTER_METRICS_PORT: 'off' })).rejects.toThrow(
      'EADDRINUSE',
    )
    taken.close()
    expect((await fetch(`${(await start()).url}/health/live`)).status).toBe(200)
  })

  if (engine === LAST) {
    it('has no setup link in the demo', async () => {
      const { url, intro } = await start({ MUSTER_DEMO: '1' })
      expect(intro).toEqual([])
      expect((await fetch(`${url}/setup`)).status).toBe(404)
    })

    it('finishes what is in flight when it stops, and takes nothing new', async () => {
      const { promise: released, resolve: release } = Promise.withResolvers<void>()
      const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
      const slow: Feature = {
        name: 'slow',
        routes: app => {
          app.get('/slow', { config: { access: 'public' }, schema: { hide: true } }, async () => {
            arrive()
            await released
            return 'done'
          })
        },
      }
      const { url, stop } = await start({}, [slow])
      server = undefined
      const inFlight = fetch(`${url}/slow`)
      await arrived
      const stopped = stop()
      await vi.waitFor(() => expect(connects(url)).resolves.toBe(false), { timeout: 5000 })
      release()
      expect(await (await inFlight).text()).toBe('done')
      await stopped
    })

    it('cuts what takes longer than the limit', async () => {
      const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
      const endless: Feature = {
        name: 'endless',
        routes: app => {
          app.get('/endless', { config: { access: 'public' }, schema: { hide: true } }, () => {
            arrive()
            return new Promise<string>(() => undefined)
          })
        },
      }
      const { url, stop } = await start({ MUSTER_DRAIN_SECONDS: '1' }, [endless])
      server = undefined
      const inFlight = fetch(`${url}/endless`).catch(() => 'cut')
      await arrived
      await stop()
      expect(await inFlight).toBe('cut')
    })
  }
})

function connects(url: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}
