import { describe, expect, it } from 'vitest'
import { createToken, deriveToken, hashToken, matchesHash, readToken } from './token-text.ts'

describe('a token', () => {
  it('names its district and id, and nothing twice', () => {
    const token = createToken('110101')
    expect(token).toMatch(/^mus_110101_[0-9A-Za-z]{50}$/)
    expect(readToken(token)).toEqual({ district: '110101', id: token.slice(11, 23) })
    expect(createToken('110101')).not.toBe(token)
  })

  it('is refused without a database when one character is wrong', () => {
    const token = createToken('110101')
    for (const at of [4, 12, 30, token.length - 1]) {
      const wrong = token[at] === '7' ? '8' : '7'
      expect(readToken(token.slice(0, at) + wrong + token.slice(at + 1))).toBeUndefined()
    }
    expect(readToken(token.slice(0, -1))).toBeUndefined()
    expect(readToken('')).toBeUndefined()
  })

  it('matches its own hash only', () => {
    const token = createToken('110101')
    expect(matchesHash(token, hashToken(token))).toBe(true)
    expect(matchesHash(token, hashToken(createToken('110101')))).toBe(false)
    expect(hashToken(token)).not.toContain(token.slice(23, 40))
  })

  it('can be derived, the same for the same key and name', () => {
    const key = Buffer.alloc(32, 1)
    const token = deriveToken('110101', 'desk', key)
    expect(readToken(token)).toBeDefined()
    expect(deriveToken('110101', 'desk', key)).toBe(token)
    expect(deriveToken('110101', 'leader', key)).not.toBe(token)
    expect(deriveToken('110101', 'desk', Buffer.alloc(32, 2))).not.toBe(token)
  })
})
