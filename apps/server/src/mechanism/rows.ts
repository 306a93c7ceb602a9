// The read rows of each stream: pure functions of its state.
import {
  type CaseState,
  type Clock,
  commandersOf,
  type GradingState,
  hasComers,
  isSettled,
  nextClockDue,
  type PostState,
  presentPeople,
  residentsIn,
  type Summons,
  type SupervisionState,
  summonsesOf,
  type Whistle,
  type WhistleState,
} from '@muster/domain'
import type { Json, ReadRow, StreamKey } from '../platform/event-store/types.ts'
import { type Places, placesOf } from './commanding.ts'

function isMissed(clock: Clock | undefined): clock is Clock {
  return clock?.missedAt !== undefined && clock.missCancelled !== true
}

const NONE: readonly string[] = []

function missedClocks(summons: Summons): readonly string[] {
  const now = Object.values(summons.clocks)
  if (summons.missedBefore.length === 0 && !now.some(isMissed)) return NONE
  return [...summons.missedBefore, ...now].filter(isMissed).map(clock => clock.clock)
}

function isSilent(summons: Summons): boolean {
  return !(isSettled(summons) || hasComers(summons)) && missedClocks(summons).length > 0
}

function isLate(summons: Summons): boolean {
  return missedClocks(summons).includes('arrive')
}

/** Whoever was owed no arrival is neither late nor in time. */
function isInTime(summons: Summons): boolean {
  return summons.arrived && summons.clocks.arrive !== undefined && !isLate(summons)
}

/** In an order that a database finds too. */
function departmentsOf(
  summonses: readonly Summons[],
  fits: (summons: Summons) => boolean,
): readonly string[] {
  const found = summonses.filter(fits).map(({ department }) => department)
  return found.length < 2 ? found : found.toSorted()
}

function whistleRow(key: StreamKey, whistle: Whistle): ReadRow {
  const { place, title, problemType } = whistle.draft
  const summonses = summonsesOf(whistle)
  const [longitude, latitude] = place.point
  return {
    table: 'whistles',
    key: { district: key.district, id: key.id },
    values: {
      case_id: whistle.caseId,
      kind: whistle.kindCode,
      status: whistle.status,
      caller: whistle.caller.organisation,
      command: whistle.command,
      commanders: commandersOf(whistle),
      problem_type: problemType,
      title,
      longitude,
      latitude,
      areas: place.areas,
      departments: Object.keys(whistle.summonses),
      drill: whistle.drill,
      confidential: whistle.policy?.confidential ?? false,
      drafted_at: whistle.draftedAt,
      sounded_at: whistle.soundedAt ?? null,
      ended_at: whistle.endedAt ?? null,
      next_due_at: nextClockDue(whistle) ?? null,
      open_summonses: summonses.filter(s => !isSettled(s)).length,
      silent: summonses.filter(isSilent).length,
      late_departments: departmentsOf(summonses, isLate),
      in_time_departments: departmentsOf(summonses, isInTime),
    },
  }
}

const madeOf = new WeakMap<Summons, ReadRow>()

interface Called {
  readonly key: StreamKey
  readonly whistle: Whistle
  readonly places: Places
}

/** The caller names head, coordination and office once and for all. */
function isStillRight({ key, values }: ReadRow, { key: of, whistle, places }: Called): boolean {
  return (
    key['whistle_id'] === of.id &&
    key['district'] === of.district &&
    values['command'] === places.command &&
    values['deputy'] === places.deputy &&
    values['whistle_status'] === whistle.status &&
    values['ended_at'] === (whistle.endedAt ?? null) &&
    values['areas'] === whistle.draft.place.areas &&
    values['caller'] === whistle.caller.organisation
  )
}

/** An event leaves most summonses as they were: their rows are the same objects, which shows at once that nothing changed. */
function summonsRow(called: Called, summons: Summons): ReadRow {
  const known = madeOf.get(summons)
  if (known !== undefined && isStillRight(known, called)) return known
  const row = newSummonsRow(called, summons)
  madeOf.set(summons, row)
  return row
}

