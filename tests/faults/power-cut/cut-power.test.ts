import { describe, expect, test } from 'vitest'
import { chooseMoment, type Recording } from './cut-power.ts'
import type { DiskChange } from './disk-journal.ts'
import { seededRandom } from './seeded-random.ts'

const LEAST = 20
const change: DiskChange = { kind: 'sync', path: 'a' }
const changes = (count: number) => Array.from({ length: count }, () => change)
/** A start of 500 changes, then one promise every ten. */
const recording: Recording<number> = {
  changes: changes(1100),
  acknowledged: Array.from({ length: 60 }, (_, n) => ({ ack: n, after: 510 + 10 * n })),
}
const promisedAt = (moment: number) =>
  recording.acknowledged.filter(({ after }) => after <= moment).length

const momentsOf = (sync: boolean, number: number) =>
  Array.from({ length: 500 }, (_, seed) =>
    chooseMoment(recording, { sync, least: LEAST, random: seededRandom(seed), number }),
  )

describe('the power', () => {
  test('is cut when enough was promised, whatever the seed', () => {
    for (const number of [0, 1, 3, 4]) {
      const promised = momentsOf(true, number).map(promisedAt)
      expect(Math.min(...promised)).toBe(LEAST)
      expect(Math.max(...promised)).toBe(60)
    }
  })

  test('is cut while it starts as well, now and then', () => {
    const moments = momentsOf(true, 2)
    const early = moments.filter(moment => promisedAt(moment) === 0)
    expect(early.length).toBeGreaterThan(50)
    expect(early.length).toBeLessThan(250)
  })

  test('is cut late in the control', () => {
    expect(Math.min(...[0, 1, 2].flatMap(n => momentsOf(false, n)).map(promisedAt))).toBe(30)
  })

  test('is not cut when too little was promised to lose anything', () => {
    const few = { ...recording, acknowledged: recording.acknowledged.slice(0, LEAST - 1) }
    const moment = { sync: true, least: LEAST, random: seededRandom(1), number: 0 }
    expect(() => chooseMoment(few, moment)).toThrow('only 19 things were promised')
  })
})
