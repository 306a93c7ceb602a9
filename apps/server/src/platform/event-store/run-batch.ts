// One batch from lock to commit, and what happens to its members when the transaction fails.

import type { Clock } from '../clock.ts'
import type { Db, Queryable, Transaction } from '../db/db.ts'
import type { Pending } from './command-queue.ts'
import { BatchDecision, type MemberOutcome } from './decide-batch.ts'
import type { CommitNews } from './executor.ts'
import { type Fault, faultOf, OutcomeUnknownError, wasAnswered } from './faults.ts'
import { type Locked, loadStreams, lockStreams } from './load-streams.ts'
import type { ChangingColumns } from './read-row-sql.ts'
import type { StateCache } from './state-cache.ts'
import type { StreamTypes } from './stream-types.ts'
import type { CommandReport, OutgoingJob, StreamKey } from './types.ts'
import { streamName } from './types.ts'
import { finishWith, toStatements, type Written } from './write-batch.ts'

export interface BatchContext {
  readonly db: Db
  readonly clock: Clock
  readonly types: StreamTypes
  readonly cache: StateCache
  readonly changing: ChangingColumns
  readonly beforeWrite?: (data: readonly unknown[]) => Promise<void>
  readonly refresh?: (tx: Queryable) => Promise<void>
  readonly enqueueJobs?: (tx: Queryable, jobs: readonly OutgoingJob[]) => Promise<void>
  readonly onCommitted?: (news: CommitNews) => void
  readonly onDatabaseFault?: (error: unknown) => void
  readonly report: (pending: Pending, outcome: Pick<CommandReport, 'outcome' | 'refusal'>) => void
}

interface Attempt {
  /** How often this batch was begun again without blame. */
  readonly tries: number
  /** Wait for streams that another process holds, instead of setting their commands aside. */
  readonly wait: boolean
  /** Write over derived rows that should not be there, or not yet: somebody has damaged a table. */
  readonly careful: boolean
}

interface Done {
  readonly outcomes: ReadonlyMap<Pending, MemberOutcome>
  readonly heldElsewhere: readonly Pending[]
  readonly decision: BatchDecision
  readonly written: Written
}

const maxTries = 5

/** Settles every member; never throws for a fault of the database. */
export function runBatch(batch: readonly Pending[], context: BatchContext): Promise<void> {
  return attempt(batch, context, { tries: 0, wait: false, careful: false })
}

async function attempt(
  batch: readonly Pending[],
  context: BatchContext,
  how: Attempt,
): Promise<void> {
  const progress = { committing: false }
  let done: Done
  try {
    done = await transact(batch, context, { how, progress })
  } catch (error) {
    return recover(batch, context, { error, committing: progress.committing, how })
  }
  remember(done, context)
  const { first, nextDueAt } = done.written
  for (const [pending, outcome] of done.outcomes) settle(pending, outcome, { first, context })
  const made = done.decision.events.length
  const position = made > 0 ? BigInt(first + made - 1) : undefined
  const queues = new Set(done.decision.jobs.map(job => job.queue))
  if (made > 0 || nextDueAt !== undefined || queues.size > 0)
    context.onCommitted?.({ nextDueAt, position, queues })
  if (done.heldElsewhere.length > 0) {
    await attempt(done.heldElsewhere, context, { ...how, wait: true })
  }
}

interface Transacting {
  readonly how: Attempt
  readonly progress: { committing: boolean }
}

/**
 * The embedded database has one connection, which one batch writes through while the next one reads
 * between transactions and decides: no other process is there, and batches under way share no stream.
 */
async function transact(
  batch: readonly Pending[],
  context: BatchContext,
  { how, progress }: Transacting,
): Promise<Done> {
  const { db } = context
  if (db.engine === 'postgres')
    return db.transaction(
      async tx => write(tx, await decide(batch, context, { tx, how }), { context, how, progress }),
      transactionOptions,
    )
  const decided = await decide(batch, context, { tx: db, how })
  return db.transaction(tx => write(tx, decided, { context, how, progress }), transactionOptions)
}

const transactionOptions = { byKey: true }

type Judged = Omit<Done, 'written'> & { readonly now: number }

async function decide(
  batch: readonly Pending[],
  { db, clock, types, cache, refresh, beforeWrite }: BatchContext,
  { tx, how }: { tx: Queryable; how: Attempt },
): Promise<Judged> {
  const streams = streamsOf(batch)
  const onces = batch.flatMap(({ command }) => command.once ?? [])
  const [locked] = await Promise.all([
    lockStreams(tx, db.engine, { streams, onces, wait: how.wait }),
    refresh?.(tx),
  ])
  const { versions, answers } = locked
  const loaded = await loadStreams(tx, { streams, versions, types, cache })
  const now = clock.now()
  const decision = new BatchDecision({ now, types, answers, ...loaded })
  const heldElsewhere: Pending[] = []
  const outcomes = new Map<Pending, MemberOutcome>()
  for (const pending of batch) {
    if (isHeld(pending, locked)) heldElsewhere.push(pending)
    else outcomes.set(pending, decision.decide(pending.command))
  }
  // Sealed values in the events are worth nothing unless their keys outlive a power cut.
  if (decision.events.length > 0)
    await beforeWrite?.([...decision.events, ...decision.jobs, ...decision.beside])
  return { outcomes, heldElsewhere, decision, now }
}

