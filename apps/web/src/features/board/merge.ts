// What is on the board, kept up to date by what happens: each event names a whistle, which is then asked for anew.
import type { Bilingual } from '../../i18n/words.ts'
import { type Row, toRow, type WireRow } from './rows.ts'

export type Names = Readonly<Record<string, Bilingual>>

export interface Board {
  readonly rows: ReadonlyMap<string, Row>
  readonly names: Names
  /** Whistles of which something was heard that is not shown yet. */
  readonly stale: ReadonlySet<string>
}

export const EMPTY: Board = { rows: new Map(), names: {}, stale: new Set() }

const SHOWN: ReadonlySet<string> = new Set(['submitted', 'sounding', 'resolved'])

/** What the stream says of an event, as far as the board wants to know it. */
export interface Heard {
  readonly kind?: unknown
  readonly id?: unknown
}

export function hear(board: Board, { kind, id }: Heard): Board {
  if (kind !== 'whistle' || typeof id !== 'string' || board.stale.has(id)) return board
  return { ...board, stale: new Set([...board.stale, id]) }
}

/** Takes the ids that are to be asked for now; what is heard from here on is asked for again. */
export function takeStale(
  board: Board,
  most: number,
): { readonly board: Board; readonly ids: readonly string[] } {
  const ids = [...board.stale].slice(0, most)
  if (ids.length === 0) return { board, ids }
  const stale = new Set([...board.stale].slice(ids.length))
  return { board: { ...board, stale }, ids }
}

/** They could not be fetched: they are stale as before. */
export function putBack(board: Board, ids: readonly string[]): Board {
  return { ...board, stale: new Set([...ids, ...board.stale]) }
}

/** A question was answered: whoever was asked for and is not in the answer is no longer to be seen. */
export function learn(
  board: Board,
  asked: readonly string[],
  answer: { readonly items: readonly WireRow[]; readonly names: Names },
): Board {
  const rows = new Map(board.rows)
  for (const id of asked) rows.delete(id)
  for (const wire of answer.items) if (SHOWN.has(wire.status)) rows.set(wire.id, toRow(wire))
  return { ...board, rows, names: { ...board.names, ...answer.names } }
}

/**
 * The whole board was fetched. What was heard of while the pages came stays stale, and is asked for
 * once more: a page may have been written before it.
 */
export function begin(
  board: Board,
  pages: readonly { readonly items: readonly WireRow[]; readonly names: Names }[],
): Board {
  const rows = new Map<string, Row>()
  for (const { items } of pages)
    for (const wire of items) if (SHOWN.has(wire.status)) rows.set(wire.id, toRow(wire))
  return {
    rows,
    names: Object.assign({}, board.names, ...pages.map(({ names }) => names)),
    stale: board.stale,
  }
}
