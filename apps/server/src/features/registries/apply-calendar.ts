// After a notice: every open whistle is asked whether its clocks move (rule 7). Asking again changes nothing.
import { SYSTEM } from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import type { OutgoingJob } from '../../platform/event-store/types.ts'
import type { JobHandler, QueueSettings } from '../../platform/jobs/job-queue.ts'

const CALENDAR_QUEUE = 'apply-calendar'

/** Tried again for days: a clock that stays on an old calendar is a broken promise. */
export const calendarQueues: readonly QueueSettings[] = [{ name: CALENDAR_QUEUE, retryLimit: 1000 }]

/** A command that was under way on another node while the notice came may still stamp the old calendar. */
const SECOND_LOOK_MS = 60_000

/** Once at once, and once when nothing of before the notice can be under way any more. */
export function calendarJobs(now: number): readonly OutgoingJob[] {
  const job = { queue: CALENDAR_QUEUE, data: {} }
  return [job, { ...job, startAfter: now + SECOND_LOOK_MS }]
}

/** So many at once: enough for the server to commit them together, few enough to leave room for people. */
const AT_ONCE = 64

const OPEN_SQL = `select id from whistles
  where status not in ('closed', 'withdrawn') and id > $1 order by id limit ${AT_ONCE}`

async function applyTo(edge: Edge, whistle: string, notice: string): Promise<boolean> {
  const { mechanism, registry } = edge
  const { calendar } = registry
  const command = { type: 'ApplyCalendar', notice, calendar } as const
  const outcome = await edge.submit(mechanism.whistleCommand(whistle, command, { actor: SYSTEM }))
  return outcome.ok
}

/** Moves the clocks of open whistles to the calendar as it is now; answers how many whistles changed. */
export async function applyCalendar(edge: Edge): Promise<number> {
  const { db } = edge.platform
  await edge.registry.refresh(db)
  const notice = edge.registry.notices().notices.at(-1)?.id
  if (notice === undefined) return 0
  let moved = 0
  for (let after = ''; ; ) {
    const rows = await db.query<{ id: string }>(OPEN_SQL, [after])
    const outcomes = await Promise.all(rows.map(({ id }) => applyTo(edge, id, notice)))
    moved += outcomes.filter(Boolean).length
    const last = rows.at(-1)
    if (last === undefined || rows.length < AT_ONCE) return moved
    after = last.id
  }
}

/** The job is stored with the notice: it is done once the notice is committed, and tried again after a crash. */
export function calendarHandlers(edge: Edge): Readonly<Record<string, JobHandler>> {
  return {
    [CALENDAR_QUEUE]: async () => {
      const moved = await applyCalendar(edge)
      edge.platform.log.info({ moved }, 'clocks follow the calendar')
    },
  }
}
