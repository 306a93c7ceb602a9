import { describe, expect, it } from 'vitest'
import { geometryFrom } from './geometry.ts'

const BORDER = {
  type: 'Polygon',
  coordinates: [
    [
      [117, 40],
      [117.1, 40],
      [117, 40.1],
      [117, 40],
    ],
  ],
}

describe('a border that is pasted', () => {
  it('is a polygon, or the geometry of a feature', () => {
    expect(geometryFrom(JSON.stringify(BORDER))).toEqual(BORDER)
    const feature = { type: 'Feature', properties: {}, geometry: BORDER }
    expect(geometryFrom(JSON.stringify(feature))).toEqual(BORDER)
  })

  it('may be absent, and is nothing else', () => {
    expect(geometryFrom('  ')).toBeUndefined()
    for (const text of ['[1, 2]', '{"type":"Point","coordinates":[1,2]}', 'nonsense', 'null'])
      expect(geometryFrom(text)).toBeNull()
  })
})
