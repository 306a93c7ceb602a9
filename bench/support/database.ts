// Databases on the one cluster of a run, and what was written to them.
import pg from 'pg'
import { type Cluster, startCluster } from '../../tools/postgres/cluster.ts'

/** As a careful operator would have them; the same for the server and for every reference. */
const SETTINGS = {
  shared_buffers: '512MB',
  max_wal_size: '8GB',
  min_wal_size: '2GB',
  checkpoint_timeout: '30min',
  track_commit_timestamp: 'on',
} as const

let cluster: Promise<Cluster> | undefined

function theCluster(): Promise<Cluster> {
  cluster ??= startCluster({ settings: SETTINGS }).then(madeRoomForLog)
  return cluster
}

/** Of 16 MB each. */
const LOG_FILES = 60

/**
 * A cluster that has run for a day writes its log into files that it has used before. A new one makes each of them,
 * which holds every commit for a tenth of a second, the server's as well as the reference's.
 */
async function madeRoomForLog(made: Cluster): Promise<Cluster> {
  const client = new pg.Client({ connectionString: made.url })
  await client.connect()
  try {
    for (let file = 0; file < LOG_FILES; file += 1)
      await client.query(`select pg_logical_emit_message(false, 'room', repeat('-', 16000000))`)
    await client.query('checkpoint')
  } finally {
    await client.end()
  }
  return made
}

export async function stopCluster(): Promise<void> {
  await (await cluster)?.stop()
}

export async function clusterUrl(database = 'postgres'): Promise<string> {
  const url = new URL((await theCluster()).url)
  url.pathname = `/${database}`
  return url.href
}

export async function withClient<T>(
  database: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: await clusterUrl(database) })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A new database, a copy of `template` where one is given. Nobody may be connected to that. */
export async function createDatabase(name: string, template = 'template0'): Promise<string> {
  await withClient('postgres', async client => {
    await client.query(`drop database if exists ${name} with (force)`)
    await client.query(`create database ${name} template ${template}`)
  })
  return clusterUrl(name)
}

export async function dropDatabase(name: string): Promise<void> {
  await withClient('postgres', client =>
    client.query(`drop database if exists ${name} with (force)`),
  )
}

/** What decides when a commit is on the disk. */
export function durability(): Promise<string> {
  return withClient('postgres', async client => {
    const names = ['fsync', 'synchronous_commit', 'wal_sync_method', 'full_page_writes']
    const { rows } = await client.query<{ name: string; setting: string }>(
      'select name, setting from pg_settings where name = any($1) order by name',
      [names],
    )
    return rows.map(row => `${row.name}=${row.setting}`).join(' ')
  })
}

export interface Written {
  readonly rows: number
  readonly walBytes: number
}

/** Rows written and log made so far. */
export function written(database: string): Promise<Written> {
  return withClient(database, async client => {
    // Sessions report their counts at the end of a second or when they end.
    const { rows } = await client.query<{ rows: string; wal: string }>(
      `select (select sum(n_tup_ins + n_tup_upd + n_tup_del) from pg_stat_user_tables)::bigint as rows,
         pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint as wal`,
    )
    return { rows: Number(rows[0]?.rows ?? 0), walBytes: Number(rows[0]?.wal ?? 0) }
  })
}
