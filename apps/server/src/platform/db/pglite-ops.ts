// What is asked of the embedded engine and what it answers: plain values, since the engine may live in another thread.

import type { DiskOptions } from './durable-node-fs.ts'

export interface PlainStatement {
  readonly sql: string
  /** As the wire carries them. */
  readonly values: readonly (string | null)[]
}

export interface Field {
  readonly name: string
  /** Of the type, in PostgreSQL's catalogue. */
  readonly type: number
}

/** Rows as the wire carries them; `sql-values.ts` reads them. */
export interface PlainRows {
  readonly fields: readonly Field[]
  readonly rows: readonly (readonly (string | null)[])[]
  /** Such as `DELETE 3`. */
  readonly command: string
}

/** Operations with the same `turn` belong to one transaction; 0 is none. */
export type EngineOp =
  | { readonly kind: 'run'; readonly turn: number; readonly statement: PlainStatement }
  | { readonly kind: 'begin'; readonly turn: number; readonly sql: string }
  | {
      readonly kind: 'finish'
      readonly turn: number
      readonly statements: readonly PlainStatement[]
    }
  | { readonly kind: 'rollback'; readonly turn: number }
  | { readonly kind: 'script'; readonly turn: number; readonly sql: string }
  | { readonly kind: 'listen' | 'unlisten'; readonly turn: 0; readonly channel: string }
  | { readonly kind: 'forget' | 'close'; readonly turn: 0 }

export type Notified = (channel: string, payload: string) => void

/** The engine, wherever it is. Operations are carried out in the order in which they are asked. */
export interface EngineLink {
  ask(op: EngineOp): Promise<readonly PlainRows[]>
  onNotify(notified: Notified): void
  close(): Promise<void>
}

export interface WorkerSettings {
  readonly directory: string
  readonly disk: Pick<DiskOptions, 'sync'>
}

/** From the server's thread to the engine's. */
export interface Asked {
  readonly id: number
  readonly op: EngineOp
}

/** From the engine's thread to the server's. */
export type Told =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly id: number; readonly results: readonly PlainRows[] }
  | { readonly kind: 'failed'; readonly id: number; readonly error: PlainError }
  | { readonly kind: 'notified'; readonly channel: string; readonly payload: string }

/** An error with what the database said of it, which a copy between threads would drop. */
export interface PlainError {
  readonly message: string
  readonly fields: Readonly<Record<string, string>>
  readonly cause?: PlainError | undefined
}

export function toPlainError(thrown: unknown): PlainError {
  if (!(thrown instanceof Error)) return { message: String(thrown), fields: {} }
  const own = Object.entries(thrown).filter(([, value]) => typeof value === 'string')
  return {
    message: thrown.message,
    fields: Object.fromEntries(own),
    ...(thrown.cause === undefined ? {} : { cause: toPlainError(thrown.cause) }),
  }
}

export function fromPlainError({ message, fields, cause }: PlainError): Error {
  const error = cause ? new Error(message, { cause: fromPlainError(cause) }) : new Error(message)
  return Object.assign(error, fields)
}
