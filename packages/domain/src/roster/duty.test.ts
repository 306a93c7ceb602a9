import { BEIJING_CALENDAR, beijing, momentIn, sealed } from '@muster/testkit/domain'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Calendar } from '../calendar/calendar.ts'
import type { PersonId } from '../kernel/ids.ts'
import { HOUR, type Instant, MINUTE, shift, toInstant } from '../kernel/time.ts'
import { coverage } from './coverage.ts'
import { type DutyAt, dutySpans, onDuty } from './duty.ts'
import type { DutyRoster, Period, RecordedSwap, Rotation } from './roster.ts'

const BERLIN: Calendar = { ...BEIJING_CALENDAR, timeZone: 'Europe/Berlin' }

const EMPTY: DutyRoster = {
  status: 'kept',
  id: 'police' as DutyRoster['id'],
  organisation: 'police' as DutyRoster['organisation'],
  office: 'police-duty' as DutyRoster['office'],
  needs: { duty: 1, team: 0, head: 0 },
  rotations: [],
  shifts: [],
  leaves: [],
  substitutions: [],
  proposed: [],
}

function people(...names: readonly string[]): PersonId[] {
  return names.map(name => name as PersonId)
}

function rotation(more: Partial<Rotation> = {}): Rotation {
  return {
    id: 'days' as Rotation['id'],
    layer: 'duty',
    people: people('zhao', 'qian', 'sun'),
    turn: { amount: 1, unit: 'days' },
    startsOn: '2026-03-02',
    handoverMinute: 8 * 60,
    ...more,
  }
}

function roster(more: Partial<DutyRoster> = {}): DutyRoster {
  return { ...EMPTY, rotations: [rotation()], ...more }
}

function who(
  of: DutyRoster,
  at: Instant,
  calendar: Calendar = BEIJING_CALENDAR,
): readonly string[] {
  return onDuty(of, 'duty', at, calendar).present.map(one => one.person)
}

function period(from: string, until: string): Period {
  return { from: beijing(from), until: beijing(until) }
}

describe('a rotation', () => {
  test('begins with its first turn and hands over at the minute, for ever', () => {
    const at = (local: string) => who(roster(), beijing(local))
    expect(at('2026-03-02 07:59')).toEqual([])
    expect(at('2026-03-02 08:00')).toEqual(['zhao'])
    expect(at('2026-03-03 07:59:59')).toEqual(['zhao'])
    expect(at('2026-03-03 08:00')).toEqual(['qian'])
    expect(at('2026-03-05 08:00')).toEqual(['zhao'])
    expect(at('2036-03-02 08:00')).toEqual(['sun'])
  })

  test('of weeks and of half days', () => {
    const weeks = roster({ rotations: [rotation({ turn: { amount: 1, unit: 'weeks' } })] })
    expect(who(weeks, beijing('2026-03-09 07:59'))).toEqual(['zhao'])
    expect(who(weeks, beijing('2026-03-09 08:00'))).toEqual(['qian'])
    const halves = roster({ rotations: [rotation({ turn: { amount: 12, unit: 'hours' } })] })
    expect(who(halves, beijing('2026-03-02 19:59'))).toEqual(['zhao'])
    expect(who(halves, beijing('2026-03-02 20:00'))).toEqual(['qian'])
  })

  test('ends before the day that it says', () => {
    const ending = roster({ rotations: [rotation({ endsBefore: '2026-03-04' })] })
    expect(who(ending, beijing('2026-03-03 23:59'))).toEqual(['qian'])
    expect(who(ending, beijing('2026-03-04 00:00'))).toEqual([])
  })

  test('hands over at the same local minute when summer time begins and ends', () => {
    const berlin = roster({ rotations: [rotation({ startsOn: '2026-03-27' })] })
    const at = (offset: string, local: string) => who(berlin, momentIn(offset, local), BERLIN)
    expect(at('+01:00', '2026-03-28 08:00')).toEqual(['qian'])
    expect(at('+02:00', '2026-03-29 07:59')).toEqual(['qian'])
    expect(at('+02:00', '2026-03-29 08:00')).toEqual(['sun'])
    const whole = {
      from: momentIn('+01:00', '2026-03-28 08:00'),
      until: momentIn('+02:00', '2026-03-30 08:00'),
    }
    const hours = dutySpans(berlin, 'duty', whole, BERLIN).map(
      ({ from, until }) => (until - from) / HOUR,
    )
    expect(hours).toEqual([23, 24])
  })

  test('is asked only in its hours: nights, working days, free days with make-up days', () => {
    const hours = { days: 'working', from: 8 * 60, until: 18 * 60 } as const
    const days = rotation({ people: people('day'), startsOn: '2026-01-01', hours })
    const nights = rotation({
      id: 'nights' as Rotation['id'],
      people: people('night'),
      startsOn: '2026-01-01',
      hours: { days: 'working', from: 18 * 60, until: 8 * 60 },
    })
    const free = rotation({
      id: 'free' as Rotation['id'],
      people: people('free'),
      startsOn: '2026-01-01',
      hours: { days: 'free', from: 8 * 60, until: 8 * 60 },
    })
    const at = (local: string) => who(roster({ rotations: [days, nights, free] }), beijing(local))
    expect(at('2026-02-13 12:00')).toEqual(['day'])
    expect(at('2026-02-13 23:00')).toEqual(['night'])
    // A Saturday on which offices work, and the night after it.
    expect(at('2026-02-14 12:00')).toEqual(['day'])
    expect(at('2026-02-15 07:59')).toEqual(['night'])
    // Spring Festival.
    expect(at('2026-02-15 08:00')).toEqual(['free'])
    expect(at('2026-02-23 23:59')).toEqual(['free'])
    expect(at('2026-02-24 08:00')).toEqual(['day'])
  })
})

