// The disk fills up under load: the server refuses and says why, and has kept what it acknowledged.

import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Cluster } from '../../../tools/postgres/cluster.ts'
import type { Fault, FaultForm } from '../fault.ts'
import { childrenOf } from '../harness/children-of.ts'
import { type City, embeddedCity, ownCluster, postgresCity } from '../harness/city.ts'
import { untilHealth, untilReady } from '../harness/expect-health.ts'
import { inspect, mustBeClean } from '../harness/operator.ts'
import { type Place, type ServerProcess, startServer } from '../harness/server-process.ts'
import { freshDir } from '../harness/workspace.ts'
import { Judge, mustBeRight } from '../judge/judge.ts'
import { limitFileSize, mountSmallDisk, type SmallDisk } from './small-disk.ts'

const workers = 16
/** Less than a segment of the log of either database. */
const smallestFile = 1 << 20

export const fullDisk: Fault = {
  name: 'full-disk',
  what: 'a full disk: refused while it is full, nothing acknowledged lost',
  run: async form => {
    await fillEmbedded(form)
    if (!form.isShort) await fillPostgres(form)
  },
}

/** What makes the disk full, and what mends it. */
interface Disk {
  readonly how: string
  fill(server: ServerProcess): void
  mend(server: ServerProcess): void
}

async function fillEmbedded(form: FaultForm): Promise<void> {
  const city = await embeddedCity()
  const small = mountSmallDisk(256)
  const place = small === undefined ? city.place : { dataDir: join(small.directory, 'data') }
  if (small !== undefined) cpSync(city.place.dataDir, place.dataDir, { recursive: true })
  try {
    const result = await fillUnderLoad({ city, place, disk: diskOf(small), form })
    form.say(`embedded, ${result}`)
  } finally {
    await city.remove()
    small?.remove()
  }
}

function diskOf(small: SmallDisk | undefined): Disk {
  if (small === undefined) {
    return {
      how: 'a limit of file size (mounting is not allowed here)',
      fill: server => limitFileSize(server.pid, smallestFile),
      mend: server => limitFileSize(server.pid, 'unlimited'),
    }
  }
  return { how: 'a tmpfs of 256 MB', fill: () => small.fill(), mend: () => small.empty() }
}

async function fillPostgres(form: FaultForm): Promise<void> {
  const small = mountSmallDisk(512)
  const outer = process.env['TMPDIR']
  if (small !== undefined) process.env['TMPDIR'] = small.directory
  let cluster: Cluster
  try {
    cluster = await ownCluster()
  } finally {
    if (outer === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = outer
  }
  let pid = cluster.pid
  const city = await postgresCity(cluster)
  const mounted = diskOf(small)
  const limit = (bytes: number | 'unlimited') => {
    for (const each of [pid, ...childrenOf(pid)]) limitFileSize(each, bytes)
  }
  const disk: Disk =
    small === undefined
      ? { how: mounted.how, fill: () => limit(smallestFile), mend: () => limit('unlimited') }
      : { ...mounted, how: 'a tmpfs of 512 MB' }
  const restart = async () => {
    pid = await cluster.restart()
  }
  try {
    const result = await fillUnderLoad({ city, place: city.place, disk, form, restart })
    form.say(`postgres, ${result}`)
  } finally {
    await city.remove()
    await cluster.stop()
    small?.remove()
  }
}

interface Filling {
  readonly city: City
  readonly place: Place
  readonly disk: Disk
  readonly form: FaultForm
  /** Starts the database's own server again; the embedded one restarts with ours. */
  readonly restart?: () => Promise<void>
}

async function fillUnderLoad({ city, place, disk, form, restart }: Filling): Promise<string> {
  const judge = await Judge.start(join(freshDir(), 'judge.log'), city.tokens)
  let server = await startServer(place)
  try {
    judge.load({ urls: [server.url], workers, persistent: true })
    await judge.untilAcknowledged(form.isShort ? 40 : 400)
    disk.fill(server)
    const said = await untilHealth(server, ({ status }) => status === 503, {
      what: 'unready for want of room',
      withinMs: 60_000,
    })
    const { faults, refused } = await judge.halt()
    if (refused.length > 0) throw new Error(`refused for good: ${refused[0]}`)
    disk.mend(server)
    const back = await comesBack(server)
    if (!back) {
      await server.stop()
      await restart?.()
      server = await startServer(place)
      await untilReady(server)
    }
    const verdict = await judge.check([server.url])
    await server.stop()
    mustBeRight(verdict)
    const { unequal } = await inspect(place)
    const clean = await mustBeClean(place)
    if (unequal.length > 0) throw new Error(`not exactly once: ${unequal.join('; ')}`)
    if (!Object.keys(faults).some(name => name.startsWith('503 disk_full'))) {
      throw new Error(`no answer named the disk: ${JSON.stringify(faults)}`)
    }
    return `${disk.how}: unready, saying “${whyOf(said)}”; answers ${JSON.stringify(faults)}; ${back ? 'went on by itself' : 'went on after a restart'}; ${verdict.acknowledged} acknowledged commands there once, of those unanswered ${verdict.hadHappened} had happened, ${verdict.doneNow} were done by sending them again; ${clean}`
  } finally {
    await server.kill()
    await judge.end()
  }
}

async function comesBack(server: ServerProcess): Promise<boolean> {
  try {
    await untilHealth(server, ({ status }) => status === 200, { what: 'ready', withinMs: 15_000 })
    return true
  } catch {
    return false
  }
}

function whyOf(said: string): string {
  const { checks } = JSON.parse(said) as { checks: { why?: string }[] }
  return checks.find(({ why }) => why !== undefined)?.why ?? ''
}
