import {
  applyCalendar,
  approve,
  arrive,
  askLonger,
  asks,
  aWhistle,
  BEIJING_CALENDAR,
  beijing,
  datesFrom,
  fire,
  giveBack,
  grantLonger,
  sign,
  standDown,
  withdraw,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import type { Calendar } from '../calendar/calendar.ts'
import { EMERGENCY, ENFORCEMENT } from '../policy/default-kinds.ts'

const police = asks('police').department

/** 2027 is announced: 6–12 February are holidays, Saturday the 13th and Sunday the 31st of January are worked. */
const ANNOUNCED: Calendar = {
  ...BEIJING_CALENDAR,
  version: 'state-council-2027',
  days: {
    ...BEIJING_CALENDAR.days,
    ...Object.fromEntries(datesFrom('2027-02-06', '2027-02-12').map(d => [d, 'holiday'])),
    '2027-02-13': 'workday',
    '2027-01-31': 'workday',
  },
}

describe('7. A newly announced holiday moves only clocks not yet due, by a visible event that cites the notice', () => {
  // Thursday; three working days would be Tuesday the 9th, were it not for the festival.
  const sounding = aWhistle({ kind: 'enforcement', at: beijing('2027-02-04 10:00') }).sounding()
  const applied = sounding.after(60).did(sign('police'), applyCalendar('notice-2027', ANNOUNCED))

  test('each with where it was due and where it is now', () => {
    const [event] = sounding.after(60).when(applyCalendar('notice-2027', ANNOUNCED)).events
    const moved = (clock: 'arrive' | 'finish', from: string, to: string) =>
      ['police', 'urban'].map(department => ({
        clock,
        department,
        round: 1,
        from: beijing(from),
        to: beijing(to),
      }))
    const [policeArrive, urbanArrive] = moved('arrive', '2027-02-09 17:30', '2027-02-15 17:30')
    const [policeFinish, urbanFinish] = moved('finish', '2027-02-18 17:30', '2027-02-24 17:30')
    expect(event).toEqual({
      type: 'ClocksMoved',
      at: beijing('2027-02-04 11:00'),
      by: expect.objectContaining({ person: 'system' }),
      notice: 'notice-2027',
      calendar: 'state-council-2027',
      moves: [policeArrive, policeFinish, urbanArrive, urbanFinish],
    })
  })

  test('the original date is kept, and the calendar that holds now is named', () => {
    expect(applied.clock('police', 'arrive')).toMatchObject({
      dueAt: beijing('2027-02-15 17:30'),
      originalDueAt: beijing('2027-02-09 17:30'),
      calendar: 'state-council-2027',
    })
    expect(applied.keys()).toContain('police#1:arrive')
    const arrive = applied.deadlines().find(({ key }) => key === 'police#1:arrive')
    expect(arrive?.dueAt).toBe(beijing('2027-02-15 17:30'))
  })

  test('clocks of minutes do not move, nor one that has ended, nor one that is due', () => {
    expect(applied.clock('urban', 'contact').originalDueAt).toBeUndefined()
    const there = sounding.did(arrive('police')).after(60)
    const [event] = there.when(applyCalendar('notice-2027', ANNOUNCED)).events
    const touched = event?.type === 'ClocksMoved' ? event.moves : []
    expect(touched.map(move => `${move.department} ${move.clock}`)).toEqual([
      'police finish',
      'urban arrive',
      'urban finish',
    ])
    const moves = (at: string) => {
      const [said] = sounding.at(beijing(at)).when(applyCalendar('n', ANNOUNCED)).events
      return said?.type === 'ClocksMoved' ? said.moves.map(move => move.clock) : []
    }
    expect(moves('2027-02-09 17:29:59')).toEqual(['arrive', 'finish', 'arrive', 'finish'])
    expect(moves('2027-02-09 17:30')).toEqual(['finish', 'finish'])
  })

  test('a date that the commander gave does not move', () => {
    const extended = sounding.did(
      askLonger('police', beijing('2027-02-26 17:30')),
      grantLonger('police'),
    )
    const after = extended.did(applyCalendar('notice-2027', ANNOUNCED))
    expect(after.clock('police', 'finish').dueAt).toBe(beijing('2027-02-26 17:30'))
  })

  test('a make-up day brings a clock forward, and never makes it due in the past', () => {
    const friday = aWhistle({ kind: 'enforcement', at: beijing('2027-01-29 10:00') }).sounding()
    expect(friday.clock('police', 'arrive').dueAt).toBe(beijing('2027-02-03 17:30'))
    const apply = (at: string) =>
      friday.at(beijing(at)).did(applyCalendar('n', ANNOUNCED)).clock('police', 'arrive').dueAt
    expect(apply('2027-01-30 10:00')).toBe(beijing('2027-02-02 17:30'))
    expect(apply('2027-02-02 17:29:59')).toBe(beijing('2027-02-02 17:30'))
    expect(apply('2027-02-02 17:30')).toBe(beijing('2027-02-03 17:30'))
  })

  test('rulings, approvals and reviews that wait are moved as well', () => {
    const returned = sounding.did(giveBack('police'), applyCalendar('n', ANNOUNCED))
    expect(returned.summons('police').dispute?.ruling).toMatchObject({
      dueAt: beijing('2027-02-13 17:30'),
      originalDueAt: beijing('2027-02-08 17:30'),
    })
    const submitted = aWhistle({ kind: 'enforcement', at: beijing('2027-02-05 16:30') }).submitted()
    const waiting = submitted.did(applyCalendar('n', ANNOUNCED)).whistle.approval
    expect(waiting?.dueAt).toBe(beijing('2027-02-13 12:00'))
    const emergency = aWhistle({ at: beijing('2027-02-05 16:30') }).sounding()
    const reviewed = emergency.did(applyCalendar('n', ANNOUNCED)).whistle.review
    expect(reviewed?.dueAt).toBe(beijing('2027-02-13 17:30'))
  })

  test('applied twice, to a settled summons or to a whistle that is over, it moves nothing', () => {
    applied.when(applyCalendar('notice-2027', ANNOUNCED)).thenRefused('nothing_to_move', 7)
    const settled = sounding.did(standDown('police'), standDown('urban'))
    settled.when(applyCalendar('n', ANNOUNCED)).thenRefused('nothing_to_move', 7)
    sounding.did(withdraw).when(applyCalendar('n', ANNOUNCED)).thenRefused('whistle_over', 15)
  })
})

describe('7. No later policy edit changes them', () => {
  const shorter = {
    ...EMERGENCY,
    version: '2',
    effectiveFrom: beijing('2026-03-02 09:01'),
    summonsClocks: { arrive: { amount: 1, unit: 'minutes' } },
    releaseBlocks: [],
  } as const

  test('a whistle keeps the version in force when it was submitted', () => {
    const sounding = aWhistle({ rules: { kinds: [EMERGENCY, shorter] } }).sounding()
    const later = sounding.after(10)
    expect(later.whistle.policy?.version).toBe('1')
    expect(later.clock('police', 'arrive').policy).toBe('emergency@1')
    expect(later.clock('police', 'arrive').amount).toBe(30)
    // Control: one that is blown after the date runs on the new version.
    const newer = aWhistle({ at: later.now, rules: { kinds: [EMERGENCY, shorter] } }).sounding()
    expect(newer.clock('police', 'arrive')).toMatchObject({ amount: 1, policy: 'emergency@2' })
  })

  test('also when it is approved under a later one', () => {
    const next = { ...ENFORCEMENT, version: '2', effectiveFrom: beijing('2026-03-02 09:01') }
    const rules = { kinds: [ENFORCEMENT, next] }
    const submitted = aWhistle({ kind: 'enforcement', rules }).submitted()
    const sounding = submitted.after(60).did(approve)
    expect(sounding.clock('police', 'sign').policy).toBe('enforcement@1')
  })
})

describe('19. Every change re-arms or cancels its deadlines', () => {
  test('exactly the timers that the state asks for, each named by department, round and clock', () => {
    const sounding = aWhistle().sounding()
    const fresh = ['sign', 'sign:0', 'arrive', 'arrive:0', 'finish', 'finish:0']
    expect(sounding.keys()).toEqual([
      'review',
      'review:0',
      ...fresh.map(key => `police#1:${key}`),
      ...fresh.map(key => `urban#1:${key}`),
    ])
    expect(sounding.did(withdraw).keys()).toEqual([])
  })

  test('rungs that would lie before the clock’s start are left out', () => {
    const hurried = {
      ...EMERGENCY,
      summonsClocks: { sign: { amount: 1, unit: 'minutes' } },
    } as const
    const sounding = aWhistle({ rules: { kinds: [hurried] } }).sounding()
    expect(sounding.keys().filter(key => key.startsWith('police'))).toEqual([
      'police#1:sign',
      'police#1:sign:1',
    ])
    sounding.when(fire('police#1:sign:0')).thenRefused('nothing_due', 19)
    expect(sounding.summons('police').department).toBe(police)
  })
})