describe('what is changed for a while', () => {
  const monday = period('2026-03-02 08:00', '2026-03-03 08:00')
  const wednesday = period('2026-03-04 08:00', '2026-03-05 08:00')
  const [zhao, qian, sun] = ['zhao', 'qian', 'sun'] as unknown as [PersonId, PersonId, PersonId]
  const swap: RecordedSwap = {
    id: 'swap' as RecordedSwap['id'],
    layer: 'duty',
    asks: zhao,
    asked: sun,
    gives: monday,
    takes: wednesday,
    status: 'agreed',
  }
  const override = {
    id: 'override' as never,
    layer: 'duty' as const,
    by: 'li' as PersonId,
    reason: sealed('training'),
    ...monday,
  }

  test('a shift that is written down stands above the rotation, for its time', () => {
    const shifts = [{ id: 's1' as never, layer: 'duty' as const, person: qian, ...monday }]
    const of = roster({ shifts })
    expect(who(of, beijing('2026-03-02 09:00'))).toEqual(['qian'])
    expect(onDuty(of, 'duty', monday.from, BEIJING_CALENDAR).present[0]?.why).toEqual([
      { kind: 'shift', shift: 's1' },
    ])
  })

  test('a swap exchanges both pieces and says why', () => {
    const of = roster({ substitutions: [{ kind: 'swap', swap }] })
    expect(who(of, beijing('2026-03-02 09:00'))).toEqual(['sun'])
    expect(who(of, beijing('2026-03-03 09:00'))).toEqual(['qian'])
    expect(who(of, beijing('2026-03-04 09:00'))).toEqual(['zhao'])
    expect(onDuty(of, 'duty', monday.from, BEIJING_CALENDAR).present[0]?.why).toEqual([
      { kind: 'rotation', rotation: 'days' },
      { kind: 'swap', swap: 'swap', instead: 'zhao' },
    ])
  })

  test('an override replaces one person, or everybody, also where nobody is', () => {
    const one = { kind: 'override', override: { ...override, instead: zhao } } as const
    expect(who(roster({ substitutions: [one] }), monday.from)).toEqual(['li'])
    const stranger = { kind: 'override', override: { ...override, instead: sun } } as const
    expect(who(roster({ substitutions: [stranger] }), monday.from)).toEqual(['zhao'])
    const all = roster({ rotations: [], substitutions: [{ kind: 'override', override }] })
    expect(who(all, monday.from)).toEqual(['li'])
    expect(who(all, monday.until)).toEqual([])
  })

  test('a later change stands on the earlier one', () => {
    const then = { kind: 'override', override: { ...override, instead: sun } } as const
    const of = roster({ substitutions: [{ kind: 'swap', swap }, then] })
    expect(who(of, monday.from)).toEqual(['li'])
    expect(onDuty(of, 'duty', monday.from, BEIJING_CALENDAR).present[0]?.why).toHaveLength(3)
  })

  test('leave puts nobody in the place: it is a gap that names who is away', () => {
    const leaves = [
      { id: 'l1' as never, person: zhao, ...period('2026-03-02 12:00', '2026-03-02 20:00') },
    ]
    const of = roster({ leaves })
    expect(who(of, beijing('2026-03-02 12:00'))).toEqual([])
    expect(onDuty(of, 'duty', beijing('2026-03-02 12:00'), BEIJING_CALENDAR).away).toEqual([
      { person: 'zhao', why: [{ kind: 'rotation', rotation: 'days' }], leave: 'l1' },
    ])
    expect(who(of, beijing('2026-03-02 20:00'))).toEqual(['zhao'])
    expect(coverage(of, monday, BEIJING_CALENDAR)).toEqual([
      {
        kind: 'gap',
        layer: 'duty',
        ...period('2026-03-02 12:00', '2026-03-02 20:00'),
        needed: 1,
        there: 0,
        away: ['zhao'],
      },
    ])
  })

  test('too many, and one person in two layers, are found ahead', () => {
    const double = roster({
      needs: { duty: 1, team: 0, head: 1 },
      rotations: [
        rotation({ people: [zhao] }),
        rotation({ id: 'second' as never, people: [qian] }),
        rotation({ id: 'heads' as never, layer: 'head', people: [zhao] }),
      ],
    })
    expect(coverage(double, monday, BEIJING_CALENDAR)).toEqual([
      { kind: 'overlap', layer: 'duty', ...monday, needed: 1, people: ['zhao', 'qian'] },
      { kind: 'two_layers', ...monday, person: 'zhao', layers: ['duty', 'head'] },
    ])
    expect(coverage(roster(), monday, BEIJING_CALENDAR)).toEqual([])
  })
})

