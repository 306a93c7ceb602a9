// Fans committed events out to every reader that may see them now, and brings late readers up to date.
import type { ServerResponse } from 'node:http'
import type { Actor } from '../auth/actor.ts'
import type { StoredEvent } from '../event-store/types.ts'
import { type Connection, type ConnectionLimits, createConnection } from './connection.ts'
import { createFrames } from './frames.ts'
import { createRecentEvents, type RecentEvents } from './recent-events.ts'
import type { LiveSource, LiveView } from './source.ts'

export interface LiveSettings {
  readonly source: LiveSource
  readonly view: LiveView
  /** Is the actor's token still good? Asked every second for every reader. */
  readonly isAdmitted: (actor: Actor) => boolean
  readonly onFault: (error: unknown) => void
  readonly limits?: Partial<LiveLimits>
}

export interface LiveLimits extends ConnectionLimits {
  readonly connections: number
  readonly heartbeatMs: number
  readonly recheckMs: number
  readonly pageEvents: number
}

export interface LiveHub {
  readonly isFull: boolean
  count(): number
  /** Takes a response over; without a position it starts from now. */
  join(response: ServerResponse, actor: Actor, after: bigint | undefined): void
  /** Tells every reader where to resume, ends all streams and takes no more. */
  endStreams(): void
  close(): Promise<void>
}

const LIMITS: LiveLimits = {
  connections: 10_000,
  bufferBytes: 256 * 1024,
  patienceMs: 10_000,
  heartbeatMs: 15_000,
  recheckMs: 1000,
  pageEvents: 500,
}

/**
 * Waits as long as the last round of writing took, so that at most half of the time goes into
 * writing and, under load, one write carries several events.
 */
const SHORTEST_PAUSE_MS = 2
const LONGEST_PAUSE_MS = 60

/** Follows from where the source stands now. */
export function createLiveHub(settings: LiveSettings): LiveHub {
  const { source, isAdmitted } = settings
  const limits = { ...LIMITS, ...settings.limits }
  const start = source.head()
  const room: Room = {
    view: settings.view,
    source,
    limits,
    connections: new Set(),
    ahead: new WeakSet(),
    recent: createRecentEvents(start),
    arrived: Promise.withResolvers<void>(),
    onFault: settings.onFault,
    isClosed: false,
  }
  const stopFollowing = source.follow(start, createFanOut(room))
  const timers = [
    setInterval(() => beat(room), limits.heartbeatMs),
    setInterval(() => recheck(room, isAdmitted), limits.recheckMs),
  ]
  const endStreams = () => {
    room.isClosed = true
    for (const connection of room.connections) connection.leave('stopping')
    room.arrived.resolve()
  }
  return {
    get isFull() {
      return room.isClosed || room.connections.size >= limits.connections
    },
    count: () => room.connections.size,
    join: (response, actor, after) => join(room, response, { actor, after }),
    endStreams,
    close: async () => {
      for (const timer of timers) clearInterval(timer)
      endStreams()
      await stopFollowing()
    },
  }
}

interface Room {
  readonly view: LiveView
  readonly source: LiveSource
  readonly limits: LiveLimits
  readonly connections: Set<Connection>
  readonly recent: RecentEvents
  /** Stood beyond the newest event at the last beat. */
  readonly ahead: WeakSet<Connection>
  readonly onFault: (error: unknown) => void
  /** Resolved when new events are there, then replaced. */
  arrived: PromiseWithResolvers<void>
  isClosed: boolean
}

function createFanOut(room: Room): (events: readonly StoredEvent[]) => void {
  let isScheduled = false
  let pauseMs = SHORTEST_PAUSE_MS
  const flush = () => {
    isScheduled = false
    const started = performance.now()
    flushLive(room)
    const tookMs = performance.now() - started
    pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, tookMs))
  }
  return events => {
    room.recent.add(events)
    room.arrived.resolve()
    room.arrived = Promise.withResolvers()
    if (isScheduled) return
    isScheduled = true
    setTimeout(flush, pauseMs)
  }
}

