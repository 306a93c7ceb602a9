// Open figures by street, department or problem type: counts, shares and times, each with its cases and its interval.
import { type openDataBodies, toRfc3339 } from '@muster/contract'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { medianOf, shareOf } from '../../mechanism/intervals.ts'
import { dayOf, startOfDay } from '../../mechanism/public/local-day.ts'
import { some } from '../../mechanism/views.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { type Counted, type CountedCall, type CountedWhistle, countedIn } from './counted.ts'

export type Statistics = z.input<typeof openDataBodies.statistics>
export type StatisticsRow = z.input<typeof openDataBodies.statisticsRow>
type Query = z.output<typeof openDataBodies.statisticsQuery>
type Bilingual = StatisticsRow['name']

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const DAYS_OF_YEAR = 365
const LONGEST_DAYS = 1100

const NOTICE: Bilingual = {
  zh: '件数与时长按吹哨时间统计。不足二十件的不给出比率和中位数；不作排名。保密哨种在公开期限前不计入，演练不计入。',
  en: 'Counts and times by when the whistle sounded. Under twenty cases there is neither share nor median; nothing is ranked. Confidential kinds are left out until their time, drills always.',
}
const INVENTED_NOTICE: Bilingual = {
  zh: `虚构数据：这是演示城市，所有数字均为虚构。${NOTICE.zh}`,
  en: `Invented data: this is a demo city, and every figure in it is invented. ${NOTICE.en}`,
}

export const NOT_KNOWN = '-'

interface Period {
  readonly first: string
  readonly last: string
  readonly from: number
  readonly until: number
}

function periodOf(edge: Edge, query: Query): Period {
  const { timeZone } = edge.platform
  const last = query.to ?? dayOf(edge.now(), timeZone)
  const until = startOfDay(dayOf(startOfDay(last, timeZone) + DAY_MS * 1.5, timeZone), timeZone)
  const first = query.from ?? dayOf(until - DAYS_OF_YEAR * DAY_MS, timeZone)
  const from = startOfDay(first, timeZone)
  if (from >= until || until - from > LONGEST_DAYS * DAY_MS)
    throw new ProblemError({ code: 'invalid_input', field: 'query.from' })
  return { first, last, from, until }
}

interface Group {
  readonly whistles: readonly CountedWhistle[]
  readonly calls: readonly CountedCall[]
}

interface Named {
  readonly key: string
  readonly name: Bilingual
  readonly within?: Bilingual | undefined
}

function rowOf({ key, name, within }: Named, { whistles, calls }: Group): StatisticsRow {
  const due = calls.filter(({ is_due: isDue }) => isDue)
  const inTime = due.filter(({ is_late: isLate }) => !isLate)
  const came = calls.flatMap(({ arrived_at: at, called_at: called }) =>
    at === null ? [] : [(Number(at) - Number(called)) / MINUTE_MS],
  )
  const closed = whistles.filter(({ status }) => status === 'closed')
  const lasted = closed.flatMap(({ ended_at: ended, sounded_at: sounded }) =>
    ended === null ? [] : [(Number(ended) - Number(sounded)) / HOUR_MS],
  )
  return {
    key,
    name,
    ...some('within', within),
    whistles: whistles.length,
    closed: closed.length,
    calls: calls.length,
    onTime: shareOf(inTime.length, due.length),
    toArrive: medianOf(came),
    toClose: medianOf(lasted),
  }
}

/** Where no sub-district is known it is counted under none, so that rows add up to the total. */
function streetOf(edge: Edge, { areas }: CountedWhistle): string {
  const { directory } = edge.registry
  return areas.find(id => directory.findArea(id)?.level === 'subdistrict') ?? NOT_KNOWN
}

const NOWHERE: Bilingual = { zh: '未定', en: 'not known' }

function nameOf(edge: Edge, by: Query['by'], key: string): Named {
  const { directory } = edge.registry
  if (by === 'street') {
    const area = directory.findArea(key)
    const within = area?.parent === undefined ? undefined : directory.areaName(area.parent)
    return { key, name: area?.name ?? NOWHERE, within }
  }
  if (by === 'department')
    return { key, name: directory.findOrganisation(key)?.name ?? { zh: key, en: key } }
  const type = directory.findProblemType(key)
  return { key, name: type?.name ?? { zh: key, en: key }, within: type?.group }
}

function groupsOf(edge: Edge, by: Query['by'], counted: Counted): ReadonlyMap<string, Group> {
  const { whistles, calls } = counted
  const byId = new Map(whistles.map(whistle => [whistle.id, whistle]))
  const keyOf = (whistle: CountedWhistle) =>
    by === 'street' ? streetOf(edge, whistle) : whistle.problem_type
  if (by === 'department') {
    const groups = Map.groupBy(calls, call => call.department)
    const entries = [...groups].map(([department, own]): [string, Group] => {
      const called = [...new Set(own.map(call => call.whistle_id))]
      return [department, { whistles: called.flatMap(id => byId.get(id) ?? []), calls: own }]
    })
    return new Map(entries)
  }
  const callsOf = Map.groupBy(calls, call => {
    const whistle = byId.get(call.whistle_id)
    return whistle === undefined ? NOT_KNOWN : keyOf(whistle)
  })
  const entries = [...Map.groupBy(whistles, keyOf)].map(([key, own]): [string, Group] => [
    key,
    { whistles: own, calls: callsOf.get(key) ?? [] },
  ])
  return new Map(entries)
}

async function makeStatistics(edge: Edge, query: Query, period: Period): Promise<Statistics> {
  const { by } = query
  const counted = await countedIn(edge, period.from, period.until)
  const rows = [...groupsOf(edge, by, counted)].map(([key, group]) =>
    rowOf(nameOf(edge, by, key), group),
  )
  const { isDemo } = edge.platform
  const total = { key: 'total', name: { zh: '全部', en: 'All' } }
  return {
    invented: isDemo,
    notice: isDemo ? INVENTED_NOTICE : NOTICE,
    by,
    from: period.first,
    to: period.last,
    madeAt: toRfc3339(edge.now()),
    total: rowOf(total, counted),
    items: rows.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  }
}

interface Kept {
  readonly madeAt: number
  readonly statistics: Promise<Statistics>
}

/** Strangers ask as often as they like; the database is asked once in this time. */
const KEPT_MS = 60_000
const MOST_KEPT = 100

export type Statistician = (query: Query) => Promise<Statistics>

export function createStatistician(edge: Edge): Statistician {
  const kept = new Map<string, Kept>()
  // Whoever asks for one period after another keeps one connection busy, not all of them.
  let before: Promise<unknown> = Promise.resolve()
  return query => {
    const period = periodOf(edge, query)
    const key = `${query.by} ${period.first} ${period.last}`
    const known = kept.get(key)
    const age = known === undefined ? Number.POSITIVE_INFINITY : edge.now() - known.madeAt
    if (known !== undefined && age >= 0 && age < KEPT_MS) return known.statistics
    const statistics = before.then(() => makeStatistics(edge, query, period))
    before = statistics.catch(() => undefined)
    kept.delete(key)
    kept.set(key, { madeAt: edge.now(), statistics })
    statistics.catch(() => kept.delete(key))
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break
      kept.delete(oldest)
    }
    return statistics
  }
}
