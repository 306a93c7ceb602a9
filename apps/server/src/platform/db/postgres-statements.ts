// Statements that one transaction asks for at once travel to PostgreSQL as one message and are answered as one.

import pg from 'pg'
import type { Row } from './db.ts'

export interface Answered {
  readonly rows: Row[]
  /** What the server says it did: `INSERT 0 3`, `COMMIT`. */
  readonly command: string
}

export type ReaderOf = (dataTypeId: number) => (text: string) => unknown

interface Column {
  readonly name: string
  readonly read: (text: string) => unknown
}

interface Asked {
  readonly text: string
  /** Under which it is prepared; undefined for a text that is not worth it. */
  readonly name: string | undefined
  readonly values: readonly (string | null)[]
  readonly resolve: (answered: Answered) => void
  readonly reject: (error: unknown) => void
}

/** What the driver's connection has and its types leave out. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void }
  readonly parsedStatements: Record<string, string | undefined>
  readonly submittedNamedStatements: Record<string, string | undefined>
  parse(query: { name: string; text: string }): void
  bind(config: { statement: string; values: readonly (string | null)[] }): void
  describe(message: { type: 'P'; name: string }): void
  execute(config: { portal: string }): void
  sync(): void
}

/** The columns of a prepared statement stay what they are for as long as its connection lives. */
const columnsOf = new WeakMap<object, Map<string, readonly Column[]>>()

const NO_COLUMNS: readonly Column[] = []

/** Collects what is asked before the event loop goes on, and sends it by one write that ends in one `Sync`. */
export class Gathering {
  readonly #client: pg.ClientBase
  readonly #nameOf: (text: string) => string | undefined
  readonly #readerOf: ReaderOf
  #asked: Asked[] = []

  constructor(
    client: pg.ClientBase,
    { nameOf, readerOf }: { nameOf: (text: string) => string | undefined; readerOf: ReaderOf },
  ) {
    this.#client = client
    this.#nameOf = nameOf
    this.#readerOf = readerOf
  }

  ask(text: string, values: readonly (string | null)[]): Promise<Answered> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ text, name: this.#nameOf(text), values, resolve, reject })
      if (this.#asked.length === 1) process.nextTick(() => this.send())
    })
  }

  /** Sends what was asked now: something else follows it on the same connection. */
  send(): void {
    const asked = this.#asked
    if (asked.length === 0) return
    this.#asked = []
    const columns = columnsOf.get(this.#client) ?? new Map<string, readonly Column[]>()
    columnsOf.set(this.#client, columns)
    this.#client.query(new StatementGroup(asked, { columns, readerOf: this.#readerOf }))
  }
}

interface Reading {
  readonly columns: Map<string, readonly Column[]>
  readonly readerOf: ReaderOf
}

/**
 * To the driver one query, whose statements come one after the other. The server answers at a `Sync`, so that many
 * statements cost one reply; after one that fails it takes no more until then, and none of them is done.
 */
class StatementGroup extends pg.Query {
  readonly #asked: readonly Asked[]
  readonly #reading: Reading
  #at = 0
  #columns: readonly Column[] = NO_COLUMNS
  #rows: Row[] = []
  #unreadable: unknown
  // The driver notes under them what the server has prepared.
  name: string | undefined
  text = ''

  constructor(asked: readonly Asked[], reading: Reading) {
    super({ text: '' })
    this.#asked = asked
    this.#reading = reading
    this.#turnTo(0)
  }

  override submit = (connection: unknown): void => {
    const wire = connection as Wire
    wire.stream.cork()
    try {
      for (const { text, name, values } of this.#asked) {
        const statement = name ?? ''
        if (!isPrepared(wire, name)) {
          wire.parse({ name: statement, text })
          if (name !== undefined) wire.submittedNamedStatements[name] = text
        }
        wire.bind({ statement, values })
        if (!this.#isKnown(name)) wire.describe({ type: 'P', name: '' })
        wire.execute({ portal: '' })
      }
      wire.sync()
    } finally {
      wire.stream.uncork()
    }
  }

  handleRowDescription({
    fields,
  }: {
    fields: readonly { name: string; dataTypeID: number }[]
  }): void {
    const { readerOf } = this.#reading
    this.#columns = fields.map(({ name, dataTypeID }) => ({ name, read: readerOf(dataTypeID) }))
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    if (this.#unreadable !== undefined) return
    const row: Record<string, unknown> = {}
    try {
      for (const [n, { name, read }] of this.#columns.entries()) {
        const text = fields[n] ?? null
        row[name] = text === null ? null : read(text)
      }
      this.#rows.push(row)
    } catch (error) {
      this.#unreadable = error
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    const asked = this.#asked[this.#at]
    if (asked?.name !== undefined) this.#reading.columns.set(asked.name, this.#columns)
    if (this.#unreadable === undefined) asked?.resolve({ rows: this.#rows, command: text })
    else asked?.reject(this.#unreadable)
    this.#turnTo(this.#at + 1)
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' })
  }

  handleReadyForQuery(): void {
    // Each statement has been answered by then.
  }

  handleError(error: unknown, connection: unknown): void {
    const left = this.#asked.slice(this.#at)
    this.#at = this.#asked.length
    const { parsedStatements, submittedNamedStatements } = connection as Wire
    for (const { name, reject } of left) {
      // The server never came to prepare it.
      if (name !== undefined && parsedStatements[name] === undefined)
        delete submittedNamedStatements[name]
      reject(error)
    }
  }

  #turnTo(at: number): void {
    const asked = this.#asked[at]
    this.#at = at
    this.#rows = []
    this.#unreadable = undefined
    this.name = asked?.name
    this.text = asked?.text ?? ''
    this.#columns = this.#reading.columns.get(this.name ?? '') ?? NO_COLUMNS
  }

  #isKnown(name: string | undefined): boolean {
    return name !== undefined && this.#reading.columns.has(name)
  }
}

function isPrepared(wire: Wire, name: string | undefined): boolean {
  if (name === undefined) return false
  return (
    wire.parsedStatements[name] !== undefined || wire.submittedNamedStatements[name] !== undefined
  )
}
