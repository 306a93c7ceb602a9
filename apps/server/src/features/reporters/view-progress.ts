// What became of a report, step by step, as far as the public may know: departments by name, people never.
import { type reporterBodies, toRfc3339 } from '@muster/contract'
import { attendancesOf, type Case, type Instant, summonsesOf, type Whistle } from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { type PublicSettings, shownPlace } from '../../mechanism/public/places.ts'
import type { PublicCase } from '../../mechanism/public/sight.ts'
import { some } from '../../mechanism/views.ts'
import type { FollowedReport } from './reports-taken.ts'

type Report = z.input<typeof reporterBodies.publicReport>
type Progress = Pick<
  Report,
  'problemType' | 'place' | 'organisationName' | 'steps' | 'word' | 'photos'
>
type Step = Report['steps'][number]

interface TimedStep extends Omit<Step, 'at'> {
  readonly at: number
}

export interface Following {
  readonly state: Case
  readonly row: FollowedReport
  readonly settings: PublicSettings
  readonly open: PublicCase
  readonly receivedAt: Instant
}

function firstArrival(whistle: Whistle): { readonly at: number; readonly came: readonly string[] } {
  const came = summonsesOf(whistle).flatMap(summons => {
    const times = attendancesOf(summons).flatMap(({ countsAt }) => countsAt ?? [])
    return times.length === 0 ? [] : [{ department: summons.department, at: Math.min(...times) }]
  })
  const first = came.toSorted((a, b) => a.at - b.at)
  return { at: first[0]?.at ?? 0, came: first.map(({ department }) => department) }
}

function stepsOfWhistle(edge: Edge, whistle: Whistle): readonly TimedStep[] {
  const { directory } = edge.registry
  const named = (ids: readonly string[]) =>
    ids.flatMap(id => directory.findOrganisation(id)?.name ?? [])
  const { at, came } = firstArrival(whistle)
  const called = Object.keys(whistle.summonses)
  const steps: TimedStep[] = [
    { at: whistle.soundedAt ?? whistle.draftedAt, what: 'called', departments: named(called) },
  ]
  if (came.length > 0) steps.push({ at, what: 'came', departments: named(came) })
  if (whistle.status === 'closed' && whistle.endedAt !== undefined)
    steps.push({ at: whistle.endedAt, what: 'done' })
  return steps
}

interface TurnRow {
  readonly type: 'CaseClosed' | 'CaseReopened' | 'WordJudged'
  readonly at: number | string
  readonly reopens: boolean | null
}

function turnsOf({ platform }: Edge, { id, fields }: Case): Promise<TurnRow[]> {
  return platform.db.query<TurnRow>(
    `select type, (data ->> 'at')::bigint as at, (data ->> 'reopens')::boolean as reopens
     from events where district = $1 and stream_kind = 'case' and stream_id = $2
       and type in ('CaseClosed', 'CaseReopened', 'WordJudged') order by version`,
    [fields.district, id],
  )
}

const TURNS = { CaseClosed: 'closed', CaseReopened: 'reopened' } as const

function stepsOfCase(turns: readonly TurnRow[]): readonly TimedStep[] {
  return turns.flatMap(({ type, at }) =>
    type === 'WordJudged' ? [] : [{ at: Number(at), what: TURNS[type] }],
  )
}

interface WordRow {
  readonly solved: boolean
  readonly said_at: number | string
}

async function lastWord(
  edge: Edge,
  { district, number }: FollowedReport,
  turns: readonly TurnRow[],
): Promise<Report['word']> {
  const [row] = await edge.platform.db.query<WordRow>(
    `select solved, said_at from public_words
     where district = $1 and number = $2 order by said_at desc limit 1`,
    [district, number],
  )
  if (row === undefined) return undefined
  const saidAt = Number(row.said_at)
  const verdict = turns.find(({ type, at }) => type === 'WordJudged' && Number(at) >= saidAt)
  const judged = verdict?.reopens === true ? 'reopened' : 'stands'
  return {
    solved: row.solved,
    at: toRfc3339(saidAt),
    judged: verdict === undefined ? 'waiting' : judged,
  }
}

interface GivenRow {
  readonly id: string
  readonly cleared: boolean | null
}

function photosOf({ platform }: Edge, { district, number }: FollowedReport): Promise<GivenRow[]> {
  return platform.db.query<GivenRow>(
    `select id, cleared from report_photos
     where district = $1 and number = $2 and erased_at is null order by received_at, id`,
    [district, number],
  )
}

export async function viewProgress(edge: Edge, following: Following): Promise<Progress> {
  const { state, row, settings, open, receivedAt } = following
  // Whoever is not to know of a raid is not to know what it did to the case either.
  const turns = open.isSecret ? [] : await turnsOf(edge, state)
  const photos = await photosOf(edge, row)
  const steps = [
    { at: receivedAt as number, what: 'received' as const },
    ...open.whistles.flatMap(whistle => stepsOfWhistle(edge, whistle)),
    ...stepsOfCase(turns),
  ].toSorted((a, b) => a.at - b.at)
  const { fields } = state
  return {
    problemType: fields.problemType,
    place: shownPlace(fields.point, settings),
    ...some(
      'organisationName',
      edge.registry.directory.findOrganisation(fields.organisation)?.name,
    ),
    steps: steps.map(step => ({ ...step, at: toRfc3339(step.at) })),
    ...some('word', await lastWord(edge, row, turns)),
    photos: {
      given: photos.length,
      cleared: open.isSecret ? [] : photos.flatMap(({ id, cleared }) => (cleared ? [id] : [])),
    },
  }
}