/** Live readers stand at the same position, but for those that just came: they are grouped by it. */
function flushLive(room: Room): void {
  const { recent, view } = room
  const framesFrom = new Map<bigint, ReturnType<typeof createFrames>>()
  for (const connection of room.connections) {
    if (!connection.isLive || connection.position >= recent.position) continue
    let frames = framesFrom.get(connection.position)
    if (frames === undefined) {
      frames = createFrames(view, recent.after(connection.position) ?? [])
      framesFrom.set(connection.position, frames)
    }
    send(connection, frames.chunkFor(connection.actor), recent.position)
  }
}

/** The position moves on only with what was really written: it is where the reader resumes. */
function send(connection: Connection, chunk: Buffer, position: bigint): boolean {
  if (chunk.length > 0 && !connection.write(chunk)) return false
  connection.position = position
  return true
}

function join(
  room: Room,
  response: ServerResponse,
  { actor, after }: { readonly actor: Actor; readonly after: bigint | undefined },
): void {
  const position = after ?? room.recent.position
  const connection = createConnection(response, { actor, position, limits: room.limits })
  room.connections.add(connection)
  response.once('close', () => room.connections.delete(connection))
  connection.write(Buffer.from(`retry: 2000\nid: ${position}\n\n`))
  catchUp(room, connection).catch((error: unknown) => {
    room.onFault(error)
    connection.leave('failed')
  })
}

/** Feeds a reader at its own speed until it stands where the live readers are. */
async function catchUp(room: Room, connection: Connection): Promise<void> {
  while (connection.isOpen && !room.isClosed) {
    const missed = room.recent.after(connection.position)
    // A reader that comes from another node may be ahead of this one.
    if (connection.position > room.recent.position) await room.arrived.promise
    else if (missed !== undefined && missed.length <= room.limits.pageEvents) {
      connection.isLive = sendPage(room, connection, { events: missed, to: room.recent.position })
      return
    } else if (!(await sendOlderPage(room, connection, missed))) return
  }
}

/** One page from memory or, where that does not reach, from the database. False ends the feeding. */
async function sendOlderPage(
  room: Room,
  connection: Connection,
  missed: readonly StoredEvent[] | undefined,
): Promise<boolean> {
  const { pageEvents } = room.limits
  // Asked before reading: what arrives meanwhile is not passed over when the page is empty.
  const known = room.recent.position
  const events =
    missed?.slice(0, pageEvents) ?? (await room.source.readAfter(connection.position, pageEvents))
  if (!sendPage(room, connection, { events, to: events.at(-1)?.position ?? known })) return false
  if (await connection.drained()) return true
  connection.leave('slow')
  return false
}

function sendPage(
  { view }: Room,
  connection: Connection,
  { events, to }: { readonly events: readonly StoredEvent[]; readonly to: bigint },
): boolean {
  return send(connection, createFrames(view, events).chunkFor(connection.actor), to)
}

/** Also moves the reader's last event id on past events it may not see. */
function beat(room: Room): void {
  for (const connection of room.connections) {
    if (connection.position > room.recent.position) {
      // Another node is ahead for a moment only: what is so for a whole beat is of another history, a restored backup's.
      if (room.ahead.has(connection)) sendHome(room, connection)
      else room.ahead.add(connection)
      continue
    }
    room.ahead.delete(connection)
    connection.write(Buffer.from(`: still here\nid: ${connection.position}\n\n`))
  }
}

/** It would be told nothing for years: it begins anew from here, and has to read everything again. */
function sendHome(room: Room, connection: Connection): void {
  connection.position = room.recent.position
  connection.leave('position_unknown')
}

function recheck({ connections }: Room, isAdmitted: (actor: Actor) => boolean): void {
  for (const connection of connections) {
    if (!isAdmitted(connection.actor)) connection.leave('token_revoked')
  }
}
