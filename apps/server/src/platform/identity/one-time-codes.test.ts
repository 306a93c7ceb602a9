import { describe, expect, it } from 'vitest'
import {
  findTotpStep,
  newRecoveryCodes,
  newTotpSecret,
  plainRecoveryCode,
  totpCode,
  totpStepAt,
  totpUri,
} from './one-time-codes.ts'

/** `12345678901234567890` of RFC 6238 in base32; its eight digits end in our six. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('codes of an authenticator app', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('are those of RFC 6238 at %i s', (seconds, code) => {
    expect(totpCode(RFC_SECRET, totpStepAt(seconds * 1000))).toBe(code)
  })

  it('are found a step early or late, and no further', () => {
    const secret = newTotpSecret()
    const at = 1_700_000_000_000
    const step = totpStepAt(at)
    const find = (of: number) => findTotpStep(secret, totpCode(secret, of), { at, lastStep: null })
    expect([find(step - 1), find(step), find(step + 1)]).toEqual([step - 1, step, step + 1])
    expect([find(step - 2), find(step + 2)]).toEqual([undefined, undefined])
  })

  it('work once', () => {
    const at = 1_700_000_000_000
    const step = totpStepAt(at)
    const code = totpCode(RFC_SECRET, step)
    expect(findTotpStep(RFC_SECRET, code, { at, lastStep: step })).toBeUndefined()
    expect(findTotpStep(RFC_SECRET, code, { at, lastStep: step - 1 })).toBe(step)
  })

  it('are set up by an address that apps read', () => {
    const uri = totpUri(RFC_SECRET, { issuer: '吹哨报到 Muster', loginName: 'li.si' })
    expect(URL.parse(uri)?.searchParams.get('secret')).toBe(RFC_SECRET)
    expect(decodeURIComponent(uri)).toContain('吹哨报到 Muster:li.si?')
  })
})

describe('recovery codes', () => {
  it('are ten, all different, of 80 bits', () => {
    const codes = newRecoveryCodes()
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(code).toMatch(/^(?:[A-Z2-7]{4}-){3}[A-Z2-7]{4}$/)
  })
  it('may be typed without dashes and in small letters', () => {
    expect(plainRecoveryCode(' abcd-efgh ijkl-mnop')).toBe('ABCDEFGHIJKLMNOP')
  })
})