describe('the spans of a period', () => {
  const start = beijing('2026-02-20 00:00')
  const quarters = 14 * 24 * 4
  const at = (quarter: number) => shift(start, quarter * 15 * MINUTE)
  const minute = fc.integer({ min: 0, max: 1439 })
  const someone = fc.constantFrom(...people('zhao', 'qian', 'sun', 'li'))
  const stretch = fc
    .tuple(fc.integer({ min: 0, max: quarters }), fc.integer({ min: 0, max: quarters }))
    .filter(([a, b]) => a < b)
    .map(([a, b]) => ({ from: at(a), until: at(b) }))
  const asked = fc.record({
    days: fc.constantFrom('every' as const, 'working' as const, 'free' as const),
    from: minute,
    until: minute,
  })
  const turning = fc.record({
    handoverMinute: minute,
    turn: fc.record({
      amount: fc.integer({ min: 1, max: 30 }),
      unit: fc.constantFrom('hours' as const, 'days' as const),
    }),
  })
  const atMostOne = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 1 })
  const rotations = fc
    .tuple(turning, atMostOne(asked))
    .map(([more, [hours]]) => [
      rotation({ startsOn: '2026-02-18', ...more, ...(hours ? { hours } : {}) }),
    ])
  const leaves = atMostOne(
    fc.tuple(someone, stretch).map(([person, span]) => ({ id: 'l' as never, person, ...span })),
  )
  const shifts = atMostOne(
    fc
      .tuple(someone, stretch)
      .map(([person, span]) => ({ id: 's' as never, layer: 'duty' as const, person, ...span })),
  )
  const substitutions = atMostOne(
    fc.tuple(someone, stretch).map(([by, span]) => ({
      kind: 'override' as const,
      override: { id: 'o' as never, layer: 'duty' as const, by, reason: sealed('x'), ...span },
    })),
  )
  /** Compared as text: forty thousand moments are too many for the matchers of the test runner. */
  const told = (duty: DutyAt | undefined) => JSON.stringify([duty?.present, duty?.away])
  const any = fc.record({ rotations, leaves, shifts, substitutions }).map(roster)

  test('say the same as asking at every quarter of an hour, and leave no hole', () => {
    fc.assert(
      fc.property(any, of => {
        const whole = { from: start, until: at(quarters) }
        const spans = dutySpans(of, 'duty', whole, BEIJING_CALENDAR)
        const edges = spans.flatMap(({ from, until }) => [from, until])
        expect(edges).toEqual([
          whole.from,
          ...spans.slice(1).flatMap(({ from }) => [from, from]),
          whole.until,
        ])
        const wrong: unknown[] = []
        for (let moment = Number(whole.from); moment < whole.until; moment += 15 * MINUTE) {
          const span = spans.find(({ from, until }) => from <= moment && moment < until)
          const then = onDuty(of, 'duty', toInstant(moment), BEIJING_CALENDAR)
          if (told(span) !== told(then)) wrong.push({ moment, span, then })
        }
        expect(wrong).toEqual([])
      }),
      { numRuns: 30 },
    )
  })
})
