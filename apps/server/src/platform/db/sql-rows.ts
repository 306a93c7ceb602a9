// Reads the rows of the embedded engine: text by the type of its column.

import type { PlainRows } from './pglite-ops.ts'
import { sqlArrayElements, sqlReaders } from './sql-values.ts'

type Reader = (text: string) => unknown

export function toRows<T>({ fields, rows }: PlainRows): T[] {
  const readers = fields.map(field => readerOf(field.type))
  return rows.map(values => {
    const row: Record<string, unknown> = {}
    for (const [index, { name }] of fields.entries()) {
      const text = values[index] ?? null
      row[name] = text === null ? null : (readers[index]?.(text) ?? text)
    }
    return row as T
  })
}

const asText: Reader = text => text

function readerOf(type: number): Reader {
  const element = sqlArrayElements[type]
  if (element === undefined) return sqlReaders[type] ?? asText
  const reader = sqlReaders[element] ?? asText
  return text => readArray(text, reader)
}

/** One element, or the border of an array, in the text of an array. */
const token = /"((?:[^"\\]|\\.)*)"|([{}])|([^{},"]+)/gs

function readArray(text: string, reader: Reader): unknown[] {
  const outer: unknown[] = []
  const open: unknown[][] = [outer]
  for (const [, inQuotes, border, bare] of text.matchAll(token)) {
    const innermost = open.at(-1) ?? outer
    if (border === '{') {
      const inner: unknown[] = []
      innermost.push(inner)
      open.push(inner)
    } else if (border === '}') open.pop()
    else if (inQuotes !== undefined) innermost.push(reader(inQuotes.replaceAll(/\\(.)/gs, '$1')))
    else innermost.push(bare === 'NULL' ? null : reader(bare ?? ''))
  }
  return (outer[0] as unknown[] | undefined) ?? []
}
