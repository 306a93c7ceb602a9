// Databases on the PostgreSQL server of the test run.
import pg from 'pg'

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

export function urlOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

export function hasDatabase(url: string, name: string): Promise<boolean> {
  return onServer(url, async client => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    return rowCount === 1
  })
}

export async function createDatabase(url: string, name: string, template: string): Promise<void> {
  await onServer(url, client => client.query(`create database ${name} template ${template}`))
}

export async function dropDatabase(url: string, name: string): Promise<void> {
  await onServer(url, client => client.query(`drop database if exists ${name} with (force)`))
}

export async function renameDatabase(url: string, from: string, to: string): Promise<void> {
  await onServer(url, client => client.query(`alter database ${from} rename to ${to}`))
}
