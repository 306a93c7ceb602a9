import { describe, expect, it } from 'vitest'
import { stateOfRow, toMarks } from './map-marks.ts'
import { aRow, aSummons, at } from './testing.ts'

const late = aSummons({ missed: ['arrive'], signDueAt: at(-9) })
const there = aSummons({ status: 'on_scene', arrived: true })
const done = aSummons({ status: 'released', arrived: true })

describe('the mark of a whistle on the map', () => {
  it('is that of the department which is furthest behind', () => {
    const of = (...summonses: ReturnType<typeof aSummons>[]) => stateOfRow(aRow({ summonses }))
    expect([of(there, late), of(there, aSummons()), of(done, there), of(done)]).toEqual([
      'late',
      'called',
      'on_scene',
      'released',
    ])
  })

  it('is not there while nobody may know the place', () => {
    expect(toMarks([aRow({ point: null }), aRow({ id: 'w-2' })]).map(({ id }) => id)).toEqual([
      'w-2',
    ])
  })
})
