import {
  acceptIt,
  acknowledge,
  approve,
  arrive,
  asks,
  aWhistle,
  BLOCKS,
  beijing,
  claimDone,
  close,
  commander,
  declareDefault,
  doubt,
  EXCUSED,
  endSession,
  fixAndPhoto,
  giveBack,
  grantLeave,
  MONDAY_NINE,
  measure,
  minutesAfter,
  personOf,
  REASON,
  recordLeaving,
  release,
  relieve,
  resolve,
  review,
  rule,
  sealed,
  setOut,
  sign,
  signAllBlocks,
  standDown,
  withdraw,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { shift } from '../kernel/time.ts'

const police = { department: asks('police').department, round: 1 }
const POLICE_1 = personOf('police')
const sounding = aWhistle().sounding()
const there = sounding.did(arrive('police'))
const attendance = (play: typeof sounding, number = 1) =>
  play.summons('police').people[personOf('police', number)]

describe('12. Relief ends a person’s attendance, not the summons, and only when the successor’s arrival is proved', () => {
  test('by a colleague who stands there too', () => {
    const two = there.did(arrive('police', 2)).after(60)
    two.when(relieve('police', 1, 2)).then({
      type: 'PersonRelieved',
      ...police,
      person: POLICE_1,
      successor: personOf('police', 2),
    })
    const relieved = two.did(relieve('police', 1, 2))
    expect(attendance(relieved)).toMatchObject({
      status: 'relieved',
      relievedBy: 'police-2',
      endedAt: two.now,
    })
    expect(relieved.summons('police')).toMatchObject({ status: 'on_scene', arrived: true })
    expect(relieved.keys()).toEqual(two.keys())
  })

  test('not by one under way, in doubt, unknown, or oneself', () => {
    there.when(relieve('police', 1, 2)).thenRefused('successor_not_proved', 12)
    there
      .did(setOut('police', 2))
      .when(relieve('police', 1, 2))
      .thenRefused('successor_not_proved', 12)
    there
      .did(arrive('police', 2, fixAndPhoto))
      .when(relieve('police', 1, 2))
      .thenRefused('successor_not_proved', 12)
    there.when(relieve('police', 1, 1)).thenRefused('relieved_by_oneself', 12)
    sounding.when(relieve('police', 1, 2)).thenRefused('not_on_scene', 12)
  })
})

describe('12. 事不完人不走 is a rule on presence, which the kind sets', () => {
  test('with the commander’s leave one goes, and whose leave it was is kept', () => {
    there
      .when(grantLeave('police'))
      .then({ type: 'PersonLeft', ...police, person: POLICE_1, leave: 'granted', reason: REASON })
    const left = there.did(grantLeave('police'))
    expect(attendance(left)).toMatchObject({ status: 'left', leaveBy: commander.office })
    expect(left.keys()).not.toContain('police#1:arrive')
    sounding.when(grantLeave('police')).thenRefused('not_on_scene', 12)
  })

  test('leaving without leave is recorded and wakes the ladder', () => {
    const later = there.after(60)
    const arriveAgain = {
      clock: 'arrive',
      amount: 30,
      unit: 'minutes',
      calendar: 'state-council-2026',
      policy: 'emergency@1',
      startedAt: later.now,
      dueAt: minutesAfter(later.now, 30),
    } as const
    later
      .when(recordLeaving('police'))
      .then(
        { type: 'PersonLeftEarly', ...police, person: POLICE_1 },
        { type: 'LadderWoken', ...police, cause: 'left_early', arrive: arriveAgain },
      )
    const gone = later.did(recordLeaving('police'))
    expect(attendance(gone)?.status).toBe('left_early')
    expect(gone.keys()).toContain('police#1:arrive:0')
    expect(gone.passing(minutesAfter(later.now, 60)).clock('police', 'arrive').climbed).toBe(4)
  })

  test('while a colleague stays, the clock is not started again', () => {
    const two = there.did(arrive('police', 2))
    two
      .when(recordLeaving('police'))
      .then(
        { type: 'PersonLeftEarly', ...police, person: POLICE_1 },
        { type: 'LadderWoken', ...police, cause: 'left_early' },
      )
    expect(two.did(recordLeaving('police')).clock('police', 'arrive').outcome).toBe('met')
  })

  test('either side may say that somebody left', () => {
    there.when(recordLeaving('police'), commander).thenAccepted()
    sounding.when(recordLeaving('police')).thenRefused('not_on_scene', 12)
  })

  test('who left comes back as a new attendance', () => {
    const back = there.did(recordLeaving('police')).after(5).did(arrive('police'))
    expect(attendance(back)).toMatchObject({ status: 'arrived', countsAt: back.now })
    expect(attendance(back)).not.toHaveProperty('endedAt')
    expect(back.clock('police', 'arrive').outcome).toBe('met')
  })

  test('`none`: long work binds nobody to the place', () => {
    const work = aWhistle({ kind: 'priority' }).sounding().did(arrive('police'))
    work
      .when(recordLeaving('police'))
      .then({ type: 'PersonLeft', ...police, person: POLICE_1, leave: 'not_needed' })
    work.when(endSession(shift(work.now, 1))).thenRefused('kind_has_no_sessions', 12)
  })
})

describe('12. `session`: the commander ends a session by naming the next time and place; the obligation stays', () => {
  const session = aWhistle({ kind: 'enforcement' }).sounding().did(arrive('police')).after(120)
  const nextAt = beijing('2026-03-04 09:30')

  test('a doubtful arrival is judged before the session ends', () => {
    const doubted = session.did(arrive('urban', 1, fixAndPhoto))
    doubted.when(endSession(nextAt)).thenRefused('doubtful_arrival_open', 12)
    doubted.did(doubt('urban')).when(endSession(nextAt)).thenAccepted()
  })

  test('whoever has not come yet keeps the clock that runs', () => {
    const ended = session.did(endSession(nextAt))
    expect(ended.clock('urban', 'arrive')).toEqual(session.clock('urban', 'arrive'))
    expect(ended.clock('police', 'arrive')).toMatchObject({ dueAt: nextAt, outcome: 'running' })
  })

  test('all go with leave, and have to be back by then', () => {
    const ended = session.did(endSession(nextAt))
    expect(attendance(ended)).toMatchObject({ status: 'left', endedAt: session.now })
    expect(ended.clock('police', 'arrive')).toMatchObject({ outcome: 'running', dueAt: nextAt })
    expect(ended.whistle).toMatchObject({ session: 2, nextSessionAt: nextAt })
    expect(ended.summons('police').status).toBe('on_scene')
    const [event] = session.when(endSession(nextAt)).events
    expect(event).toMatchObject({ type: 'SessionEnded', session: 1, nextPlace: sealed('yard') })
  })

  test('who does not come back is late like the first time', () => {
    const late = session.did(endSession(nextAt)).passing(nextAt)
    expect(late.clock('police', 'arrive').missedAt).toBe(nextAt)
    // Control: one who comes is not.
    const back = session.did(endSession(nextAt)).at(nextAt).did(arrive('police'))
    expect(back.clock('police', 'arrive').outcome).toBe('met')
  })

  test('who is done need not come back; who never came and is late stays late', () => {
    const done = session.did(measure('police'), claimDone('police'))
    expect(done.did(endSession(nextAt)).clock('police', 'arrive').outcome).toBe('met')
    const overdue = session.passing(beijing('2026-03-06 09:00'))
    const { missedAt, climbed } = overdue.clock('urban', 'arrive')
    const ended = overdue.did(endSession(beijing('2026-03-09 09:30')))
    expect(ended.clock('urban', 'arrive')).toMatchObject({ missedAt, climbed })
    expect(missedAt).toBe(beijing('2026-03-05 17:30'))
  })

  test('the next one lies ahead, and an emergency has none', () => {
    session.when(endSession(session.now)).thenRefused('session_in_the_past', 12)
    session.when(endSession(shift(session.now, 1))).thenAccepted()
    there.when(endSession(nextAt)).thenRefused('kind_has_no_sessions', 12)
    const submitted = aWhistle({ kind: 'enforcement' }).submitted()
    submitted.when(endSession(nextAt)).thenRefused('whistle_not_sounding', 15)
    submitted.did(approve).when(endSession(nextAt)).thenAccepted()
  })
})

describe('11. Stood down by the commander with reason, only before it arrived and before its arrival deadline', () => {
  const due = minutesAfter(MONDAY_NINE, 30)

  test('before it arrived', () => {
    sounding.when(standDown('police')).then({ type: 'SummonsStoodDown', ...police, reason: REASON })
    there.when(standDown('police')).thenRefused('somebody_came', 11)
    sounding
      .did(arrive('police', 1, fixAndPhoto))
      .when(standDown('police'))
      .thenRefused('somebody_came', 11)
  })

  test('one millisecond before, at and after its arrival deadline', () => {
    sounding.at(shift(due, -1)).when(standDown('police')).thenAccepted()
    sounding.at(due).when(standDown('police')).thenRefused('arrival_was_due', 11)
    sounding.at(shift(due, 1)).when(standDown('police')).thenRefused('arrival_was_due', 11)
  })
})

describe('11. One that never comes is defaulted by the commander with reason, only after its deadline and the last step of its ladder', () => {
  const due = minutesAfter(MONDAY_NINE, 30)
  const last = minutesAfter(due, 30)

  test('not before either', () => {
    sounding.at(due).when(declareDefault('police')).thenRefused('arrival_not_due', 11)
    sounding.at(shift(due, 1)).when(declareDefault('police')).thenRefused('ladder_not_climbed', 11)
    sounding
      .passing(shift(last, -1))
      .when(declareDefault('police'))
      .thenRefused('ladder_not_climbed', 11)
    sounding
      .passing(last)
      .when(declareDefault('police'))
      .then(
        { type: 'SummonsDefaulted', ...police, reason: REASON },
        { type: 'MechanismJammed', cause: 'default', department: police.department },
      )
  })

  test('not while a ruling is pending, nor once somebody came, in doubt or in proof', () => {
    const late = sounding.passing(last)
    late.did(arrive('police')).when(declareDefault('police')).thenRefused('somebody_came', 11)
    late
      .did(arrive('police', 1, fixAndPhoto))
      .when(declareDefault('police'))
      .thenRefused('somebody_came', 11)
    late.did(giveBack('police')).when(declareDefault('police')).thenRefused('ruling_pending', 15)
  })

  test('counts as absent for ever: what arrives later is refused', () => {
    const defaulted = sounding.passing(last).did(declareDefault('police'))
    defaulted.when(arrive('police')).thenRefused('summons_settled', 15)
    defaulted.when(declareDefault('police')).thenRefused('summons_settled', 15)
    expect(defaulted.clock('police', 'arrive').missedAt).toBe(due)
  })
})

describe('11, 12. One that came, left without leave and does not come back is defaulted in the same way', () => {
  const left = there.after(60).did(recordLeaving('police'))
  const due = minutesAfter(left.now, 30)
  const last = minutesAfter(due, 30)
  const gone = left.passing(last)

  test('after the arrival clock that its leaving started, and the last step of its ladder', () => {
    left.at(due).when(declareDefault('police')).thenRefused('arrival_not_due', 11)
    left.at(shift(due, 1)).when(declareDefault('police')).thenRefused('ladder_not_climbed', 11)
    gone
      .when(declareDefault('police'))
      .then(
        { type: 'SummonsDefaulted', ...police, reason: REASON, cameBefore: true },
        { type: 'MechanismJammed', cause: 'default', department: police.department },
      )
  })

  test('not once somebody is back, in doubt or in proof, nor while a colleague stayed', () => {
    gone.did(arrive('police')).when(declareDefault('police')).thenRefused('somebody_came', 11)
    gone
      .did(arrive('police', 2, fixAndPhoto))
      .when(declareDefault('police'))
      .thenRefused('somebody_came', 11)
    there
      .did(arrive('police', 2), recordLeaving('police'))
      .passing(last)
      .when(declareDefault('police'))
      .thenRefused('somebody_came', 11)
  })

  test('whoever went with leave is not awaited', () => {
    there
      .did(grantLeave('police'))
      .passing(last)
      .when(declareDefault('police'))
      .thenRefused('arrival_not_due', 11)
  })

  test('having come, it keeps the whistle from being withdrawn', () => {
    const alone = gone.did(declareDefault('police'))
    alone.when(withdraw).thenRefused('somebody_came', 11)
  })

  test('nor does one that misses the next session come back', () => {
    const session = aWhistle({ kind: 'enforcement' }).sounding().did(arrive('police'))
    const nextAt = minutesAfter(session.now, 60 * 24)
    const missed = session.did(endSession(nextAt)).passing(minutesAfter(nextAt, 60 * 24 * 14))
    missed
      .when(declareDefault('police'))
      .then(
        { type: 'SummonsDefaulted', ...police, reason: REASON, cameBefore: true },
        { type: 'MechanismJammed', cause: 'default', department: police.department },
      )
  })
})

describe('11. People under way must acknowledge the stand-down', () => {
  const called = sounding.did(setOut('urban'), standDown('urban'))

  test('who was on the way is called off and says so, once', () => {
    expect(called.summons('urban').people['urban-1']?.status).toBe('called_off')
    called.when(acknowledge('urban')).then({
      type: 'StandDownAcknowledged',
      department: asks('urban').department,
      round: 1,
      person: personOf('urban'),
    })
    called
      .did(acknowledge('urban'))
      .when(acknowledge('urban'))
      .thenRefused('nothing_to_acknowledge', 11)
    sounding.when(acknowledge('urban')).thenRefused('nothing_to_acknowledge', 11)
    sounding.when(acknowledge('land')).thenRefused('not_summoned', 1)
  })

  test('also when excused, and when the whistle is withdrawn', () => {
    const excused = sounding.did(setOut('urban'), giveBack('urban'), rule('urban', EXCUSED))
    excused.when(acknowledge('urban')).thenAccepted()
    sounding.did(setOut('urban'), withdraw).when(acknowledge('urban')).thenAccepted()
  })

  test('until then the whistle is not closed', () => {
    const accepted = called
      .did(arrive('police'), measure('police'), claimDone('police'))
      .did(...signAllBlocks('police'), release('police'), resolve, acceptIt, review())
    accepted.when(close).thenRefused('stand_down_unacknowledged', 11)
    const closed = accepted.did(acknowledge('urban'), close)
    closed.when(acknowledge('urban')).thenRefused('whistle_over', 15)
    expect(BLOCKS).toHaveLength(4)
    expect(closed.whistle.status).toBe('closed')
  })

  test('one who had signed only has nothing to acknowledge', () => {
    const signed = sounding.did(sign('urban'), standDown('urban'))
    expect(signed.summons('urban').people).toEqual({})
  })
})
