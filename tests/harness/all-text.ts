// Everything a database holds, as text: what a thief of a backup would read.
import pg from 'pg'
import { openDb, type Queryable } from '../../apps/server/src/platform/db/db.ts'
import type { DemoServer } from './demo-server.ts'

const TABLES = `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name
  from information_schema.tables
  where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
  order by 1`

type Read = (db: Pick<Queryable, 'query'>) => Promise<ReadonlyMap<string, string>>

/** One text for each table, by an aggregate of its rows. */
function reading(aggregate: string): Read {
  return async db => {
    const texts = new Map<string, string>()
    for (const { name } of await db.query<{ name: string }>(TABLES)) {
      const [row] = await db.query<{ text: string | null }>(
        `select ${aggregate} as text from ${name} t`,
      )
      texts.set(name, row?.text ?? '')
    }
    return texts
  }
}

async function withDatabase(server: DemoServer, read: Read): ReturnType<Read> {
  const { databaseUrl, dataDir } = server
  if (databaseUrl !== undefined) {
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    const query = async <T>(sql: string) => (await client.query(sql)).rows as T[]
    try {
      return await read({ query })
    } finally {
      await client.end()
    }
  }
  const db = await openDb({ dataDir, poolSize: 2 })
  try {
    return await read(db)
  } finally {
    await db.close()
  }
}

/** All rows by table. The embedded database can be read only while its server is stopped. */
export function allText(server: DemoServer): ReturnType<Read> {
  return withDatabase(server, reading('string_agg(t::text, chr(10))'))
}

/** A digest of all rows by table, whatever their order. */
export function allDigests(server: DemoServer): ReturnType<Read> {
  return withDatabase(server, reading("md5(string_agg(md5(t::text), '' order by md5(t::text)))"))
}
