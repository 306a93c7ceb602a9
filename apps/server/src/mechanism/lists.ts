// Lists by cursor over a read table: the place after the last row of a page, written so that nobody relies on its inside.
import { ProblemError } from '../platform/http/problems.ts'

export interface Place {
  /** Value of the sorting column of the last row. */
  readonly at: number
  readonly id: string
}

export function writeCursor(place: Place): string {
  return Buffer.from(JSON.stringify([place.at, place.id])).toString('base64url')
}

export function readCursor(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[]
    if (typeof at === 'number' && typeof id === 'string') return { at, id }
  } catch {
    // Falls through: whatever is not ours is refused below.
  }
  throw new ProblemError({ code: 'cursor_invalid', field: 'cursor' })
}

/** Collects conditions and their parameters; `?` stands for the parameter's number. */
export class Where {
  readonly #parts: string[] = []
  readonly params: unknown[] = []

  and(sql: string, ...values: readonly unknown[]): this {
    let next = 0
    this.#parts.push(
      sql.replace(/\?/g, () => {
        this.params.push(values[next])
        next += 1
        return `$${this.params.length}`
      }),
    )
    return this
  }

  toSql(): string {
    return this.#parts.length === 0 ? 'true' : this.#parts.map(part => `(${part})`).join(' and ')
  }
}
