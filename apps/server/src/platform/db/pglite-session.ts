// Sends statements to the embedded engine: each as one protocol message, and those sent again prepared by name.
// PGlite's own `query` takes five messages and parses the statement every time.

import { type messages, type PGlite, protocol } from '@electric-sql/pglite'
import type { DurableNodeFs } from './durable-node-fs.ts'
import type { Field, PlainRows, PlainStatement } from './pglite-ops.ts'
import { StatementNames } from './statement-names.ts'

const { serialize } = protocol

type Message = messages.BackendMessage

export class PgliteSession {
  readonly #pglite: PGlite
  readonly #disk: DurableNodeFs | undefined
  readonly #names = new StatementNames()
  readonly #prepared = new Map<string, readonly Field[]>()
  #failure: Error | undefined

  constructor(pglite: PGlite, disk: DurableNodeFs | undefined) {
    this.#pglite = pglite
    this.#disk = disk
  }

  /** The caller holds the engine's one connection. */
  async run({ sql, values }: PlainStatement): Promise<PlainRows> {
    const name = this.#names.nameOf(sql)
    if (name === undefined) return this.#runOnce(sql, values)
    const fields = this.#prepared.get(name) ?? (await this.#prepare(name, sql))
    const bind = serialize.bind({ statement: name, values: [...values] })
    return toPlainRows(fields, await this.#send([bind, serialize.execute({}), serialize.sync()]))
  }

  async #runOnce(sql: string, values: PlainStatement['values']): Promise<PlainRows> {
    const answer = await this.#send([
      serialize.parse({ text: sql }),
      serialize.bind({ values: [...values] }),
      serialize.describe({ type: 'P' }),
      serialize.execute({}),
      serialize.sync(),
    ])
    return toPlainRows(fieldsOf(answer), answer)
  }

  async #prepare(name: string, sql: string): Promise<readonly Field[]> {
    const answer = await this.#send([
      serialize.parse({ name, text: sql }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    ])
    const fields = fieldsOf(answer)
    this.#prepared.set(name, fields)
    return fields
  }

  /** Several statements without parameters; they may change tables, so prepared statements are forgotten. */
  async script(sql: string): Promise<void> {
    await this.#send([serialize.query(sql)])
    await this.forget()
  }

  /** Runs one of the transaction statements and returns the command that the engine says it carried out. */
  async control(command: string): Promise<string> {
    const answer = await this.#send([serialize.query(command)])
    return answer.find(isCommandComplete)?.text ?? ''
  }

  async forget(): Promise<void> {
    if (this.#prepared.size > 0) await this.#send([serialize.query('deallocate all')])
    this.#prepared.clear()
    this.#names.clear()
  }

  async #send(parts: readonly Uint8Array[]): Promise<Message[]> {
    this.refuseWhenFailed()
    const message = Buffer.concat(parts)
    const answer = await this.#pglite.runExclusive(() =>
      this.#pglite.execProtocol(message, { syncToFs: false }).catch((error: unknown) => {
        this.#noteFailure(error)
        throw error
      }),
    )
    if (!answer.messages.some(each => each.name === 'readyForQuery')) {
      this.#failure ??= new Error('the engine gave no answer')
    }
    this.refuseWhenFailed()
    return answer.messages
  }

  /** After a panic, or a refused sync, the engine's memory is no longer what the disk holds. */
  #noteFailure(error: unknown): void {
    const severity = (error as { severity?: string }).severity
    if (severity === 'PANIC' || severity === 'FATAL') this.#failure ??= error as Error
  }

  refuseWhenFailed(): void {
    const cause = this.#failure ?? this.#disk?.failure
    if (cause === undefined) return
    const error = new Error(
      `the embedded database stopped (${cause.message}): mend the disk under MUSTER_DATA_DIR, then start again`,
      { cause },
    )
    throw Object.assign(error, { code: isFull(cause) ? diskFull : ioError })
  }

  get failed(): boolean {
    return (this.#failure ?? this.#disk?.failure) !== undefined
  }
}

/** As PostgreSQL itself names them. */
const diskFull = '53100'
const ioError = '58030'

function isFull(error: Error): boolean {
  const { code } = (error.cause ?? error) as { code?: unknown }
  return (
    /full|no space|file too large/i.test(error.message) || code === 'ENOSPC' || code === diskFull
  )
}

function fieldsOf(answer: readonly Message[]): readonly Field[] {
  const description = answer.find(each => each.name === 'rowDescription')
  const fields = (description as messages.RowDescriptionMessage | undefined)?.fields ?? []
  return fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }))
}

function toPlainRows(fields: readonly Field[], answer: readonly Message[]): PlainRows {
  const rows: (string | null)[][] = []
  for (const message of answer)
    if (message.name === 'dataRow') rows.push((message as messages.DataRowMessage).fields)
  return { fields, rows, command: answer.find(isCommandComplete)?.text ?? '' }
}

function isCommandComplete(message: Message): message is messages.CommandCompleteMessage {
  return message.name === 'commandComplete'
}
