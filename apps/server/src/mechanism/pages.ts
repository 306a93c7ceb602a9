// Pages of what is kept in memory: in the order of ids, from the place after the last one.
import { readCursor, writeCursor } from '../platform/http/cursor.ts'

interface PageAsked {
  readonly cursor?: string | undefined
  readonly limit: number
}

export interface Page<T> {
  readonly items: T[]
  readonly next?: string
}

/** One page of items in the order of their ids. */
export function pageById<S, T>(
  all: Iterable<S>,
  asked: PageAsked,
  of: { readonly id: (item: S) => string; readonly view: (item: S) => T },
): Page<T> {
  const after = readCursor(asked.cursor)?.id
  const rest = [...all]
    .filter(item => after === undefined || of.id(item) > after)
    .sort((a, b) => (of.id(a) < of.id(b) ? -1 : 1))
  const shown = rest.slice(0, asked.limit)
  const last = shown.at(-1)
  const items = shown.map(of.view)
  if (last === undefined || rest.length <= asked.limit) return { items }
  return { items, next: writeCursor({ at: 0, id: of.id(last) }) }
}

/** One page of rows that were asked for with one more than the limit. */
export function pageOfRows<R, T>(
  rows: readonly R[],
  limit: number,
  of: {
    readonly place: (row: R) => { readonly at: number; readonly id: string }
    readonly view: (row: R) => T
  },
): Page<T> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const items = shown.map(of.view)
  if (last === undefined || rows.length <= limit) return { items }
  return { items, next: writeCursor(of.place(last)) }
}
