// Keeps sessions in memory true to the database: told of changes, and asking when told nothing.
import type { Clock } from '../clock.ts'
import type { Db } from '../db/db.ts'
import type { SessionCache } from './session-cache.ts'
import {
  findSessionRow,
  listChangedSince,
  SESSION_CHANNEL,
  touchSessionRows,
} from './session-rows.ts'

export interface FollowerSettings {
  readonly db: Db
  readonly clock: Clock
  readonly onFault: (error: unknown) => void
  readonly pollMs?: number
}

/** A notification can be lost with its connection, so changes are also asked for. */
const POLL_MS = 1000
/** Covers clocks that differ between nodes, and a poll that was late. */
const LOOK_BACK_MS = 10 * 60_000
/** How many polls pass between two writes of when sessions were last seen. */
const POLLS_A_WRITE = 30

export async function followSessions(
  { db, clock, onFault, pollMs = POLL_MS }: FollowerSettings,
  cache: SessionCache,
): Promise<{ close(): Promise<void> }> {
  const working = new Set<Promise<void>>()
  const work = (task: Promise<void>) => {
    const done = task.catch(onFault).finally(() => working.delete(done))
    working.add(done)
  }
  const renew = async (id: string) => {
    const row = await findSessionRow(db, id)
    if (row === undefined || row.endedAt !== null) cache.end([id], clock.now())
    else cache.keep(row)
  }
  const stopListening = await db.listen(SESSION_CHANNEL, id => {
    if (cache.has(id)) work(renew(id))
  })

  const poll = async () => {
    const now = clock.now()
    const since = now - LOOK_BACK_MS
    for (const { id, changedAt, hasEnded } of await listChangedSince(db, since)) {
      if (hasEnded) cache.end([id], now)
      else if ((cache.find(id)?.row.changedAt ?? changedAt) < changedAt) await renew(id)
    }
    cache.forgetEndedBefore(since)
  }
  const write = async () => {
    const seen = cache.takeSeen()
    if (seen.size > 0) await touchSessionRows(db, seen)
    for (const id of [...cache.idle(clock.now())]) {
      const row = await findSessionRow(db, id)
      if (row !== undefined) cache.sawElsewhere(id, row.lastSeenAt)
    }
  }
  let polls = 0
  let isIdle = true
  const timer = setInterval(() => {
    if (!isIdle) return
    isIdle = false
    polls += 1
    const isTimeToWrite = polls % POLLS_A_WRITE === 0
    work(
      (isTimeToWrite ? poll().then(write) : poll()).finally(() => {
        isIdle = true
      }),
    )
  }, pollMs)
  timer.unref()
  return {
    close: async () => {
      clearInterval(timer)
      await Promise.all(working)
      await write().catch(onFault)
      await stopListening()
    },
  }
}
