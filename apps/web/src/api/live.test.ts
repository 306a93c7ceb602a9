import { expect, it } from 'vitest'
import { hasLostItsPlace, waitBefore } from './live.ts'

it('a stream that was refused is asked for later and later, at most after half a minute', () => {
  const waits = [0, 1, 2, 3, 4, 5, 6, 20].map(attempt => waitBefore(attempt, 1))
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
})

it('not all ask at the same moment', () => {
  expect([waitBefore(3, 0), waitBefore(3, 0.5)]).toEqual([4000, 6000])
})

it('begins anew where the server knows nothing of what was read, and resumes otherwise', () => {
  expect(hasLostItsPlace('{"after":"20","reason":"position_unknown"}')).toBe(true)
  expect(hasLostItsPlace('{"after":"20","reason":"stopping"}')).toBe(false)
})
