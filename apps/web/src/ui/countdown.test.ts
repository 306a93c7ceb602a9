import { describe, expect, it } from 'vitest'
import { clockFigures, countdown, untilNextChange } from './countdown.ts'

const NOON = Date.parse('2026-11-23T12:00:00+08:00')
const at = (seconds: number) => countdown({ dueAt: NOON }, NOON - seconds * 1000)

describe('a countdown', () => {
  it.each([
    [0, '00:00'],
    [1, '00:01'],
    [59, '00:59'],
    [60, '01:00'],
    [1060, '17:40'],
    [3599, '59:59'],
    [3600, '1:00:00'],
    [86_399, '23:59:59'],
    [172_799, '47:59:59'],
  ])('with %i seconds left says %s', (seconds, figures) => {
    expect(at(seconds)).toMatchObject({ figures, isOver: false, unit: 'clock' })
  })

  it('shows the second that is running, not the one that is over', () => {
    expect(at(9.001).figures).toBe('00:10')
    expect(at(0.001).figures).toBe('00:01')
  })

  it('counts up with a plus once it is over', () => {
    expect(at(-0.5)).toMatchObject({ figures: '+00:00', isOver: true })
    expect(at(-192)).toMatchObject({ figures: '+03:12', isOver: true })
  })

  it('counts days from two on', () => {
    expect(at(2 * 86_400)).toMatchObject({ unit: 'days', days: 2 })
    expect(at(-5 * 86_400)).toMatchObject({ unit: 'days', days: 5, isOver: true })
  })

  it('is near in its last fifth, at most ten minutes', () => {
    const of = (minutes: number, left: number) =>
      countdown({ dueAt: NOON, startedAt: NOON - minutes * 60_000 }, NOON - left * 60_000).isNear
    expect([of(30, 7), of(30, 6), of(600, 11), of(600, 10)]).toEqual([false, true, false, true])
    expect(at(-1).isNear).toBe(false)
  })
})

describe('the next change', () => {
  it.each([
    [1250, 250],
    [1000, 1000],
    [0, 1000],
    [-250, 750],
    [10, 16],
  ])('of one with %i ms left comes after %i ms', (left, wait) => {
    expect(untilNextChange(NOON, NOON - left)).toBe(wait)
  })

  it('of one with days left comes after a minute', () => {
    expect(untilNextChange(NOON, NOON - 5 * 86_400_000)).toBe(60_000)
  })
})

it('figures have hours only when there are any', () => {
  expect([clockFigures(425), clockFigures(4025)]).toEqual(['07:05', '1:07:05'])
})
