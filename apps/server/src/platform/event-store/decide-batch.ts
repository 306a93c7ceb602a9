// Decides the commands of one batch one after the other in memory; each sees the effects of those before it.

import type { LoadedStream, StoredAnswer } from './load-streams.ts'
import { onceName } from './load-streams.ts'
import type { DerivedState } from './state-cache.ts'
import type { StreamTypes } from './stream-types.ts'
import type {
  Command,
  Decided,
  DomainEvent,
  Once,
  OutgoingJob,
  Refusal,
  SideRow,
  StreamKey,
  StreamView,
  Submitted,
} from './types.ts'
import { platformRefusal, streamName } from './types.ts'

/** Positions of one transaction's events differ in the lower 16 bits. */
export const maxEventsPerBatch = 65_535

export interface WorkingStream {
  readonly loaded: LoadedStream
  /** Nobody asked for it, and nobody is likely to soon: it is not kept in memory. */
  readonly isBegun: boolean
  version: number
  state: unknown
  /** Of its state after the batch, once that was asked for. */
  derived?: DerivedState
}

export interface NewEvent {
  readonly stream: StreamKey
  readonly version: number
  readonly event: DomainEvent
}

export interface NewAnswer {
  readonly once: Once
  readonly answer: unknown
  readonly versions: readonly number[]
  /** Which of the batch's events was its last; undefined when it made none. */
  readonly lastEvent: number | undefined
}

/** Positions are known when the batch is written: `first` is that of its first event. */
export type Settled = (first: number) => Submitted<unknown>

export type MemberOutcome =
  | { readonly kind: 'settled'; readonly submitted: Settled }
  | { readonly kind: 'failed'; readonly error: unknown }

interface Known {
  readonly bodyHash: string
  readonly answer: unknown
  readonly versions: readonly number[]
  readonly position: (first: number) => number
}

export interface BatchInput {
  readonly now: number
  readonly types: StreamTypes
  readonly streams: ReadonlyMap<string, LoadedStream>
  /** Streams whose events cannot be folded. */
  readonly broken: ReadonlyMap<string, unknown>
  readonly answers: ReadonlyMap<string, StoredAnswer>
}

export class BatchDecision {
  readonly streams = new Map<string, WorkingStream>()
  readonly events: NewEvent[] = []
  readonly answers: NewAnswer[] = []
  readonly jobs: OutgoingJob[] = []
  readonly beside: SideRow[] = []
  readonly #input: BatchInput
  readonly #known: Map<string, Known>

  constructor(input: BatchInput) {
    this.#input = input
    this.#known = new Map(
      [...input.answers].map(([name, stored]) => [
        name,
        { ...stored, position: () => stored.position },
      ]),
    )
    for (const [name, loaded] of input.streams) {
      const { version, state } = loaded
      this.streams.set(name, { loaded, isBegun: false, version, state })
    }
  }

  /** Never throws: a command that cannot be decided fails alone and leaves no effect. */
  decide(command: Command<unknown>): MemberOutcome {
    try {
      const submitted = this.#replay(command) ?? this.#accept(command)
      return { kind: 'settled', submitted }
    } catch (error) {
      return { kind: 'failed', error }
    }
  }

  /** An answer given before comes first: the right to act may have been lost in between. */
  #replay(command: Command<unknown>): Settled | undefined {
    if (!command.once) return undefined
    const known = this.#known.get(onceName(command.once))
    if (!known) return undefined
    if (known.bodyHash !== command.once.bodyHash) {
      return refused({ code: platformRefusal.idempotencyKeyReused })
    }
    return accepted(command, { ...known, replayed: true })
  }

  #isOutdated({ expect }: Command<unknown>): boolean {
    return expect !== undefined && this.#get(expect.stream).version !== expect.version
  }

  #accept(command: Command<unknown>): Settled {
    for (const key of command.streams) this.#get(key)
    const decided = command.decide(this.#viewOf())
    if (!decided.ok) return refused(decided.refusal)
    // Only now: whoever may not act here learns no version, nor that there is anything to have one.
    if (this.#isOutdated(command)) return refused({ code: platformRefusal.versionMismatch })
    this.#apply(command, decided.writes)
    const made = decided.writes.some(write => write.events.length > 0)
    const lastEvent = made ? this.events.length - 1 : undefined
    if (decided.jobs) this.jobs.push(...decided.jobs)
    if (command.beside) this.beside.push(...command.beside)
    const { answer } = decided
    const versions = command.streams.map(key => this.#get(key).version)
    const { once } = command
    const position = (first: number) => (lastEvent === undefined ? 0 : first + lastEvent)
    if (once) {
      this.answers.push({ once, answer, versions, lastEvent })
      this.#known.set(onceName(once), { bodyHash: once.bodyHash, answer, versions, position })
    }
    return accepted(command, { answer, versions, position, replayed: false })
  }

  #viewOf(): StreamView {
    return {
      now: this.#input.now,
      state: <S>(key: StreamKey) => this.#get(key).state as S,
      version: key => this.#get(key).version,
    }
  }

  #get(key: StreamKey): WorkingStream {
    const name = streamName(key)
    const stream = this.streams.get(name)
    if (stream) return stream
    if (this.#input.broken.has(name)) {
      throw new Error(`stream ${name} cannot be read`, { cause: this.#input.broken.get(name) })
    }
    throw new Error(`stream ${name} is not among the streams of the command`)
  }

  /** All or nothing: every event is folded before the first one is kept. */
  #apply(command: Command<unknown>, writes: Extract<Decided<unknown>, { ok: true }>['writes']) {
    const own = new Set(command.streams.map(streamName))
    const next = new Map<WorkingStream, { version: number; state: unknown }>()
    const events: NewEvent[] = []
    for (const write of writes) {
      const isOwn = own.has(streamName(write.stream))
      if (!(isOwn || write.begins)) {
        throw new Error(`${command.name} wrote to a stream that it did not ask for`)
      }
      const stream = isOwn ? this.#get(write.stream) : this.#begin(write.stream)
      const type = this.#input.types.of(write.stream)
      let { version, state } = next.get(stream) ?? stream
      for (const event of write.events) {
        state = type.evolve(state, event)
        version += 1
        events.push({ stream: write.stream, version, event })
      }
      next.set(stream, { version, state })
    }
    if (this.events.length + events.length > maxEventsPerBatch) {
      throw new Error(`more than ${maxEventsPerBatch} events in one transaction`)
    }
    for (const [stream, { version, state }] of next) {
      Object.assign(stream, { version, state })
      this.streams.set(stream.loaded.name, stream)
    }
    this.events.push(...events)
  }

  #begin(key: StreamKey): WorkingStream {
    const name = streamName(key)
    const known = this.streams.get(name)
    if (known?.version === 0) return known
    if (known) throw new Error(`stream ${name} has begun before`)
    const { initial: state } = this.#input.types.of(key)
    const loaded = { key, name, version: 0, state, weight: 0 }
    return { loaded, isBegun: true, version: 0, state }
  }
}

function refused(refusal: Refusal): Settled {
  return () => ({ ok: false, refusal })
}

function accepted(
  command: Command<unknown>,
  given: Omit<Known, 'bodyHash'> & { readonly replayed: boolean },
): Settled {
  const { answer, versions, position, replayed } = given
  const byName = new Map(command.streams.map((key, n) => [streamName(key), versions[n] ?? 0]))
  return first => ({
    ok: true,
    answer,
    versions: byName,
    position: BigInt(position(first)),
    replayed,
  })
}
