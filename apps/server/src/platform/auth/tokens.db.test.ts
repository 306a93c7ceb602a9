import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { enginesUnderTest, type FreshDb, freshDb } from '../db/testing.ts'
import type { Verified } from './actor.ts'
import { createSetupCode, exchangeSetupCode } from './setup-link.ts'
import { placeOf } from './token-rows.ts'
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
    createTokens({
      db: fresh.db,
      clock,
      rules,
      knows: person => person !== 'nobody',
      pollMs: 50,
      onFault: fault => faults.push(fault),
    })

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

  it('is for people who are known, and for systems of any name', async () => {
    const grantee = { ...request.grantee, person: 'nobody' }
    const refused = { ok: false, code: 'unknown_token_person', field: 'person' }
    expect(await tokens.issue({ ...request, grantee })).toEqual(refused)
    expect(await tokens.list()).toEqual([])
    const system = { ...grantee, kind: 'integration' as const }
    expect(await tokens.issue({ ...request, grantee: system, scopes: ['read'] })).toMatchObject({
      ok: true,
    })
  })

  it('lets nobody issue what their own token does not hold', async () => {
    const issuer = {
      ...request.grantee,
      scopes: new Set(['read', 'admin']),
      tokenId: 't1',
    }
    expect(await tokens.issue({ ...request, issuer })).toEqual({
      ok: false,
      code: 'scope_missing',
      scope: 'release',
    })
    const integration = { ...issuer, kind: 'integration' as const }
    const small = { ...request, scopes: ['read'] }
    expect(await tokens.issue({ ...small, issuer: integration })).toMatchObject({
      code: 'integration_not_allowed',
    })
    expect(await tokens.issue({ ...small, issuer })).toMatchObject({ ok: true })
  })

  it('lists page by page, each token once, in one district or all', async () => {
    const names: string[] = []
    for (const district of ['110101', '110117', '110101', '110101', '110117']) {
      const { name } = await issue({ grantee: { ...request.grantee, district } })
      names.push(`${name.district}/${name.id}`)
      now += 1000
    }
    const seen: string[] = []
    let after: { at: number; id: string } | undefined
    for (;;) {
      const rows = await tokens.page({ after, limit: 2 })
      const last = rows.at(-1)
      if (!last) break
      seen.push(...rows.map(row => placeOf(row).id))
      after = placeOf(last)
    }
    expect(seen).toEqual(names)
    expect(await tokens.page({ district: '110117', limit: 9 })).toHaveLength(2)
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

  it('takes no code of an earlier start once somebody administers', async () => {
    let isAdministered = false
    const setup = {
      db: fresh.db,
      clock,
      tokens,
      administrator: request.grantee,
      scopes: ['admin'] as const,
      isAdministered: () => Promise.resolve(isAdministered),
    }
    const early = (await createSetupCode(setup)) ?? ''
    isAdministered = true
    expect(await exchangeSetupCode(setup, early)).toBeUndefined()
    isAdministered = false
    const codes = [await createSetupCode(setup), await createSetupCode(setup)]
    const given = []
    for (const code of codes) given.push(await exchangeSetupCode(setup, code ?? ''))
    expect(given.filter(each => each !== undefined)).toHaveLength(1)
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