async function write(
  tx: Transaction,
  { now, ...judged }: Judged,
  { context, how, progress }: Transacting & { context: BatchContext },
): Promise<Done> {
  const { decision } = judged
  const { types, changing } = context
  if (decision.jobs.length > 0) await enqueue(tx, decision.jobs, context)
  const { careful } = how
  const { statements, ...news } = toStatements({ decision, now, types, changing, careful })
  progress.committing = true
  const first = await finishWith(tx, statements)
  return { ...judged, written: { ...news, first } }
}

function enqueue(tx: Queryable, jobs: readonly OutgoingJob[], context: BatchContext) {
  if (!context.enqueueJobs) throw new Error('a command made a job, but nothing stores jobs')
  return context.enqueueJobs(tx, jobs)
}

function streamsOf(batch: readonly Pending[]): readonly StreamKey[] {
  const byName = new Map<string, StreamKey>()
  for (const { command } of batch) {
    for (const key of command.streams) byName.set(streamName(key), key)
  }
  return [...byName.values()]
}

function isHeld({ command }: Pending, { heldElsewhere }: Locked): boolean {
  return heldElsewhere.size > 0 && command.streams.some(key => heldElsewhere.has(streamName(key)))
}

function remember({ decision, written }: Done, { cache, types }: BatchContext): void {
  for (const [name, stream] of decision.streams) {
    const { version, state, loaded, isBegun, derived = loaded.derived } = stream
    if (version === 0 || isBegun) continue
    if (types.of(loaded.key).isOver?.(state)) {
      cache.drop(name)
      continue
    }
    const weight = loaded.weight + (written.weights.get(name) ?? 0)
    cache.put(name, { version, state, weight, derived })
  }
}

interface Settling {
  readonly first: number
  readonly context: BatchContext
}

function settle(pending: Pending, outcome: MemberOutcome, { first, context }: Settling): void {
  if (outcome.kind === 'failed') {
    context.report(pending, { outcome: 'failed' })
    pending.settle({ ok: false, error: outcome.error })
    return
  }
  const submitted = outcome.submitted(first)
  if (!submitted.ok) {
    context.report(pending, { outcome: 'refused', refusal: submitted.refusal.code })
  } else {
    context.report(pending, { outcome: submitted.replayed ? 'replayed' : 'accepted' })
  }
  pending.settle({ ok: true, value: submitted })
}

interface Failure {
  readonly error: unknown
  readonly committing: boolean
  readonly how: Attempt
}

async function recover(
  batch: readonly Pending[],
  context: BatchContext,
  { error, committing, how }: Failure,
): Promise<void> {
  // States in memory may be what is wrong; the streams of a failed batch are read again.
  for (const key of streamsOf(batch)) context.cache.drop(streamName(key))
  const again = { ...how, tries: how.tries + 1 }
  if (committing && !wasAnswered(error))
    return recoverUnknown(batch, context, { error, committing, how })
  const fault: Fault = faultOf(error)
  if (fault === 'again' && how.tries < maxTries) return attempt(batch, context, again)
  if (fault === 'damaged' && !how.careful) return attempt(batch, context, { ...how, careful: true })
  if (fault === 'database') {
    // A connection that was lost while idle is noticed only now; a new one may do.
    if (how.tries === 0 && !wasAnswered(error)) return attempt(batch, context, again)
    context.onDatabaseFault?.(error)
    return failAll(batch, error, context)
  }
  if (batch.length === 1) return failAll(batch, error, context)
  const half = Math.ceil(batch.length / 2)
  await attempt(batch.slice(0, half), context, how)
  await attempt(batch.slice(half), context, how)
}

/**
 * The connection broke at commit. A command with an idempotency key may simply be sent again: its
 * stored answer, if any, is found. For one without, only its caller can find out.
 */
async function recoverUnknown(
  batch: readonly Pending[],
  context: BatchContext,
  { error, how }: Failure,
): Promise<void> {
  const safe = batch.filter(({ command }) => command.once)
  const unsafe = batch.filter(({ command }) => !command.once)
  const unknown = new OutcomeUnknownError('the connection broke while committing', { cause: error })
  failAll(unsafe, unknown, context)
  if (how.tries >= maxTries) return failAll(safe, unknown, context)
  if (safe.length > 0) await attempt(safe, context, { ...how, tries: how.tries + 1 })
}

function failAll(batch: readonly Pending[], error: unknown, context: BatchContext): void {
  for (const pending of batch) settle(pending, { kind: 'failed', error }, { first: 0, context })
}
