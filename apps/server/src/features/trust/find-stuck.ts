// Looks for what should have happened and did not: jobs that wait, steps of ladders that nobody climbed, messages that
// nobody sends, calls that nobody was told of.
import { type WhistleState, whistleDeadlines } from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { CITY_WIDE, streamOf } from '../../mechanism/ids.ts'
import type { QueueState } from '../../platform/jobs/job-queue.ts'
import type { Trouble } from './alarms.ts'

/** How long jobs may wait before it is trouble. */
const WAITS_MS = { urgent: 30_000, calm: 300_000 } as const
const ACTIVE_MS = 60_000
const LATE_MS = 60_000
const UNTRIED_MS = 120_000
const MOST_WHISTLES = 500
const MOST_NAMED = 50
const DAY_MS = 86_400_000

export const STUCK_KINDS = [
  'jobs_stuck',
  'jobs_dead',
  'ladder_late',
  'deadlines_late',
  'pages_untried',
  'call_untold',
] as const

export function isUrgentQueue(queue: string): boolean {
  return queue.endsWith('_urgent')
}

function installation(kind: string, source: string, label: string): Trouble {
  return { district: CITY_WIDE, key: `${kind}:${source}`, kind, source, label }
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`
}

function stuckIn(state: QueueState): readonly Trouble[] {
  const { queue, waiting, oldestMs, activeMs, dead } = state
  const limit = WAITS_MS[isUrgentQueue(queue) ? 'urgent' : 'calm']
  const longest = Math.max(oldestMs > limit ? oldestMs : 0, activeMs > ACTIVE_MS ? activeMs : 0)
  return [
    ...(longest > 0
      ? [installation('jobs_stuck', queue, `${queue}: ${waiting}, ${seconds(longest)}`)]
      : []),
    ...(dead > 0 ? [installation('jobs_dead', queue, `${queue}: ${dead}`)] : []),
  ]
}

/** Whatever the table of timers says: what is due follows from the whistle alone. */
async function lateLadders(edge: Edge, after: string): Promise<{ found: Trouble[]; next: string }> {
  const { db, executor } = edge.platform
  const rows = await db.query<{ id: string }>(
    `select id from whistles where ended_at is null and id > $1 order by id limit $2::integer`,
    [after, MOST_WHISTLES],
  )
  const keys = rows.map(({ id }) => streamOf('whistle', id))
  const view = await executor.view(keys)
  const before = edge.now() - LATE_MS
  const found = keys.flatMap(key => {
    const late = whistleDeadlines(view.state<WhistleState>(key)).filter(one => one.dueAt < before)
    const [first] = late.toSorted((a, b) => a.dueAt - b.dueAt)
    if (first === undefined) return []
    const { district, id: source } = key
    const label = `${source} ${first.key}`
    return [
      { district, key: `ladder:${source}`, kind: 'ladder_late', source, label, since: first.dueAt },
    ]
  })
  return { found, next: rows.length < MOST_WHISTLES ? '' : (rows.at(-1)?.id ?? '') }
}

/** The latest that is not claimed for longer than any claim lasts, by kind of stream. */
const LATE_DEADLINES = `select stream_kind as kind, count(*) as late, min(due_at) as oldest
  from deadlines where due_at < $1::bigint group by stream_kind`

async function lateDeadlines({ platform, now }: Edge): Promise<readonly Trouble[]> {
  const rows = await platform.db.query<{ kind: string; late: number; oldest: number }>(
    LATE_DEADLINES,
    [now() - LATE_MS],
  )
  return rows.map(({ kind, late, oldest }) => ({
    ...installation('deadlines_late', kind, `${kind}: ${late}`),
    since: Number(oldest),
  }))
}

const UNTRIED = `select district, id, act, last_at from pages
  where status = 'open' and next_at is null and last_at < $1::bigint
    and (attempt_status is null or attempt_status in ('ready', 'sending'))
  order by last_at limit ${MOST_NAMED}`

async function untriedPages({ platform, now }: Edge): Promise<readonly Trouble[]> {
  const rows = await platform.db.query<{
    district: string
    id: string
    act: string
    last_at: number
  }>(UNTRIED, [now() - UNTRIED_MS])
  return rows.map(({ district, id, act, last_at: since }) => ({
    district,
    key: `page:${id}`,
    kind: 'pages_untried',
    source: id,
    label: `${act} ${id}`,
    since: Number(since),
  }))
}

const UNTOLD = `select s.district, s.whistle_id, s.department, s.called_at from summonses s
  where s.ended_at is null and s.called_at < $1::bigint and s.called_at > $2::bigint
    and not exists (select 1 from pages p where p.district = s.district
      and p.whistle_id = s.whistle_id and p.department = s.department and p.round = s.round)
  order by s.called_at limit ${MOST_NAMED}`

async function untoldCalls({ platform, now }: Edge): Promise<readonly Trouble[]> {
  const rows = await platform.db.query<{
    district: string
    whistle_id: string
    department: string
    called_at: number
  }>(UNTOLD, [now() - UNTRIED_MS, now() - DAY_MS])
  return rows.map(({ district, whistle_id: whistle, department, called_at: since }) => ({
    district,
    key: `call:${whistle}.${department}`,
    kind: 'call_untold',
    source: `${whistle}.${department}`,
    label: `${department} ${whistle}`,
    since: Number(since),
  }))
}

/** Looks at so many whistles in a round, and goes on with the next ones in the round after. */
export class StuckFinder {
  readonly #edge: Edge
  #after = ''
  #ladders: Trouble[] = []
  #round: Trouble[] = []

  constructor(edge: Edge) {
    this.#edge = edge
  }

  async find(): Promise<readonly Trouble[]> {
    const edge = this.#edge
    const { found, next } = await lateLadders(edge, this.#after)
    this.#round.push(...found)
    this.#after = next
    if (next === '') {
      this.#ladders = this.#round
      this.#round = []
    }
    const queues = (await edge.platform.jobs?.inspect()) ?? []
    return [
      ...queues.flatMap(stuckIn),
      ...this.#ladders.slice(0, MOST_NAMED),
      ...(await lateDeadlines(edge)),
      ...(await untriedPages(edge)),
      ...(await untoldCalls(edge)),
    ]
  }
}
