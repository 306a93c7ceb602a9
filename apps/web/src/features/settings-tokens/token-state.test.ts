import { describe, expect, it } from 'vitest'
import { stateOf, type Token } from './token-state.ts'

const token = { expiresAt: '2026-11-24T00:00:00Z' } as Token
const at = (text: string) => Date.parse(text)

describe('a token', () => {
  it('works until it expires', () => {
    expect(stateOf(token, at('2026-11-23T23:59:59Z'))).toBe('live')
    expect(stateOf(token, at('2026-11-24T00:00:00Z'))).toBe('expired')
  })

  it('that was revoked is revoked, expired or not', () => {
    const revoked = { ...token, revokedAt: '2026-11-20T00:00:00Z' }
    expect(stateOf(revoked, at('2026-11-21T00:00:00Z'))).toBe('revoked')
  })
})
