import { expect, it } from 'vitest'
import {
  hashFollowCode,
  makeFollowCode,
  makeReportNumber,
  matchesFollowCode,
} from './follow-code.ts'

it('has a hundred random bits and is read as people type it', () => {
  const code = makeFollowCode()
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/)
  const hash = hashFollowCode(code)
  const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
  expect(matchesFollowCode(typed, hash)).toBe(true)
  expect(matchesFollowCode(makeFollowCode(), hash)).toBe(false)
})

it('matches nothing where there is nothing', () => {
  expect(matchesFollowCode('', undefined)).toBe(false)
  expect(matchesFollowCode(makeFollowCode(), undefined)).toBe(false)
})

it('numbers carry their district', () => {
  expect(makeReportNumber('110117')).toMatch(/^110117-\d{10}$/)
})
