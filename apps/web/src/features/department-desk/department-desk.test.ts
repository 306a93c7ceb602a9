// What the page of a department works with: order, batches, figures.
import { describe, expect, it } from 'vitest'
import { metresBetween, toBatches } from './batches.ts'
import { byNeed, type Call, owedBy, type SummonsRow, toCalls } from './calls.ts'
import { countsOf } from './figures.ts'

const ROW: SummonsRow = {
  whistle: 'w-110117-a',
  department: '110117-water',
  round: 1,
  role: 'lead',
  status: 'called',
  whistleStatus: 'sounding',
  drill: false,
  calledAt: '2026-11-23T14:00:00+08:00',
  arrived: false,
  disputed: false,
  missed: [],
  present: 0,
  signDueAt: '2026-11-23T14:30:00+08:00',
  arriveDueAt: '2026-11-23T15:00:00+08:00',
}

const [PLAIN] = toCalls([ROW], { items: [], names: {}, isCut: false })
if (PLAIN === undefined) throw new Error('a row is a call')

function callAt(key: string, point: Call['point'], dueAt?: number): Call {
  return {
    ...(PLAIN as Call),
    key,
    point,
    owed: dueAt === undefined ? undefined : { what: 'sign', dueAt },
  }
}
const keysOf = (calls: readonly Call[]) => calls.map(({ key }) => key)

describe('what a call owes', () => {
  it('is the first step that is not there, though it was missed', () => {
    expect(owedBy(ROW)?.what).toBe('sign')
    expect(owedBy({ ...ROW, status: 'signed', missed: ['sign'] })?.what).toBe('arrive')
    expect(owedBy({ ...ROW, status: 'on_scene', arrived: true })).toBeUndefined()
    expect(owedBy({ ...ROW, status: 'released' })).toBeUndefined()
  })

  it('orders the calls, those without a time last', () => {
    const calls = [callAt('c', undefined), callAt('b', undefined, 2), callAt('a', undefined, 1)]
    expect(keysOf(byNeed(calls))).toEqual(['a', 'b', 'c'])
  })
})

describe('a batch', () => {
  it('holds calls that are near, also by way of a third', () => {
    const calls = [
      callAt('a', [117, 40]),
      callAt('far', [117.2, 40]),
      callAt('c', [117.0166, 40]),
      callAt('between', [117.0083, 40]),
      callAt('nowhere', undefined),
    ]
    expect(toBatches(calls).map(batch => keysOf(batch.calls))).toEqual([
      ['a', 'c', 'between'],
      ['far'],
      ['nowhere'],
    ])
  })

  it('measures in metres', () => {
    expect(Math.round(metresBetween([117, 40], [117, 40.001]))).toBe(111)
    expect(Math.round(metresBetween([117, 40], [117.001, 40]))).toBe(85)
  })
})

describe('its own figures', () => {
  it('are those that the server counted for it, or none', () => {
    const calls = {
      called: 4,
      signedInTime: 2,
      arrivedInTime: 2,
      missed: 1,
      returned: 1,
      defaulted: 0,
      settled: 3,
    }
    const row = { key: ROW.department, whistles: 4, cases: 4, arrivals: { of: 3, count: 2 }, calls }
    const figures = { items: [row] } as unknown as Parameters<typeof countsOf>[0]
    expect(countsOf(figures, ROW.department)).toEqual(calls)
    expect(countsOf(figures, '110117-police').called).toBe(0)
  })
})
