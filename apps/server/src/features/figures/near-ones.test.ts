import { expect, it } from 'vitest'
import { NEAR_METRES, nearOnes, type Sighting } from './near-ones.ts'

const METRES_OF_DEGREE = 111_195
const HERE = [116.4, 39.9] as const

function at(id: string, metresNorth: number, metresEast = 0): Sighting {
  const wide = METRES_OF_DEGREE * Math.cos((HERE[1] * Math.PI) / 180)
  return {
    id,
    case_id: `c-${id}`,
    problem_type: '01-01',
    longitude: HERE[0] + metresEast / wide,
    latitude: HERE[1] + metresNorth / METRES_OF_DEGREE,
    at: 0,
  }
}

const idsOf = (all: readonly Sighting[], most = 10) =>
  nearOnes(all, most).map(({ of }) => of.map(({ id }) => id))

it('puts together what lies within reach, across whatever borders', () => {
  for (let shift = 0; shift < NEAR_METRES; shift += 37)
    expect(idsOf([at('a', shift), at('b', shift + 250), at('far', shift + 2000)])).toEqual([
      ['a', 'b'],
    ])
})

it('is no place where one stands alone', () => {
  expect(idsOf([at('a', 0), at('b', 700), at('c', 0, 700)])).toEqual([])
  expect(nearOnes([], 3)).toEqual([])
})

it('names the fullest first, each whistle once, and no more than asked for', () => {
  const all = [
    ...[0, 20, 40].map(north => at(`small-${north}`, 5000 + north)),
    ...[0, 20, 40, 60].map(north => at(`big-${north}`, north)),
    ...[0, 20].map(north => at(`least-${north}`, 9000 + north)),
  ]
  expect(idsOf(all).map(ids => ids.length)).toEqual([4, 3, 2])
  expect(idsOf(all, 1)).toEqual([['big-0', 'big-20', 'big-40', 'big-60']])
  expect(new Set(idsOf(all).flat()).size).toBe(9)
})
