import { describe, expect, it } from 'vitest'
import { fromWgs84, toWgs84 } from './datum.ts'
import { distanceInMetres } from './distance.ts'

const TIANANMEN = [116.404, 39.915] as const

describe('a point in another datum', () => {
  it('is where the maps of that datum have it', () => {
    const gcj = fromWgs84(TIANANMEN, 'gcj02')
    expect(gcj[0]).toBeCloseTo(116.410244, 6)
    expect(gcj[1]).toBeCloseTo(39.916404, 6)
    // The published example of BD-09 takes these numbers as GCJ-02.
    const baidu = fromWgs84(toWgs84(TIANANMEN, 'gcj02'), 'bd09')
    expect(baidu[0]).toBeCloseTo(116.41037, 5)
    expect(baidu[1]).toBeCloseTo(39.92134, 5)
  })

  it('comes back to within half a metre of where it was', () => {
    for (const datum of ['wgs84', 'gcj02', 'bd09'] as const)
      for (const point of [TIANANMEN, [117.2936, 40.1743], [87.6, 43.8], [121.47, 31.23]] as const)
        expect(distanceInMetres(toWgs84(fromWgs84(point, datum), datum), point)).toBeLessThan(0.5)
  })

  it('is the same in GCJ-02 outside of the country', () => {
    expect(fromWgs84([2.35, 48.85], 'gcj02')).toEqual([2.35, 48.85])
    expect(toWgs84([-74, 40.7], 'gcj02')).toEqual([-74, 40.7])
  })
})
