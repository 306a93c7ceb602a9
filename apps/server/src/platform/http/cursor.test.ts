import { expect, test } from 'vitest'
import { readCursor, writeCursor } from './cursor.ts'
import { ProblemError } from './problems.ts'

function codeOf(parts: unknown): string {
  const text = typeof parts === 'string' ? parts : JSON.stringify(parts)
  try {
    readCursor(Buffer.from(text).toString('base64url'))
    return 'read'
  } catch (error) {
    if (error instanceof ProblemError) return error.refusal.code
    throw error
  }
}

test('a cursor leads back to its place', () => {
  const place = { at: 1_772_413_200_000, id: 'w-110117-01hq3v8k2m9x4c7b5n6t.110117-water.1' }
  expect(readCursor(writeCursor(place))).toEqual(place)
  expect(codeOf([0, 'post-110117-1/lead'])).toBe('read')
  expect(readCursor(undefined)).toBeUndefined()
})

test.each([
  [[1.5, 'a']],
  [[1e300, 'a']],
  [[2 ** 53, 'a']],
  [['1', 'a']],
  [[1, '']],
  [[1, 'a\u0000b']],
  [[1, "a'b"]],
  [[1, '事']],
  [[1, 'a'.repeat(300)]],
  [[1, 'a', 2]],
  [[1]],
  [{ at: 1, id: 'a' }],
  [null],
  ['not JSON'],
])('one that was made up is refused: %j', parts => {
  expect(codeOf(parts)).toBe('cursor_invalid')
})
