// Everything a database holds, as text: what a thief of a backup would read.
import pg from 'pg'
import { openDb, type Queryable } from '../../apps/server/src/platform/db/db.ts'
import type { DemoServer } from './demo-server.ts'

const TABLES = `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name
  from information_schema.tables
  where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
  order by 1`

async function read(db: Pick<Queryable, 'query'>): Promise<ReadonlyMap<string, string>> {
  const tables = await db.query<{ name: string }>(TABLES)
  const texts = new Map<string, string>()
  for (const { name } of tables) {
    const [row] = await db.query<{ text: string | null }>(
      `select string_agg(t::text, chr(10) order by t::text) as text from ${name} t`,
    )
    texts.set(name, row?.text ?? '')
  }
  return texts
}

/** All rows by table. The embedded database can be read only while its server is stopped. */
export async function allText(server: DemoServer): Promise<ReadonlyMap<string, string>> {
  const { databaseUrl, dataDir } = server
  if (databaseUrl !== undefined) {
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    const query = async <T>(sql: string) => (await client.query(sql)).rows as T[]
    return read({ query }).finally(() => client.end())
  }
  const db = await openDb({
    databaseUrl: undefined,
    dataDir,
    poolSize: 2,
    onFault: () => undefined,
  })
  return read(db).finally(() => db.close())
}
