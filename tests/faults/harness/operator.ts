// `muster rebuild --check` as an operator runs it, and a look into the database that no server code shares.

import { openDb } from '../../../apps/server/src/platform/db/db.ts'
import { type Ran, runOperator } from '../../harness/operator.ts'
import { environmentOf, type Place } from './server-process.ts'

/** On the embedded database only while no server runs. */
export function rebuildCheck(place: Place): Promise<Ran> {
  return runOperator(environmentOf(place, { MUSTER_DEMO: '0' }), 'rebuild', '--check')
}

/** Throws unless everything derived is what the events say. */
export async function mustBeClean(place: Place): Promise<string> {
  const { code, output } = await rebuildCheck(place)
  if (code !== 0) throw new Error(`rebuild --check ended with ${code}: ${output}`)
  return output.trim()
}

/** Each route whose commands leave exactly one event of a type that nothing else leaves. */
const eventOfRoute: Readonly<Record<string, string>> = {
  'POST /api/cases': 'CaseOpened',
  'POST /api/cases/:id/self-handling': 'SelfHandlingRecorded',
  'POST /api/whistles': 'WhistleDrafted',
  'POST /api/whistles/:id/submit': 'WhistleSubmitted',
  'POST /api/whistles/:id/summonses/:department/sign': 'SummonsSigned',
}

export interface Inspection {
  readonly commands: number
  readonly events: number
  /** Empty when every answer has its event and every event its answer. */
  readonly unequal: readonly string[]
  /** Misses of one clock that were declared more than once. */
  readonly doubledMisses: number
  readonly misses: number
  readonly deadlines: number
  /** Due for ten seconds, and still there. */
  readonly overdue: number
  /** Clocks that run out within a minute. */
  readonly soonMissed: number
  /** Acts on whistles and cases with a time far from the right one. */
  readonly mistimed: number
}

/** Counts what is stored; on the embedded database only while no server runs. */
export async function inspect(place: Place): Promise<Inspection> {
  const db = await openDb({ ...place })
  try {
    const answers = await db.query<{ route: string; n: number }>(
      `select said::json ->> 'route' as route, count(*) as n from command_results group by 1`,
    )
    const events = await db.query<{ type: string; n: number }>(
      'select type, count(*) as n from events group by type',
    )
    const byType = new Map(events.map(({ type, n }) => [type, n]))
    const byRoute = new Map(answers.map(({ route, n }) => [route, n]))
    const unequal = Object.entries(eventOfRoute)
      .filter(([route, type]) => (byRoute.get(route) ?? 0) !== (byType.get(type) ?? 0))
      .map(
        ([route, type]) => `${route}: ${byRoute.get(route)} answers, ${byType.get(type)} ${type}`,
      )
    const [doubled] = await db.query<{ n: number }>(
      `select count(*) as n from (
        select 1 from events where type = 'ClockMissed'
        group by stream_id, data->>'clock', data->>'department', data->>'round', data->>'dueAt'
        having count(*) > 1
      ) twice`,
    )
    const [deadlines] = await db.query<{ n: number; overdue: number; soon: number }>(
      `select count(*) as n, count(*) filter (where due_at < $1::bigint) as overdue,
        count(*) filter (where kind <> 'ladder' and due_at < $2::bigint) as soon from deadlines`,
      [Date.now() - 10_000, Date.now() + 60_000],
    )
    const [mistimed] = await db.query<{ n: number }>(
      `select count(*) as n from events where stream_kind in ('whistle', 'case')
        and abs(recorded_at - $1::bigint) > $2::bigint`,
      [Date.now(), 1_800_000],
    )
    return {
      commands: answers.reduce((sum, { n }) => sum + n, 0),
      events: events.reduce((sum, { n }) => sum + n, 0),
      unequal,
      doubledMisses: doubled?.n ?? 0,
      misses: byType.get('ClockMissed') ?? 0,
      deadlines: deadlines?.n ?? 0,
      overdue: deadlines?.overdue ?? 0,
      soonMissed: deadlines?.soon ?? 0,
      mistimed: mistimed?.n ?? 0,
    }
  } finally {
    await db.close()
  }
}