/** What it takes from the whistle and may change there is what `isStillRight` looks at. */
function newSummonsRow({ key, whistle, places }: Called, summons: Summons): ReadRow {
  const { sign, arrive, finish } = summons.clocks
  return {
    table: 'summonses',
    key: { district: key.district, whistle_id: key.id, department: summons.department },
    values: {
      round: summons.round,
      role: summons.ask.role,
      status: summons.status,
      whistle_status: whistle.status,
      drill: whistle.drill,
      called_at: summons.calledAt,
      caller: whistle.caller.organisation,
      ...places,
      areas: whistle.draft.place.areas,
      drafted_at: whistle.draftedAt,
      ended_at: whistle.endedAt ?? null,
      settled_at: summons.settledAt ?? null,
      arrived: summons.arrived,
      disputed: summons.dispute !== undefined,
      missed: missedClocks(summons),
      present: presentPeople(summons).length,
      sign_due_at: sign?.dueAt ?? null,
      arrive_due_at: arrive?.dueAt ?? null,
      finish_due_at: finish?.dueAt ?? null,
    },
  }
}

export function whistleRows(key: StreamKey, state: WhistleState): readonly ReadRow[] {
  if (state.status === 'none') return []
  const called = { key, whistle: state, places: placesOf(state) }
  return [whistleRow(key, state), ...summonsesOf(state).map(s => summonsRow(called, s))]
}

function caseValues(state: Exclude<CaseState, { status: 'none' }>): Record<string, Json> {
  const { fields } = state
  const [longitude, latitude] = fields.point
  const live = state.status === 'merged' ? undefined : state
  const residents = live && residentsIn(live)
  return {
    status: state.status,
    organisation: fields.organisation,
    problem_type: fields.problemType,
    title: fields.title,
    longitude,
    latitude,
    areas: fields.areas,
    opened_at: live?.openedAt ?? null,
    outcome: live?.outcome ?? null,
    reports: live?.reports.length ?? 0,
    whistles: live?.whistles ?? [],
    open_whistles: live?.openWhistles.length ?? 0,
    recurs_from: live?.recursFrom ?? [],
    reopened: live?.reopened ?? 0,
    recheck_due_at: live?.recheckDueAt ?? null,
    survivor: state.status === 'merged' ? state.survivor : null,
    resident_reports: residents?.reports ?? 0,
    word_waits_since: residents?.waitingSince ?? null,
  }
}

export function caseRows(key: StreamKey, state: CaseState): readonly ReadRow[] {
  if (state.status === 'none') return []
  const { district, id } = key
  return [{ table: 'cases', key: { district, id }, values: caseValues(state) }]
}

export function gradingRows(key: StreamKey, state: GradingState): readonly ReadRow[] {
  if (state.status === 'none') return []
  const subjects = Object.values(state.subjects)
  const { district, id } = key
  return [
    {
      table: 'gradings',
      key: { district, id },
      values: {
        caller: state.opening.caller,
        status: state.status,
        window_due_at: state.opening.window.dueAt,
        appeal_due_at: state.appealUntil?.dueAt ?? null,
        subjects: subjects.length,
        graded: subjects.filter(s => s.grade !== undefined).length,
        appeals_pending: subjects.filter(s => s.appeal && !s.appeal.verdict).length,
        drill: state.opening.drill,
      },
    },
  ]
}

export function supervisionRows(key: StreamKey, state: SupervisionState): readonly ReadRow[] {
  if (state.status === 'none') return []
  const { order } = state
  const { district, id } = key
  return [
    {
      table: 'supervisions',
      key: { district, id },
      values: {
        whistle_id: order.whistle,
        department: order.department,
        status: state.status,
        cause: order.cause,
        answer_due_at: state.answer.dueAt,
        overdue: state.overdue,
        drill: order.drill,
        verdict: state.verdict ?? null,
      },
    },
  ]
}

export function postRows(key: StreamKey, state: PostState): readonly ReadRow[] {
  if (state.status === 'none') return []
  const { fields } = state
  const { district, id } = key
  return [
    {
      table: 'command_posts',
      key: { district, id },
      values: {
        status: state.status,
        parent: fields.parent,
        commander: fields.commander.office,
        members: fields.members.map(member => member.department),
        from_at: fields.from,
        until_at: fields.until,
        open_whistles: state.openWhistles.length,
      },
    },
  ]
}
