import { describe, expect, it } from 'vitest'
import { type AreaGeometry, createAreaIndex } from './area-index.ts'
import { pointInside } from './point-inside.ts'

function isInside(geometry: AreaGeometry): boolean {
  return createAreaIndex([{ id: 'it', geometry }]).contains('it', pointInside(geometry))
}

describe('a point inside an area', () => {
  it('lies in a bent area whose centre is outside', () => {
    const bent = [
      [
        [0, 0],
        [10, 0],
        [10, 1],
        [1, 1],
        [1, 9],
        [10, 9],
        [10, 10],
        [0, 10],
        [0, 0],
      ],
    ]
    expect(isInside({ type: 'Polygon', coordinates: bent })).toBe(true)
  })

  it('avoids a hole and takes one part of a divided area', () => {
    const square = (from: number, to: number) => [
      [from, from],
      [to, from],
      [to, to],
      [from, to],
      [from, from],
    ]
    expect(isInside({ type: 'Polygon', coordinates: [square(0, 10), square(1, 9)] })).toBe(true)
    expect(isInside({ type: 'MultiPolygon', coordinates: [[square(0, 1)], [square(5, 9)]] })).toBe(
      true,
    )
  })

  it('cannot be found where there is no inside', () => {
    const line = [
      [0, 0],
      [1, 1],
      [0, 0],
    ]
    expect(() => pointInside({ type: 'Polygon', coordinates: [line] })).toThrow('no inside')
  })
})
