// Writes rows into tables with COPY, through one psql for each table.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { findPostgresBin } from '../../tools/postgres/binaries.ts'

export type Value = string | number | boolean | null | readonly string[] | undefined

const CHUNK = 256 * 1024

class Copy {
  readonly #psql: ChildProcess
  readonly #ended: Promise<unknown[]>
  #text = ''

  constructor(databaseUrl: string, table: string, columns: readonly string[]) {
    const bin = findPostgresBin()
    if (bin === undefined) throw new Error('PostgreSQL is not installed')
    const sql = `copy ${table} (${columns.join(', ')}) from stdin`
    this.#psql = spawn(
      join(bin, 'psql'),
      ['-qX', '-v', 'ON_ERROR_STOP=1', '-c', sql, databaseUrl],
      {
        stdio: ['pipe', 'inherit', 'inherit'],
      },
    )
    this.#ended = once(this.#psql, 'exit')
  }

  /** Undefined, or what to wait for before more is written. */
  add(line: string): Promise<unknown> | undefined {
    this.#text += line
    if (this.#text.length < CHUNK) return undefined
    const { stdin } = this.#psql
    const hasRoom = stdin?.write(this.#text)
    this.#text = ''
    return hasRoom === false && stdin ? once(stdin, 'drain') : undefined
  }

  async end(): Promise<void> {
    this.#psql.stdin?.end(this.#text)
    const [code] = await this.#ended
    if (code !== 0) throw new Error(`psql ended with ${String(code)}`)
  }
}

/** Rows of many tables; the columns of a table are those of its first row. */
export class CopyIn {
  readonly #databaseUrl: string
  readonly #tables = new Map<string, { readonly copy: Copy; readonly columns: readonly string[] }>()

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl
  }

  add(table: string, row: Readonly<Record<string, Value>>): Promise<unknown> | undefined {
    let known = this.#tables.get(table)
    if (known === undefined) {
      const columns = Object.keys(row)
      known = { columns, copy: new Copy(this.#databaseUrl, table, columns) }
      this.#tables.set(table, known)
    }
    return known.copy.add(`${known.columns.map(column => toText(row[column])).join('\t')}\n`)
  }

  async end(): Promise<void> {
    await Promise.all([...this.#tables.values()].map(({ copy }) => copy.end()))
  }
}

function toText(value: Value): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return escaped(value)
  return escaped(`{${value.map(each => `"${each.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`)
}

function escaped(text: string): string {
  return /[\\\t\n\r]/.test(text)
    ? text
        .replaceAll('\\', '\\\\')
        .replaceAll('\t', '\\t')
        .replaceAll('\n', '\\n')
        .replaceAll('\r', '\\r')
    : text
}
