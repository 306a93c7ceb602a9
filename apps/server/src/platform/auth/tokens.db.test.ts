import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { enginesUnderTest, type FreshDb, freshDb } from '../db/testing.ts'
import type { Verified } from './actor.ts'
import { createSetupCode, exchangeSetupCode } from './setup-link.ts'
import { createToken } from './token-text.ts'
import { createTokens, type Issued, type TokenRequest, type Tokens } from './tokens.ts'

const rules = {
  scopes: new Set(['read', 'release', 'admin']),
  personOnly: new Set(['release']),
}
const request: TokenRequest = {
  grantee: {
    person: 'p1',
    office: 'o1',
    organisation: 'street-1',
    district: '110101',
    kind: 'person',
  },
  scopes: ['read', 'release'],
  label: 'desk',
  issuedBy: 'test',
  lastsMs: 60_000,
}
const faults: unknown[] = []

describe.each(enginesUnderTest())('tokens on %s', engine => {
  let fresh: FreshDb
  let tokens: Tokens
  let other: Tokens
  let now: number
  const clock = { now: () => now, monotonic: () => now }
  const start = () =>
    createTokens({ db: fresh.db, clock, rules, pollMs: 50, onFault: fault => faults.push(fault) })

  beforeEach(async () => {
    now = Date.UTC(2026, 0, 1)
    fresh = await freshDb(engine)
    tokens = await start()
    other = await start()
  })
  afterEach(async () => {
    await tokens.close()
    await other.close()
    await fresh.close()
    expect(faults).toEqual([])
  })

  async function issue(change: Partial<TokenRequest> = {}): Promise<Issued> {
    const issued = await tokens.issue({ ...request, ...change })
    if (!issued.ok) throw new Error(issued.code)
    return issued
  }

  async function codeOf(verified: Verified | Promise<Verified>): Promise<string> {
    const answer = await verified
    return answer.ok ? 'ok' : answer.code
  }

  it('verifies an issued token, the second time from memory', async () => {
    const { token, name } = await issue()
    const first = await other.verify(token)
    expect(first).toEqual({
      ok: true,
      actor: { ...request.grantee, scopes: new Set(request.scopes), tokenId: name.id },
    })
    expect(other.verify(token)).toBe(first)
  })

  it('refuses a token that was never issued, or with another secret', async () => {
    const { token } = await issue()
    expect(await codeOf(tokens.verify(createToken('110101')))).toBe('token_invalid')
    expect(await codeOf(tokens.verify(`${token}x`))).toBe('token_invalid')
  })

  it('stores no token', async () => {
    const { token } = await issue()
    const rows = await fresh.db.query('select * from api_tokens')
    expect(JSON.stringify(rows)).not.toContain(token.slice(23, -6))
  })

  it('refuses it once it has expired', async () => {
    const { token } = await issue()
    expect(await codeOf(tokens.verify(token))).toBe('ok')
    now += 60_000
    expect(await codeOf(tokens.verify(token))).toBe('token_expired')
    expect(await codeOf(other.verify(token))).toBe('token_expired')
  })

  it('is revoked here at once and elsewhere within a second', async () => {
    const { token, name } = await issue()
    const verified = await other.verify(token)
    await tokens.verify(token)
    expect(await tokens.revoke(name, 'test')).toBe(true)
    expect(await codeOf(tokens.verify(token))).toBe('token_revoked')
    await vi.waitFor(async () => expect(await codeOf(other.verify(token))).toBe('token_revoked'), {
      timeout: 1000,
      interval: 10,
    })
    expect(verified.ok && other.isLive(verified.actor)).toBe(false)
    expect(await tokens.revoke(name, 'test')).toBe(false)
  })

  it('is revoked by polling when the notification is lost', async () => {
    const { token, name } = await issue()
    await other.verify(token)
    await fresh.db.query('update api_tokens set revoked_at = $1 where id = $2', [now, name.id])
    await vi.waitFor(async () => expect(await codeOf(other.verify(token))).toBe('token_revoked'), {
      timeout: 1000,
      interval: 10,
    })
  })

  it('never gives an integration what only a person may do', async () => {
    const grantee = { ...request.grantee, kind: 'integration' as const }
    expect(await tokens.issue({ ...request, grantee })).toEqual({
      ok: false,
      code: 'integration_not_allowed',
      scope: 'release',
    })
    expect(await tokens.list()).toEqual([])
  })

  it('refuses unknown scopes and a life over a year', async () => {
    expect(await tokens.issue({ ...request, scopes: ['fly'] })).toMatchObject({
      code: 'scope_unknown',
    })
    const lastsMs = 400 * 86_400_000
    expect(await tokens.issue({ ...request, lastsMs })).toMatchObject({ code: 'life_too_long' })
  })

  it('gives the first administrator a token by a code that works once', async () => {
    const setup = {
      db: fresh.db,
      clock,
      tokens,
      administrator: request.grantee,
      scopes: ['admin'] as const,
    }
    const code = (await createSetupCode(setup)) ?? ''
    expect(await codeOf(tokens.verify(code))).toBe('token_invalid')
    const both = await Promise.all([exchangeSetupCode(setup, code), exchangeSetupCode(setup, code)])
    const given = both.filter(each => each !== undefined)
    expect(given).toHaveLength(1)
    expect(await codeOf(tokens.verify(given[0] ?? ''))).toBe('ok')
    expect(await createSetupCode(setup)).toBeUndefined()
  })

  it('lets a setup code expire', async () => {
    const setup = {
      db: fresh.db,
      clock,
      tokens,
      administrator: request.grantee,
      scopes: ['admin'] as const,
    }
    const code = (await createSetupCode(setup)) ?? ''
    now += 3_600_000
    expect(await exchangeSetupCode(setup, code)).toBeUndefined()
  })
})
