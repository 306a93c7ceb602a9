// 事不完人不走: relief, leave, leaving early, sessions (rule 12), and the word of those who were called off (rule 11).
import { isSystem } from '../access/actor.ts'
import { type ClockStamp, stampClock } from '../calendar/clock.ts'
import { accept, type Refused, refuse } from '../kernel/decision.ts'
import type { DepartmentId, PersonId } from '../kernel/ids.ts'
import { MINUTE } from '../kernel/time.ts'
import type { CommandOf } from './commands.ts'
import type { WhistleEvent } from './events.ts'
import {
  callClocks,
  findLive,
  type Given,
  type Handlers,
  ofSummons,
  stampOf,
  stampWith,
} from './handler.ts'
import {
  type Attendance,
  attendancesOf,
  isSettled,
  policyOf,
  presentPeople,
  type Summons,
  summonsesOf,
  type Whistle,
} from './state.ts'

type Present =
  | { readonly ok: true; readonly summons: Summons; readonly attendance: Attendance }
  | Refused

function findPresent(whistle: Whistle, department: DepartmentId, person: PersonId): Present {
  const found = findLive(whistle, department)
  if (!found.ok) return found
  const attendance = found.summons.people[person]
  if (attendance?.status !== 'arrived') return refuse('not_on_scene', 12, { field: 'person' })
  return { ok: true, summons: found.summons, attendance }
}

/** Wakes the ladder; when nobody of the department is left, the arrival clock runs again. */
function wake(whistle: Whistle, summons: Summons, person: PersonId, given: Given): WhistleEvent {
  const alone = presentPeople(summons).every(a => a.person === person)
  const [arrive] = alone ? callClocks(policyOf(whistle), ['arrive'], given) : []
  const woken = { type: 'LadderWoken', ...ofSummons(summons, given), cause: 'left_early' } as const
  return arrive ? { ...woken, arrive } : woken
}

/** Whoever has not come and is late stays late: the end of a session stops no ladder (rule 9). */
function isLate(summons: Summons, given: Given): boolean {
  const { arrive } = summons.clocks
  return arrive?.outcome === 'running' && given.now > arrive.dueAt
}

/** A claim that nobody has judged would end unjudged with the session. */
function somebodyDoubtful(whistle: Whistle): boolean {
  return summonsesOf(whistle).some(
    s => !isSettled(s) && attendancesOf(s).some(a => a.status === 'doubtful'),
  )
}

/** Everybody who has come and still has work must be back by the next session's time. */
function nextSession(
  whistle: Whistle,
  command: CommandOf<'EndSession'>,
  given: Given,
): readonly (ClockStamp & { readonly department: DepartmentId })[] {
  const policy = policyOf(whistle)
  const minutes = (command.nextAt - given.now) / MINUTE
  const stamp = stampClock(
    'arrive',
    { amount: minutes, unit: 'minutes' },
    given.now,
    stampWith(policy, given),
  )
  return summonsesOf(whistle)
    .filter(s => !isSettled(s) && s.arrived && s.status !== 'done_claimed' && !isLate(s, given))
    .map(s => ({ ...stamp, department: s.department }))
}

function findCalledOff(whistle: Whistle, department: DepartmentId, person: PersonId): Present {
  const summons = whistle.summonses[department]
  if (whistle.status === 'closed') return refuse('whistle_over', 15)
  if (!summons) return refuse('not_summoned', 1, { field: 'department' })
  const attendance = summons.people[person]
  if (attendance?.status !== 'called_off' || attendance.acknowledged === true)
    return refuse('nothing_to_acknowledge', 11, { field: 'person' })
  return { ok: true, summons, attendance }
}

export const staying: Handlers<
  'RelievePerson' | 'GrantLeave' | 'RecordLeaving' | 'EndSession' | 'AcknowledgeStandDown'
> = {
  RelievePerson(whistle, command, given) {
    const found = findPresent(whistle, command.department, command.person)
    if (!found.ok) return found
    const { person, successor } = command
    if (successor === person) return refuse('relieved_by_oneself', 12, { field: 'successor' })
    if (found.summons.people[successor]?.status !== 'arrived')
      return refuse('successor_not_proved', 12, { field: 'successor' })
    return accept({ type: 'PersonRelieved', ...ofSummons(found.summons, given), person, successor })
  },

  GrantLeave(whistle, command, given) {
    const found = findPresent(whistle, command.department, command.person)
    if (!found.ok) return found
    const { person, reason } = command
    return accept({
      type: 'PersonLeft',
      ...ofSummons(found.summons, given),
      person,
      leave: 'granted',
      reason,
    })
  },

  RecordLeaving(whistle, command, given) {
    const found = findPresent(whistle, command.department, command.person)
    if (!found.ok) return found
    const { summons } = found
    const { person } = command
    const of = ofSummons(summons, given)
    if (policyOf(whistle).presence === 'none')
      return accept({ type: 'PersonLeft', ...of, person, leave: 'not_needed' })
    return accept<WhistleEvent>(
      { type: 'PersonLeftEarly', ...of, person },
      wake(whistle, summons, person, given),
    )
  },

  EndSession(whistle, command, given) {
    if (whistle.status !== 'sounding')
      return refuse('whistle_not_sounding', 15, { about: { status: whistle.status } })
    if (policyOf(whistle).presence !== 'session') return refuse('kind_has_no_sessions', 12)
    const { nextAt, nextPlace } = command
    if (nextAt <= given.now) return refuse('session_in_the_past', 12, { field: 'nextAt' })
    if (somebodyDoubtful(whistle)) return refuse('doubtful_arrival_open', 12)
    const { session } = whistle
    const arrive = nextSession(whistle, command, given)
    return accept({ type: 'SessionEnded', ...stampOf(given), session, nextAt, nextPlace, arrive })
  },

  AcknowledgeStandDown(whistle, command, given) {
    const own = isSystem(given.actor) ? given.by.person : given.actor.person
    const person = command.person ?? own
    const found = findCalledOff(whistle, command.department, person)
    if (!found.ok) return found
    return accept({ type: 'StandDownAcknowledged', ...ofSummons(found.summons, given), person })
  },
}
