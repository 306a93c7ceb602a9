import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { type CalendarEvent, writeCalendar } from './write-calendar.ts'

const EVENT: CalendarEvent = {
  uid: 'a/duty/1@muster',
  from: Date.parse('2026-02-15T08:00:00+08:00'),
  until: Date.parse('2026-02-16T08:00:00+08:00'),
  summary: '值班员 王例甲',
  isTransparent: true,
}

function written(...events: readonly CalendarEvent[]): string {
  const writtenAt = Date.parse('2026-02-10T10:00:00+08:00')
  return writeCalendar({ name: '规自分局值班表', timeZone: 'Asia/Shanghai', writtenAt, events })
}

function parsed(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const events = calendar.getAllSubcomponents('vevent').map(one => new ICAL.Event(one))
  return { calendar, events }
}

describe('a calendar is read by a parser as it was meant', () => {
  test('moments, names, and what looks like syntax', () => {
    const summary = 'a, b; c \\ d'
    const description = `第一行\n${'很长的说明，'.repeat(40)}`
    const { calendar, events } = parsed(written({ ...EVENT, summary, description }))
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('规自分局值班表')
    const [event] = events
    expect(event?.startDate.toJSDate().getTime()).toBe(EVENT.from)
    expect(event?.endDate.toJSDate().getTime()).toBe(EVENT.until)
    expect(event?.startDate.zone).toBe(ICAL.Timezone.utcTimezone)
    expect(event?.summary).toBe(summary)
    expect(event?.description).toBe(description)
    expect(event?.uid).toBe(EVENT.uid)
  })

  test('no line is longer than 75 octets, no character is torn', () => {
    const text = written({ ...EVENT, description: '值班'.repeat(100) })
    const lines = text.split('\r\n')
    expect(Math.max(...lines.map(line => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
    expect(text).not.toContain('�')
    expect(lines.some(line => line.startsWith(' '))).toBe(true)
  })

  test('a hand-over at eight stays at eight in Berlin when summer time begins', () => {
    const days = ['2026-03-28T08:00:00+01:00', '2026-03-29T08:00:00+02:00'].map(day =>
      Date.parse(day),
    )
    const [from = 0, until = 0] = days
    const [event] = parsed(written({ ...EVENT, from, until })).events
    const inBerlin = (at: Date | undefined) =>
      at?.toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin', timeStyle: 'short' })
    expect(inBerlin(event?.startDate.toJSDate())).toBe('08:00')
    expect(inBerlin(event?.endDate.toJSDate())).toBe('08:00')
    expect(until - from).toBe(23 * 3_600_000)
  })
})
