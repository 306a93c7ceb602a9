// What others reported around a place, so that a resident can join in: rounded, nameless, and blind to what is confidential.
import type { publicBodies } from '@muster/contract'
import { metresBetween } from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { dayOf } from '../../mechanism/public/local-day.ts'
import { inDatum, type PublicSettings, rounded } from '../../mechanism/public/places.ts'
import { refsOf } from '../../mechanism/public/refs.ts'
import { isLiveCase, publicCase } from '../../mechanism/public/sight.ts'
import type { Point } from '../../platform/geo/distance.ts'

type Nearby = z.input<typeof publicBodies.nearby>['items'][number]

export interface NearbyMatter {
  readonly caseId: string
  readonly shown: Nearby
}

const NEAR_METRES = 300
const METRES_OF_DEGREE = 110_000
const DAY_MS = 86_400_000
const REMEMBERED_DAYS = 180
const MOST_READ = 300
const MOST_SHOWN = 6
const TENS = 10

/** As the public first heard of it: by a report without an account, or by a whistle that sounded. */
interface Heard {
  readonly case_id: string
  readonly problem_type: string
  readonly longitude: number
  readonly latitude: number
  readonly heard_at: number | null
}

const HEARD_SQL = `
select case_id, problem_type, longitude, latitude, received_at as heard_at from public_reports
where latitude between $1::float8 and $2::float8 and longitude between $3::float8 and $4::float8
  and received_at > $5::bigint
union all
select id, problem_type, longitude, latitude, null from cases
where latitude between $1::float8 and $2::float8 and longitude between $3::float8 and $4::float8
  and status = 'open' and cardinality(whistles) > 0
limit ${MOST_READ}`

function heardAround(edge: Edge, [longitude, latitude]: Point, metres: number): Promise<Heard[]> {
  const high = metres / METRES_OF_DEGREE
  const wide = high / Math.max(0.01, Math.cos((latitude * Math.PI) / 180))
  return edge.platform.db.query<Heard>(HEARD_SQL, [
    latitude - high,
    latitude + high,
    longitude - wide,
    longitude + wide,
    edge.now() - REMEMBERED_DAYS * DAY_MS,
  ])
}

/** Told by residents: the earliest of them. Otherwise what the case itself says. */
function firstHeard(rows: readonly Heard[]): Heard | undefined {
  const told = rows.filter(row => row.heard_at !== null)
  return told.toSorted((a, b) => Number(a.heard_at) - Number(b.heard_at))[0] ?? rows[0]
}

interface Asked {
  readonly point: Point
  readonly problemType?: string | undefined
  readonly settings: PublicSettings
}

async function viewMatter(
  edge: Edge,
  { id, rows }: { readonly id: string; readonly rows: readonly Heard[] },
  { point, settings }: Asked,
): Promise<NearbyMatter | undefined> {
  const heard = firstHeard(rows)
  const { state } = await edge.survivorOf(id)
  if (heard === undefined || !isLiveCase(state)) return undefined
  const open = await publicCase(edge, state)
  const sounded = open.whistles[0]?.soundedAt
  const heardAt = heard.heard_at ?? sounded
  if (open.isClosed || heardAt === undefined || heardAt === null) return undefined
  const place = rounded([heard.longitude, heard.latitude], settings.roundingMetres)
  // From the rounded place: a distance to the true one would give it away to whoever asks from three sides.
  const metres = metresBetween(point, place)
  if (metres > NEAR_METRES) return undefined
  return {
    caseId: state.id,
    shown: {
      ref: (await refsOf(edge.platform)).of('case', state.id),
      problemType: heard.problem_type,
      place: { type: 'Point', coordinates: inDatum(place, settings.datum) },
      metres: Math.round(metres / TENS) * TENS,
      reportedAt: dayOf(Number(heardAt), edge.platform.timeZone),
      reports: Math.max(1, state.reports.length),
      status: 'in_progress',
    },
  }
}

export async function mattersNearby(edge: Edge, asked: Asked): Promise<readonly NearbyMatter[]> {
  const reach = NEAR_METRES + asked.settings.roundingMetres
  const rows = await heardAround(edge, asked.point, reach)
  const byCase = new Map<string, Heard[]>()
  for (const [first, heard] of Map.groupBy(rows, row => row.case_id)) {
    const { id } = await edge.survivorOf(first)
    byCase.set(id, [...(byCase.get(id) ?? []), ...heard])
  }
  const seen = await Promise.all(
    [...byCase].map(([id, heard]) => viewMatter(edge, { id, rows: heard }, asked)),
  )
  return seen
    .filter(matter => matter !== undefined)
    .filter(
      ({ shown }) => asked.problemType === undefined || shown.problemType === asked.problemType,
    )
    .toSorted((a, b) => a.shown.metres - b.shown.metres)
    .slice(0, MOST_SHOWN)
}
