// A demo city on either database, made once; each fault gets a copy of its own.

import { cpSync, rmSync } from 'node:fs'
import pg from 'pg'
import { type Cluster, NoPostgres, startCluster } from '../../../tools/postgres/cluster.ts'
import { FaultSkipped } from '../fault.ts'
import { ClockFile, SKEWED_CLOCK } from './clock-file.ts'
import { type Place, startServer } from './server-process.ts'
import { freshDir, removeWorkspace } from './workspace.ts'

export type EngineName = 'embedded' | 'postgres'

interface Template {
  readonly place: Place
  readonly tokens: Readonly<Record<string, string>>
}

/** Tokens by role, the same in every copy. */
export interface City {
  readonly place: Place
  readonly tokens: Readonly<Record<string, string>>
  remove(): Promise<void>
}

const templates = new Map<string, Promise<Template>>()
let shared: Promise<Cluster> | undefined
let number = 0

/** One cluster for all faults that leave it whole. */
export function sharedCluster(): Promise<Cluster> {
  shared ??= ownCluster()
  return shared
}

/** A cluster that may be killed; whoever asks for it stops it. */
export async function ownCluster(): Promise<Cluster> {
  try {
    // Durable, as a real one is: nothing here may pass because of a setting.
    return await startCluster({ settings: { fsync: 'on', synchronous_commit: 'on' } })
  } catch (error) {
    if (error instanceof NoPostgres) {
      throw new FaultSkipped(error.message, { cause: error })
    }
    throw error
  }
}

export async function embeddedCity(): Promise<City> {
  const { place, tokens } = await template('embedded', async () => ({ dataDir: freshDir() }))
  const dataDir = freshDir()
  cpSync(place.dataDir, dataDir, { recursive: true })
  return { place: { dataDir }, tokens, remove: () => removeDir(dataDir) }
}

export async function postgresCity(cluster: Cluster): Promise<City> {
  const { place, tokens } = await template(cluster.url, async () => ({
    dataDir: freshDir(),
    databaseUrl: await createDatabase(cluster),
  }))
  const dataDir = freshDir()
  cpSync(place.dataDir, dataDir, { recursive: true })
  const from = new URL(place.databaseUrl ?? '').pathname.slice(1)
  const databaseUrl = await createDatabase(cluster, from)
  const name = new URL(databaseUrl).pathname.slice(1)
  const remove = async () => {
    await removeDir(dataDir)
    // The fault may have ended the cluster itself.
    await runSql(cluster.url, `drop database if exists ${name} with (force)`).catch(() => undefined)
  }
  return { place: { dataDir, databaseUrl }, tokens, remove }
}

export async function cityOn(engine: EngineName): Promise<City> {
  return engine === 'embedded' ? embeddedCity() : postgresCity(await sharedCluster())
}

/** Ends what all faults shared. */
export async function endCities(): Promise<void> {
  await shared?.then(cluster => cluster.stop()).catch(() => undefined)
  removeWorkspace()
}

/** One statement over a connection of its own. */
export async function runSql<T extends object>(
  url: string,
  sql: string,
  params: readonly unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  await client.connect()
  try {
    const { rows } = await client.query<T>(sql, [...params])
    return rows
  } finally {
    await client.end()
  }
}

async function createDatabase(cluster: Cluster, from = 'template1'): Promise<string> {
  number += 1
  const name = `muster_faults_${process.pid}_${number}`
  await runSql(cluster.url, `create database ${name} template ${from}`)
  return cluster.url.replace(/\/postgres$/, `/${name}`)
}

function template(key: string, createPlace: () => Promise<Place>): Promise<Template> {
  const known = templates.get(key) ?? createTemplate(createPlace)
  templates.set(key, known)
  // The next fault tries for itself.
  known.catch(() => templates.delete(key))
  return known
}

async function createTemplate(createPlace: () => Promise<Place>): Promise<Template> {
  const place = await createPlace()
  // Founded an hour ago, so that a fault can begin in the past: time never goes back.
  const clock = new ClockFile(-3_600_000)
  const server = await startServer(place, { preload: [SKEWED_CLOCK], env: clock.env })
  const tokens = server.tokens()
  await server.stop()
  return { place, tokens }
}

function removeDir(path: string): Promise<void> {
  rmSync(path, { recursive: true, force: true })
  return Promise.resolve()
}
