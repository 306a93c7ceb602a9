import { given } from '@muster/testkit'
import {
  BEIJING_CALENDAR,
  beijing,
  cityKeeper,
  contextOf,
  datesFrom,
  head,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { dueAfter, isWorkingDay, runsOut } from './calendar.ts'
import {
  type CalendarNotice,
  calendarWith,
  decideNotice,
  evolveNotices,
  NO_NOTICES,
  type NoticePublished,
} from './notices.ts'

const notices = given({ initial: NO_NOTICES, decide: decideNotice, evolve: evolveNotices })
const now = beijing('2026-11-04 10:00')
const context = contextOf(now, cityKeeper)

const OF_2027: CalendarNotice = {
  id: 'notice-2027',
  instrument: '国办发明电〔2026〕7号',
  days: Object.fromEntries([
    ...datesFrom('2027-02-06', '2027-02-12').map(date => [date, 'holiday'] as const),
    ['2027-02-13', 'workday'] as const,
  ]),
}

function published(notice: CalendarNotice): NoticePublished {
  const { person, office, organisation } = cityKeeper
  return { type: 'NoticePublished', at: now, by: { person, office, organisation }, notice }
}

describe('7. A calendar always has working time for the longest clock that anybody may promise', () => {
  const refused = (notice: Partial<CalendarNotice>) =>
    notices()
      .when({ type: 'PublishNotice', notice: { ...OF_2027, ...notice } }, context)
      .thenRefused({ code: 'too_little_working_time', rule: 7 })

  test('one minute a day is not enough', () => {
    refused({ officeHours: [[540, 541]] })
    notices()
      .when({ type: 'PublishNotice', notice: { ...OF_2027, officeHours: [[540, 780]] } }, context)
      .thenAccepted()
  })

  test('nor are days on which nobody ever works, wherever they begin', () => {
    const days = Object.fromEntries(
      datesFrom('2026-11-01', '2037-12-31').map(date => [date, 'holiday'] as const),
    )
    refused({ days })
    const later = Object.fromEntries(
      datesFrom('2028-01-01', '2039-12-31').map(date => [date, 'holiday'] as const),
    )
    refused({ days: later })
  })

  test('control: with such a calendar a clock would have no end', () => {
    const calendar = { ...BEIJING_CALENDAR, officeHours: [] }
    expect(runsOut(calendar, now, { unit: 'working_hours', amount: 1 })).toBe(false)
    expect(() => dueAfter(calendar, now, { unit: 'working_hours', amount: 1 })).toThrow()
  })
})

describe('7. A newly announced holiday is published by a notice that cites its paper', () => {
  test('by one who keeps the registries', () => {
    notices().when({ type: 'PublishNotice', notice: OF_2027 }, context).then(published(OF_2027))
    notices()
      .when({ type: 'PublishNotice', notice: OF_2027 }, contextOf(now, head))
      .thenRefused({ code: 'not_a_keeper', rule: 2 })
  })

  test('once, saying something, with office hours that do not overlap', () => {
    const refuses = (notice: Partial<CalendarNotice>, code: Parameters<typeof refused>[1]) =>
      refused({ ...OF_2027, id: 'other', ...notice }, code)
    const refused = (
      notice: CalendarNotice,
      code: 'notice_exists' | 'notice_is_empty' | 'office_hours_overlap',
    ) =>
      notices(published(OF_2027))
        .when({ type: 'PublishNotice', notice }, context)
        .thenRefused({ code })
    refused(OF_2027, 'notice_exists')
    refuses({ days: {} }, 'notice_is_empty')
    refuses({ officeHours: [[600, 600]] }, 'office_hours_overlap')
    refuses(
      {
        officeHours: [
          [540, 720],
          [700, 1050],
        ],
      },
      'office_hours_overlap',
    )
    notices()
      .when(
        {
          type: 'PublishNotice',
          notice: {
            ...OF_2027,
            days: {},
            officeHours: [
              [540, 720],
              [720, 1050],
            ],
          },
        },
        context,
      )
      .thenAccepted()
  })

  test('the calendar with its notices: days, hours, and a version that names the last', () => {
    const { state } = notices(published(OF_2027))
    const calendar = calendarWith(BEIJING_CALENDAR, state)
    expect(calendar.version).toBe('state-council-2026+notice-2027')
    expect(isWorkingDay(calendar, beijing('2027-02-08 10:00'))).toBe(false)
    expect(isWorkingDay(calendar, beijing('2027-02-13 10:00'))).toBe(true)
    expect(calendarWith(BEIJING_CALENDAR, NO_NOTICES)).toEqual(BEIJING_CALENDAR)
    const back: CalendarNotice = {
      ...OF_2027,
      id: 'undo',
      days: { '2027-02-08': 'ordinary' },
      officeHours: [[480, 960]],
    }
    const undone = calendarWith(BEIJING_CALENDAR, evolveNotices(state, published(back)))
    expect(isWorkingDay(undone, beijing('2027-02-08 10:00'))).toBe(true)
    expect(dueAfter(undone, beijing('2027-02-07 10:00'), { amount: 1, unit: 'working_days' })).toBe(
      beijing('2027-02-08 16:00'),
    )
  })
})
