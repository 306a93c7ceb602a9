import { beforeEach, describe, expect, it } from 'vitest'
import { enginesUnderTest } from '../db/testing.ts'
import { enrollTotp, logIn, ORIGIN, type Visitor } from './testing.ts'
import { SoftAuthenticator } from './testing-authenticator.ts'
import { PASSWORD, useDesk } from './testing-use.ts'

const REFUSED = { status: 403, body: { code: 'second_factor_required' } }

describe.each(enginesUnderTest())('where an office asks for a second factor, on %s', engine => {
  const on = useDesk(engine)

  beforeEach(() => {
    on.desk.needing.add(on.who)
  })

  async function addPasskey(visitor: Visitor, authenticator = new SoftAuthenticator(ORIGIN)) {
    const begun = await visitor.ask('POST', '/api/account/passkeys/options')
    if (begun.status !== 200) return { authenticator, answer: begun }
    const { ceremony, options } = begun.body
    const response = authenticator.create(options)
    const body = { ceremony, response, label: 'key' }
    return { authenticator, answer: await visitor.ask('POST', '/api/account/passkeys', body) }
  }

  const act = (visitor: Visitor) => visitor.ask('POST', '/api/light')

  it('nothing is open to a password alone but enrolling; others are asked for nothing', async () => {
    const visitor = await on.entered()
    const { body } = await visitor.ask('GET', '/api/session')
    expect(body).toMatchObject({ person: on.who, needsSecondFactor: true, powers: [] })
    expect(body).not.toHaveProperty('office')
    const closed = [
      ['POST', '/api/light', undefined],
      ['POST', '/api/session/office', { office: `${on.who}.office` }],
      ['POST', '/api/account/password', { current: PASSWORD, next: 'another good one' }],
      ['GET', '/api/account/sessions', undefined],
      ['POST', '/api/account/sessions/end-others', undefined],
      ['POST', '/api/account/totp/remove', undefined],
      ['POST', '/api/account/recovery-codes', undefined],
    ] as const
    for (const [method, url, sent] of closed)
      expect(await visitor.ask(method, url, sent), url).toMatchObject(REFUSED)
    expect((await visitor.ask('GET', '/api/account')).status).toBe(200)

    on.desk.needing.delete(on.who)
    expect((await act(visitor)).status).toBe(200)
    expect((await visitor.ask('GET', '/api/session')).body).toMatchObject({
      needsSecondFactor: false,
      office: `${on.who}.office`,
    })
  })

  it('an authenticator app opens everything, in this session and after the next log-in', async () => {
    const visitor = await on.entered()
    const before = visitor.cookies.get('muster-session')
    const { code } = await enrollTotp(on.desk, visitor)
    expect(visitor.cookies.get('muster-session')).not.toBe(before)
    expect((await act(visitor)).status).toBe(200)

    const next = on.desk.visitor()
    const { ceremony } = (await logIn(next, on.who, PASSWORD)).body
    await next.ask('POST', '/api/public/log-in/second-factor', { ceremony, code: code() })
    expect((await act(next)).status).toBe(200)
  })

  it('a passkey opens everything, and a log-in by password goes on by proving it', async () => {
    const { authenticator, answer } = await addPasskey(await on.entered())
    expect(answer.status).toBe(201)

    const next = await on.entered()
    expect(await act(next)).toMatchObject(REFUSED)
    const { ceremony, options } = (await next.ask('POST', '/api/session/step-up/passkey/options'))
      .body
    const body = { ceremony, response: authenticator.get(options) }
    expect((await next.ask('POST', '/api/session/step-up/passkey', body)).status).toBe(200)
    expect((await act(next)).status).toBe(200)
  })

  it('who has the password alone sets up no second one beside the owner’s', async () => {
    await addPasskey(await on.entered())
    const thief = await on.entered()
    expect(await thief.ask('POST', '/api/account/totp')).toMatchObject(REFUSED)
    expect((await addPasskey(thief)).answer).toMatchObject(REFUSED)
    const stepUp = await thief.ask('POST', '/api/session/step-up', { password: PASSWORD })
    expect(stepUp.status).toBe(200)
    expect(await thief.ask('POST', '/api/account/totp')).toMatchObject(REFUSED)
  })

  it('whoever removes the only one is asked for another, in every session', async () => {
    const visitor = await on.entered()
    await enrollTotp(on.desk, visitor)
    const { authenticator } = await addPasskey(visitor)
    const phone = on.desk.visitor()
    const begun = (await phone.ask('POST', '/api/public/log-in/passkey/options')).body
    const { ceremony, options } = begun
    const body = { ceremony, response: authenticator.get(options) }
    expect((await phone.ask('POST', '/api/public/log-in/passkey', body)).status).toBe(200)

    await visitor.ask('POST', '/api/account/totp/remove')
    // It was proved by the passkey as well, which is still there.
    expect((await act(visitor)).status).toBe(200)
    const { passkeys } = (await visitor.ask('GET', '/api/account')).body
    await visitor.ask('POST', `/api/account/passkeys/${passkeys[0].id}/remove`)
    expect(await act(visitor)).toMatchObject(REFUSED)
    expect(await act(phone)).toMatchObject(REFUSED)
    await enrollTotp(on.desk, visitor)
    expect((await act(visitor)).status).toBe(200)
  })

  it('a power that comes later cuts what goes on without it', async () => {
    on.desk.needing.delete(on.who)
    const visitor = await on.entered()
    expect((await act(visitor)).status).toBe(200)
    const id = (await visitor.ask('GET', '/api/session')).body.id
    const { sessions } = on.desk.identity.parts
    const { actor } = (await sessions.find(id)) ?? {}
    if (actor === undefined) throw new Error('nobody acts')
    expect(sessions.isLive(actor)).toBe(true)
    on.desk.needing.add(on.who)
    expect(sessions.isLive(actor)).toBe(false)
    expect(await act(visitor)).toMatchObject(REFUSED)
  })
})
