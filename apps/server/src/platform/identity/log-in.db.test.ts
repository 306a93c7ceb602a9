import { describe, expect, it } from 'vitest'
import { enginesUnderTest } from '../db/testing.ts'
import { LIMITS, logIn, MINUTE, ORIGIN, type Visitor } from './testing.ts'
import { SoftAuthenticator } from './testing-authenticator.ts'
import { PASSWORD, useDesk } from './testing-use.ts'

describe.each(enginesUnderTest())('log-in on %s', engine => {
  const on = useDesk(engine)

  describe('by password', () => {
    it('answers an unknown name, a wrong password and a disabled account alike', async () => {
      const id = await on.desk.enroll(`${on.who}-b`, PASSWORD)
      await on.desk.fresh.db.query('update accounts set disabled_at = created_at where id = $1', [
        id,
      ])
      const tries = [
        await logIn(on.desk.visitor(), on.who, 'not the password'),
        await logIn(on.desk.visitor(), 'nobody', 'not the password'),
        await logIn(on.desk.visitor(), `${on.who}-b`, PASSWORD),
      ]
      for (const { status, body } of tries) {
        expect(status).toBe(403)
        expect({ ...body, instance: '' }).toEqual({ ...tries[0]?.body, instance: '' })
      }
    })

    it('reads the name in any case and width', async () => {
      await on.entered(`  Ｐ${on.count} `)
    })

    it('tells other sites nothing', async () => {
      const headers = { 'sec-fetch-site': 'cross-site' }
      const body = { loginName: on.who, password: PASSWORD }
      const foreign = await on.desk.visitor().ask('POST', '/api/public/log-in', body, { headers })
      expect(foreign.body.code).toBe('foreign_request')
    })

    it('is recorded, done or failed, without the name that was typed', async () => {
      await logIn(on.desk.visitor(), on.who, 'not the password')
      await logIn(on.desk.visitor(), 'my password in the wrong field', 'x')
      await on.entered()
      const entries = on.desk.audited.filter(({ act }) => act === 'logged_in').slice(-3)
      expect(entries).toMatchObject([
        { outcome: 'failed', address: '10.0.0.1', person: undefined },
        { outcome: 'failed', subject: undefined },
        { outcome: 'done', person: on.who, office: `${on.who}.office` },
      ])
      expect(JSON.stringify(on.desk.audited)).not.toContain('wrong field')
    })
  })

  describe('by guessing', () => {
    const guess = (visitor: Visitor, name = on.who) => logIn(visitor, name, 'not the password')

    it('gets slower and slower, for a name that exists and one that does not', async () => {
      for (const name of [on.who, `nobody-${on.who}`]) {
        const visitor = on.desk.visitor()
        for (let at = 0; at < 5; at += 1) expect((await guess(visitor, name)).status).toBe(403)
        const waits: number[] = []
        for (let at = 0; at < 4; at += 1) {
          const refused = await guess(visitor, name)
          expect(refused.body.code).toBe('log_in_delayed')
          waits.push(Number(refused.headers['retry-after']))
          on.desk.clock.at += Number(refused.headers['retry-after']) * 1000
          expect((await guess(visitor, name)).status).toBe(403)
        }
        expect(waits).toEqual([5, 10, 20, 40])
      }
    })

    it('looks at no password meanwhile, not even the right one', async () => {
      for (let at = 0; at < 5; at += 1) await guess(on.desk.visitor())
      expect((await logIn(on.desk.visitor(), on.who, PASSWORD)).body.code).toBe('log_in_delayed')
    })

    it('locks out neither the owner elsewhere nor their own device on the same network', async () => {
      const own = await on.entered()
      const device = new Map([...own.cookies].filter(([name]) => name === 'muster-device'))
      for (let at = 0; at < 6; at += 1) await guess(on.desk.visitor())
      expect((await guess(on.desk.visitor())).status).toBe(429)
      await on.entered(on.who, on.desk.visitor({ address: '10.9.9.9' }))
      const desktop = on.desk.visitor()
      for (const [name, value] of device) desktop.cookies.set(name, value)
      await on.entered(on.who, desktop)
    })

    it('gains nothing by many guesses at once', async () => {
      const all = Array.from({ length: 40 }, () => guess(on.desk.visitor()))
      const statuses = (await Promise.all(all)).map(({ status }) => status)
      expect(statuses.filter(status => status === 403).length).toBeLessThanOrEqual(5)
    })

    it('is forgotten with a success, and after a day', async () => {
      for (let at = 0; at < 4; at += 1) await guess(on.desk.visitor())
      await on.entered()
      for (let at = 0; at < 5; at += 1) await guess(on.desk.visitor())
      on.desk.clock.at += 25 * 60 * MINUTE
      for (let at = 0; at < 5; at += 1) expect((await guess(on.desk.visitor())).status).toBe(403)
    })
  })

  describe('with an authenticator app', () => {
    it('asks for a code after the password, once for each', async () => {
      const { code } = await on.withTotp()
      const visitor = on.desk.visitor()
      const first = await logIn(visitor, on.who, PASSWORD)
      expect(first.body.state).toBe('second_factor')
      expect(visitor.cookies.has('muster-session')).toBe(false)
      const { ceremony } = first.body
      const send = (given: object) =>
        visitor.ask('POST', '/api/public/log-in/second-factor', { ceremony, ...given })
      expect((await send({ code: '000000' })).body.code).toBe('second_factor_wrong')
      const right = code()
      expect((await send({ code: right })).body.session.methods).toEqual(['password', 'totp'])
      expect((await send({ code: right })).body.code).toBe('log_in_expired')
      const again = (await logIn(on.desk.visitor(), on.who, PASSWORD)).body.ceremony
      const replayed = { ceremony: again, code: right }
      const answer = await visitor.ask('POST', '/api/public/log-in/second-factor', replayed)
      expect(answer.body.code).toBe('second_factor_wrong')
    })

    it('takes a recovery code instead, each once', async () => {
      const { codes } = await on.withTotp()
      expect(codes).toHaveLength(10)
      const use = async () => {
        const { ceremony } = (await logIn(on.desk.visitor(), on.who, PASSWORD)).body
        const given = { ceremony, recoveryCode: codes[0]?.toLowerCase() }
        return on.desk.visitor().ask('POST', '/api/public/log-in/second-factor', given)
      }
      expect((await use()).body.state).toBe('logged_in')
      expect((await use()).body.code).toBe('second_factor_wrong')
    })

    it('lets a thief of the password guess few codes, from all networks together', async () => {
      await on.withTotp()
      let judged = 0
      for (let at = 0; at < 12; at += 1) {
        const visitor = on.desk.visitor({ address: `10.${at}.0.1` })
        const { ceremony } = (await logIn(visitor, on.who, PASSWORD)).body
        const given = { ceremony, code: '000000' }
        const answer = await visitor.ask('POST', '/api/public/log-in/second-factor', given)
        if (answer.body.code === 'second_factor_wrong') judged += 1
      }
      expect(judged).toBeLessThanOrEqual(5)
    })

    it('stores the secret sealed', async () => {
      const { secret, codes } = await on.withTotp()
      const rows = JSON.stringify([
        await on.desk.fresh.db.query('select * from accounts'),
        await on.desk.fresh.db.query('select * from account_recovery_codes'),
      ])
      for (const each of [secret, ...codes]) expect(rows).not.toContain(each)
    })

    it('is removed by its owner, after a fresh proof', async () => {
      const { code } = await on.withTotp()
      const visitor = on.desk.visitor()
      const { ceremony } = (await logIn(visitor, on.who, PASSWORD)).body
      const given = { ceremony, code: code() }
      await visitor.ask('POST', '/api/public/log-in/second-factor', given)
      on.desk.clock.at += LIMITS.freshMs
      const remove = () => visitor.ask('POST', '/api/account/totp/remove')
      expect((await remove()).body.code).toBe('step_up_required')
      const proved = await visitor.ask('POST', '/api/session/step-up', { code: code() })
      expect(proved.status).toBe(200)
      expect((await remove()).status).toBe(204)
      await on.entered()
    })
  })

  describe('by a passkey', () => {
    async function registered() {
      const visitor = await on.entered()
      const authenticator = new SoftAuthenticator(ORIGIN)
      const { ceremony, options } = (await visitor.ask('POST', '/api/account/passkeys/options'))
        .body
      const made = await visitor.ask('POST', '/api/account/passkeys', {
        ceremony,
        response: authenticator.create(options),
        label: 'desk',
      })
      expect(made.status).toBe(201)
      return { visitor, authenticator, id: made.body.id }
    }

    async function logInWith(authenticator: SoftAuthenticator, change?: { origin: string }) {
      const visitor = on.desk.visitor()
      const { ceremony, options } = (
        await visitor.ask('POST', '/api/public/log-in/passkey/options')
      ).body
      const given = { ceremony, response: authenticator.get(options, change) }
      const answer = await visitor.ask('POST', '/api/public/log-in/passkey', given)
      return { answer, repeat: () => visitor.ask('POST', '/api/public/log-in/passkey', given) }
    }

    it('needs neither name nor password, and each challenge works once', async () => {
      const { authenticator } = await registered()
      const { answer, repeat } = await logInWith(authenticator)
      expect(answer.body.session).toMatchObject({ person: on.who, methods: ['passkey'] })
      expect((await repeat()).body.code).toBe('passkey_refused')
    })

    it('is refused from a page of another site, from a copy, and unknown', async () => {
      const { authenticator } = await registered()
      const foreign = await logInWith(authenticator, { origin: 'https://evil.example' })
      expect(foreign.answer.body.code).toBe('passkey_refused')
      await logInWith(authenticator)
      authenticator.forgetUses()
      expect((await logInWith(authenticator)).answer.body.code).toBe('passkey_refused')
      const stranger = new SoftAuthenticator(ORIGIN)
      expect((await logInWith(stranger)).answer.body.code).toBe('passkey_refused')
    })

    it('proves anew who somebody is, but only its owner', async () => {
      const { visitor, authenticator } = await registered()
      on.desk.clock.at += LIMITS.freshMs
      const prove = async (owner: Visitor) => {
        const begun = await owner.ask('POST', '/api/session/step-up/passkey/options')
        const { ceremony, options } = begun.body
        const given = { ceremony, response: authenticator.get(options) }
        return owner.ask('POST', '/api/session/step-up/passkey', given)
      }
      expect((await visitor.ask('POST', '/api/heavy')).body.code).toBe('step_up_required')
      expect((await prove(visitor)).status).toBe(200)
      expect((await visitor.ask('POST', '/api/heavy')).status).toBe(200)
      await on.desk.enroll(`${on.who}-b`, PASSWORD)
      expect((await prove(await on.entered(`${on.who}-b`))).body.code).toBe('passkey_refused')
    })

    it('is listed and removed by its owner', async () => {
      const { visitor, authenticator, id } = await registered()
      const own = (await visitor.ask('GET', '/api/account')).body
      expect(own.passkeys).toMatchObject([{ id, label: 'desk' }])
      expect((await visitor.ask('POST', `/api/account/passkeys/${id}/remove`)).status).toBe(204)
      expect((await logInWith(authenticator)).answer.body.code).toBe('passkey_refused')
    })
  })

  describe('and a heavy act', () => {
    it('asks for a fresh proof after ten minutes, and counts wrong ones', async () => {
      const visitor = await on.entered()
      expect((await visitor.ask('POST', '/api/heavy')).status).toBe(200)
      on.desk.clock.at += LIMITS.freshMs
      expect((await visitor.ask('POST', '/api/heavy')).body.code).toBe('step_up_required')
      expect((await visitor.ask('POST', '/api/light')).status).toBe(200)
      const wrong = { password: 'not the password' }
      for (let at = 0; at < 5; at += 1) {
        const answer = await visitor.ask('POST', '/api/session/step-up', wrong)
        expect(answer.body.code).toBe('password_wrong')
      }
      expect((await visitor.ask('POST', '/api/session/step-up', wrong)).status).toBe(429)
      on.desk.clock.at += MINUTE
      await visitor.ask('POST', '/api/session/step-up', { password: PASSWORD })
      expect((await visitor.ask('POST', '/api/heavy')).status).toBe(200)
    })

    it('is not done by a token', async () => {
      const headers = { authorization: 'Bearer some' }
      const ask = (url: string) => on.desk.visitor().ask('POST', url, undefined, { headers })
      expect((await ask('/api/light')).status).toBe(200)
      expect((await ask('/api/heavy')).body.code).toBe('token_not_enough')
    })
  })

  describe('and the password', () => {
    it('is changed by who knows it, and all other sessions end', async () => {
      const [visitor, other] = [await on.entered(), await on.entered()]
      const change = (current: string, next: string) =>
        visitor.ask('POST', '/api/account/password', { current, next })
      expect((await change('not the password', 'another good one')).body.code).toBe(
        'password_wrong',
      )
      expect((await change(PASSWORD, 'password')).body.code).toBe('password_common')
      expect((await change(PASSWORD, 'short')).body.code).toBe('password_too_short')
      expect((await change(PASSWORD, 'another good one')).status).toBe(200)
      expect((await visitor.ask('POST', '/api/light')).status).toBe(200)
      expect((await other.ask('POST', '/api/light')).status).toBe(401)
      expect((await logIn(on.desk.visitor(), on.who, PASSWORD)).status).toBe(403)
      expect((await logIn(on.desk.visitor(), on.who, 'another good one')).status).toBe(200)
    })

    it('is not set without the old one, however fresh the log-in', async () => {
      const visitor = await on.entered()
      const taken = await visitor.ask('POST', '/api/account/password', { next: 'the thief’s own' })
      expect(taken.body.code).toBe('password_wrong')
      await on.entered()
    })

    it('is not set by somebody who only found the browser open', async () => {
      const visitor = await on.entered()
      on.desk.clock.at += LIMITS.freshMs
      const taken = await visitor.ask('POST', '/api/account/password', { next: 'the thief’s own' })
      expect(taken.body.code).toBe('step_up_required')
    })
  })
})
