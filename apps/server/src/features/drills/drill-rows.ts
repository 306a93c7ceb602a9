// Drills as they stand in the read tables: who sees them, their figures, and what became of each message.
import type { Actor } from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf } from '../../mechanism/ids.ts'
import { keepsCity } from '../../mechanism/keeping.ts'
import { Where } from '../../mechanism/lists.ts'

export interface DrillRow {
  readonly id: string
  readonly status: 'planned' | 'running' | 'over'
  readonly because: 'window_over' | 'cancelled' | null
  readonly starts_at: number
  readonly ends_at: number | null
  readonly planned_at: number
  readonly planned_by: string
  readonly organisation: string
}

export interface Place {
  readonly at: number
  readonly id: string
}

export interface ListAsked {
  readonly status?: string | undefined
  readonly place: Place | undefined
  readonly limit: number
}

/** Those of one's own organisation, and of the area that one keeps; newest first. */
export function listDrillRows(
  { platform }: Edge,
  actor: Actor,
  { status, place, limit }: ListAsked,
): Promise<DrillRow[]> {
  const where = new Where().and("purpose = 'drill'")
  const kept = actor.keeps === undefined || keepsCity(actor) ? '' : actor.keeps.slice(0, 6)
  if (!keepsCity(actor))
    where.and('organisation = any(?::text[]) or district = ?::text', [...actor.within], kept)
  if (status !== undefined) where.and('status = ?', status)
  if (place) where.and('(planned_at, id) < (?::bigint, ?::text)', place.at, place.id)
  return platform.db.query<DrillRow>(
    `select id, status, because, starts_at, ends_at, planned_at, planned_by, organisation
     from broadcasts where ${where.toSql()}
     order by planned_at desc, id desc limit ${limit + 1}`,
    where.params,
  )
}

/** Reached by the last of the ways that were tried, or by one that somebody answered. */
const TOLD = `(because = 'answered' or seen or attempt_status in ('accepted', 'delivered', 'seen'))`
const ANSWERED = `because = 'answered'`

export interface Figures {
  readonly people: number
  readonly told: number
  readonly notTold: number
  readonly answered: number
  readonly silent: number
  readonly gaps: number
}

export async function figuresOf({ platform }: Edge, id: string): Promise<Figures> {
  const [row] = await platform.db.query<Omit<Figures, 'silent' | 'notTold'>>(
    `select count(*) as people, count(*) filter (where ${TOLD}) as told,
       count(*) filter (where ${ANSWERED}) as answered, count(*) filter (where gap) as gaps
     from pages where district = $1 and broadcast_id = $2`,
    [districtOf(id), id],
  )
  const people = Number(row?.people ?? 0)
  const told = Number(row?.told ?? 0)
  const answered = Number(row?.answered ?? 0)
  const gaps = Number(row?.gaps ?? 0)
  return { people, told, notTold: people - told, answered, silent: told - answered, gaps }
}

export type Outcome = 'answered' | 'silent' | 'not_told' | 'waiting'

export interface PersonRow {
  readonly id: string
  readonly person: string
  readonly organisation: string
  readonly layer: 'duty' | 'team' | 'head' | null
  readonly gap: boolean
  readonly outcome: Outcome
  readonly answered_at: number | null
}

/** Whoever may still answer is not judged yet. */
const OUTCOME = `case when ${ANSWERED} then 'answered'
  when $3::boolean and p.status <> 'failed' then 'waiting'
  when ${TOLD} then 'silent' else 'not_told' end`

export interface ReportAsked {
  readonly id: string
  readonly isRunning: boolean
  readonly outcome?: Outcome | undefined
  /** The organisation and the page after which it goes on. */
  readonly after: string | undefined
  readonly limit: number
}

/** In the order of organisations. */
export function listPeople({ platform }: Edge, asked: ReportAsked): Promise<PersonRow[]> {
  const { id, isRunning, outcome, after, limit } = asked
  return platform.db.query<PersonRow>(
    `select * from (
       select p.id, p.person, p.organisation, p.layer, p.gap, ${OUTCOME} as outcome,
         (select (e.data ->> 'at')::bigint from events e
          where e.district = p.district and e.stream_kind = 'page' and e.stream_id = p.id
            and e.type = 'PageSettled' and ${ANSWERED} order by e.version desc limit 1) as answered_at
       from pages p where p.district = $1 and p.broadcast_id = $2) people
     where ($4::text is null or outcome = $4::text)
       and ($5::text is null or organisation || '/' || id > $5::text)
     order by organisation || '/' || id limit $6::integer`,
    [districtOf(id), id, isRunning, outcome ?? null, after ?? null, limit + 1],
  )
}
