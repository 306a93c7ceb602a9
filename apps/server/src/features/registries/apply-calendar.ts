// After a notice: everything with a clock on working time is asked whether it moves (rule 7). Asking again changes nothing.
import {
  type Calendar,
  decideGrading,
  decideSupervision,
  type GradingState,
  type SupervisionState,
  SYSTEM,
} from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import type { Receipt } from '../../mechanism/mechanism.ts'
import { written } from '../../mechanism/verdict.ts'
import type { Command, OutgoingJob } from '../../platform/event-store/types.ts'
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

interface Announced {
  readonly notice: string
  readonly calendar: Calendar
}

/** What has clocks: which of them may be running, and the command that asks one. */
interface Clocked {
  /** Takes the id after which to go on, and the time. */
  readonly sql: string
  readonly ask: (edge: Edge, id: string, announced: Announced) => Command<Receipt>
}

function page(table: string, condition: string): string {
  return `select id from ${table} where id > $1 and (${condition}) order by id limit ${AT_ONCE}`
}

const CLOCKED: readonly Clocked[] = [
  {
    sql: page('whistles', "status not in ('closed', 'withdrawn') and $2::bigint is not null"),
    ask: ({ mechanism }, id, announced) =>
      mechanism.whistleCommand(id, { type: 'ApplyCalendar', ...announced }, { actor: SYSTEM }),
  },
  {
    sql: page('gradings', "status = 'open' or appeal_due_at > $2::bigint"),
    ask: ({ mechanism }, id, announced) => {
      const stream = streamOf('grading', id)
      return mechanism.command<GradingState>({
        name: 'ApplyCalendar',
        id,
        stream,
        act: { actor: SYSTEM },
        decide: (state, _view, context) =>
          written(stream, decideGrading(state, { type: 'ApplyCalendar', ...announced }, context)),
      })
    },
  },
  {
    sql: page('supervisions', "status = 'open' and answer_due_at > $2::bigint"),
    ask: ({ mechanism }, id, announced) => {
      const stream = streamOf('supervision', id)
      return mechanism.command<SupervisionState>({
        name: 'ApplyCalendar',
        id,
        stream,
        act: { actor: SYSTEM },
        decide: (state, _view, context) =>
          written(
            stream,
            decideSupervision(state, { type: 'ApplyCalendar', ...announced }, context),
          ),
      })
    },
  },
]

async function applyToAll(edge: Edge, clocked: Clocked, announced: Announced): Promise<number> {
  let moved = 0
  for (let after = ''; ; ) {
    const rows = await edge.platform.db.query<{ id: string }>(clocked.sql, [after, edge.now()])
    const outcomes = await Promise.all(
      rows.map(({ id }) => edge.submit(clocked.ask(edge, id, announced))),
    )
    moved += outcomes.filter(outcome => outcome.ok).length
    const last = rows.at(-1)
    if (last === undefined || rows.length < AT_ONCE) return moved
    after = last.id
  }
}

/** Moves every running clock to the calendar as it is now; answers how many whistles, gradings and orders changed. */
export async function applyCalendar(edge: Edge): Promise<number> {
  const { registry } = edge
  await registry.refresh(edge.platform.db)
  const notice = registry.notices().notices.at(-1)?.id
  if (notice === undefined) return 0
  let moved = 0
  for (const clocked of CLOCKED)
    moved += await applyToAll(edge, clocked, { notice, calendar: registry.calendar })
  return moved
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
