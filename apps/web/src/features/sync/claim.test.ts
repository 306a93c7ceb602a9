import { describe, expect, test } from 'vitest'
import { arrivalBody, resumedTime, takenAtOf } from './claim.ts'
import { codeAt, readCode, spacedCode, typedCode } from './scene-code.ts'
import { START } from './testing.ts'

const HOUR = 3_600_000

describe('the clock of a claim', () => {
  test('goes on from what was known before a restart, whatever the phone thinks it is', () => {
    const known = { server: START, wall: START - 3 * HOUR }
    expect(resumedTime(known, START - 3 * HOUR + 90_000)).toBe(START + 90_000)
  })

  test('a position is as old as it was, not as its stamp says', () => {
    const wrong = { wall: START - 3 * HOUR, server: START }
    expect(takenAtOf(wrong.wall - 20_000, wrong)).toBe(START - 20_000)
    // A receiver ahead of its own phone is not of the future.
    expect(takenAtOf(wrong.wall + 5000, wrong)).toBe(START)
  })

  test('what is said at once claims no time; what is said later names its moment', () => {
    const fix = { longitude: 117.1, latitude: 40.1, accuracyMetres: 12, takenAt: START - 4000 }
    const claim = { at: START, fix, sceneCode: '7K2QX9M4', photo: 'e-1' }
    expect(arrivalBody(claim, true)).toEqual({
      offline: false,
      position: {
        point: { type: 'Point', coordinates: [117.1, 40.1] },
        accuracyMetres: 12,
        takenAt: '2026-11-23T06:06:56.000Z',
      },
      sceneCode: '7K2QX9M4',
      photo: 'e-1',
    })
    expect(arrivalBody({ at: START }, false)).toEqual({
      offline: true,
      claimedAt: '2026-11-23T06:07:00.000Z',
    })
  })
})

describe('the scene code', () => {
  test('is read from a picture, alone or among other words', () => {
    expect(readCode('7K2QX9M4')).toBe('7K2QX9M4')
    expect(readCode('muster:7k2qx9m4')).toBe('7K2QX9M4')
    expect(readCode('https://example.org/advert')).toBeUndefined()
    expect(readCode('7K2QX9M4A')).toBeUndefined()
  })

  test('is typed as thumbs type', () => {
    expect(typedCode(' 7k2q x9m4 ')).toBe('7K2QX9M4')
    expect(typedCode('7k2o')).toBe('7K2')
    expect(spacedCode('7K2QX9M4')).toBe('7K2Q X9M4')
  })

  test('is shown without a network as long as the strip lasts', () => {
    const strip = { whistle: 'w', from: START, codeMs: 60_000, codes: ['A', 'B'] }
    expect(codeAt(strip, START + 59_999)).toEqual({ code: 'A', shownTo: START + 60_000 })
    expect(codeAt(strip, START + 60_000)).toEqual({ code: 'B', shownTo: START + 120_000 })
    expect(codeAt(strip, START + 120_000)).toBeUndefined()
    expect(codeAt(strip, START - 1)).toBeUndefined()
  })
})
