// Where a page ended, written so that nobody relies on its inside.
import { ProblemError } from './problems.ts'

export interface Place {
  /** Value of the sorting column of the last row. */
  readonly at: number
  readonly id: string
}

/** Every id that a list is sorted by; what does not look like one was not written here. */
const ID = /^[A-Za-z0-9][A-Za-z0-9./@_-]{0,255}$/

export function writeCursor(place: Place): string {
  return Buffer.from(JSON.stringify([place.at, place.id])).toString('base64url')
}

/** The place that a cursor stands for; one that was made up is refused before the database sees it. */
export function readCursor(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined
  const [at, id, ...more] = partsOf(cursor)
  const isOurs = Number.isSafeInteger(at) && typeof id === 'string' && ID.test(id)
  if (!isOurs || more.length > 0)
    throw new ProblemError({ code: 'cursor_invalid', field: 'cursor' })
  return { at: Number(at), id }
}

function partsOf(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(parts) ? parts : []
  } catch {
    return []
  }
}
