// The words of the event store: streams, stored events, what is derived from a stream, and commands.
// The platform knows no domain: a feature registers a StreamType and submits Commands.

export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [field: string]: Json
}

/** Names one stream. `district` comes first in every key, so that tables can be spread by it. */
export interface StreamKey {
  readonly district: string
  readonly kind: string
  readonly id: string
}

/** An event as `decide` makes it: flat, plain JSON, with its type. */
export interface DomainEvent {
  readonly type: string
}

/** An event as it was stored. `data` is the event without its type. */
export interface StoredEvent {
  /** Its place in the global order; grows, but not by one. */
  readonly position: bigint
  readonly stream: StreamKey
  /** 1 for the first event of a stream. */
  readonly version: number
  readonly type: string
  readonly data: JsonObject
  /** Epoch milliseconds of the clock of the node that wrote it. */
  readonly recordedAt: number
}

/** A timer that should exist for a stream. `key` is unique within the stream. */
export interface Deadline {
  readonly key: string
  readonly kind: string
  /** Epoch milliseconds. */
  readonly dueAt: number
}

/** One row of a read table. All rows of a table have the same columns; NULL is written as null. */
export interface ReadRow {
  readonly table: string
  /** The primary key. `district` is part of it. */
  readonly key: Readonly<Record<string, string | number>>
  readonly values: Readonly<Record<string, Json>>
}

/** A read table that belongs to one kind of stream, and how a row names its stream. */
export interface ReadTable {
  readonly table: string
  /** The column that holds the stream's id; the column `district` holds its district. */
  readonly streamId: string
}

/**
 * What the platform knows of a kind of stream. Everything is a pure function of the events, so that
 * rows and deadlines can be compared with the tables at any time.
 */
export interface StreamType<S, E extends DomainEvent> {
  readonly kind: string
  readonly initial: S
  /** The read tables whose rows `rowsOf` makes; a table belongs to one kind only. */
  readonly tables: readonly ReadTable[]
  evolve(state: S, event: E): S
  /** A stored event of any age as today's event; throws on a type it does not know. */
  upcast(type: string, data: JsonObject): E
  rowsOf(key: StreamKey, state: S): readonly ReadRow[]
  deadlinesOf(key: StreamKey, state: S): readonly Deadline[]
  /** Hardly anybody will act on it any more: it is not kept in memory for that. */
  isOver?(state: S): boolean
}

export type AnyStreamType = StreamType<unknown, DomainEvent>

/** Why a command was not accepted; opaque to the platform but for its stable code. */
export interface Refusal {
  readonly code: string
}

/** A row that is kept beside the history and may be erased: no event and no stream can tell it again. */
export interface SideRow {
  readonly table: string
  readonly values: Readonly<Record<string, Json>>
}

/** Work for the outside (mail, push, webhook), stored in the same transaction as the events. */
export interface OutgoingJob {
  readonly queue: string
  readonly data: JsonObject
  /** Epoch milliseconds before which it is not done. */
  readonly startAfter?: number
}

/** What makes a command happen once: the same actor, route and key with the same body. */
export interface Once {
  readonly actor: string
  readonly route: string
  readonly key: string
  readonly bodyHash: string
}

/** The streams a command asked for, as they are when it is decided. */
export interface StreamView {
  state<S>(key: StreamKey): S
  /** 0 when the stream has no events yet. */
  version(key: StreamKey): number
  readonly now: number
}

export interface StreamWrite {
  readonly stream: StreamKey
  readonly events: readonly DomainEvent[]
  /** The stream begins here, under an id that nobody else can have: the command need not have asked for it. */
  readonly begins?: true
}

export type Decided<A> =
  | {
      readonly ok: true
      readonly writes: readonly StreamWrite[]
      /** Plain JSON: it is stored, and given again to whoever repeats the command. */
      readonly answer: A
      readonly jobs?: readonly OutgoingJob[]
    }
  | { readonly ok: false; readonly refusal: Refusal }

export interface Command<A> {
  /** For metrics and logs. */
  readonly name: string
  readonly once?: Once
  /** Loaded and locked before `decide`; it may write to no other but one that begins with it. */
  readonly streams: readonly StreamKey[]
  /** If-Match: refused with `version_mismatch` unless the stream is at this version. */
  readonly expect?: { readonly stream: StreamKey; readonly version: number }
  /** Inserted with the events when the command is accepted; one that is there already stays. */
  readonly beside?: readonly SideRow[]
  /** Pure and synchronous. It may be called again, on fresher state. */
  decide(view: StreamView): Decided<A>
}

export interface Accepted<A> {
  readonly ok: true
  readonly answer: A
  /** Version of each stream of the command after it, by `streamName`. */
  readonly versions: ReadonlyMap<string, number>
  /** Position of the command's last event; 0 when it made none. */
  readonly position: bigint
  /** The answer was given before: nothing was decided or written now. */
  readonly replayed: boolean
}

export interface Refused {
  readonly ok: false
  readonly refusal: Refusal
}

export type Submitted<A> = Accepted<A> | Refused

/** Refusals that the platform itself makes. */
export const platformRefusal = {
  idempotencyKeyReused: 'idempotency_key_reused',
  versionMismatch: 'version_mismatch',
} as const

/** What a command ended as; `failed` is a fault, never the caller's. */
export interface CommandReport {
  readonly name: string
  readonly outcome: 'accepted' | 'replayed' | 'refused' | 'failed'
  readonly refusal?: string
  readonly ms: number
}

/** A stream's key as one string, for maps. */
export function streamName(key: StreamKey): string {
  return `${key.district}/${key.kind}/${key.id}`
}
