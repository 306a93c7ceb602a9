import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { enginesUnderTest } from '../db/testing.ts'
import {
  type Desk,
  enrollTotp,
  LIMITS,
  logIn,
  MINUTE,
  ORIGIN,
  openDesk,
  type Visitor,
} from './testing.ts'
import { SoftAuthenticator } from './testing-authenticator.ts'

const PASSWORD = 'four words to remember'

describe.each(enginesUnderTest())('log-in on %s', engine => {
  let desk: Desk
  let people = 0
  /** Another one for each test. */
  let who: string

  beforeAll(async () => {
    desk = await openDesk(engine)
  })
  afterAll(() => desk.close())
  beforeEach(async () => {
    people += 1
    who = `p${people}`
    await desk.enroll(who, PASSWORD)
  })

  async function entered(name = who, visitor: Visitor = desk.visitor()): Promise<Visitor> {
    const answer = await logIn(visitor, name, PASSWORD)
    expect(answer.body.state).toBe('logged_in')
    return visitor
  }

  async function withTotp() {
    return enrollTotp(desk, await entered())
  }

  describe('by password', () => {
    it('answers an unknown name, a wrong password and a disabled account alike', async () => {
      const id = await desk.enroll(`${who}-b`, PASSWORD)
      await desk.fresh.db.query('update accounts set disabled_at = created_at where id = $1', [id])
      const tries = [
        await logIn(desk.visitor(), who, 'not the password'),
        await logIn(desk.visitor(), 'nobody', 'not the password'),
        await logIn(desk.visitor(), `${who}-b`, PASSWORD),
      ]
      for (const { status, body } of tries) {
        expect(status).toBe(403)
        expect({ ...body, instance: '' }).toEqual({ ...tries[0]?.body, instance: '' })
      }
    })

    it('reads the name in any case and width', async () => {
      await entered(`  Ｐ${people} `)
    })

    it('tells other sites nothing', async () => {
      const headers = { 'sec-fetch-site': 'cross-site' }
      const body = { loginName: who, password: PASSWORD }
      const foreign = await desk.visitor().ask('POST', '/api/public/log-in', body, { headers })
      expect(foreign.body.code).toBe('foreign_request')
    })

    it('is recorded, done or failed, without the name that was typed', async () => {
      await logIn(desk.visitor(), who, 'not the password')
      await logIn(desk.visitor(), 'my password in the wrong field', 'x')
      await entered()
      const entries = desk.audited.filter(({ act }) => act === 'logged_in').slice(-3)
      expect(entries).toMatchObject([
        { outcome: 'failed', address: '10.0.0.1', person: undefined },
        { outcome: 'failed', subject: undefined },
        { outcome: 'done', person: who, office: `${who}.office` },
      ])
      expect(JSON.stringify(desk.audited)).not.toContain('wrong field')
    })
  })

  describe('by guessing', () => {
    const guess = (visitor: Visitor, name = who) => logIn(visitor, name, 'not the password')

    it('gets slower and slower, for a name that exists and one that does not', async () => {
      for (const name of [who, `nobody-${who}`]) {
        const visitor = desk.visitor()
        for (let at = 0; at < 5; at += 1) expect((await guess(visitor, name)).status).toBe(403)
        const waits: number[] = []
        for (let at = 0; at < 4; at += 1) {
          const refused = await guess(visitor, name)
          expect(refused.body.code).toBe('log_in_delayed')
          waits.push(Number(refused.headers['retry-after']))
          desk.clock.at += Number(refused.headers['retry-after']) * 1000
          expect((await guess(visitor, name)).status).toBe(403)
        }
        expect(waits).toEqual([5, 10, 20, 40])
      }
    })

    it('looks at no password meanwhile, not even the right one', async () => {
      for (let at = 0; at < 5; at += 1) await guess(desk.visitor())
      expect((await logIn(desk.visitor(), who, PASSWORD)).body.code).toBe('log_in_delayed')
    })

    it('locks out neither the owner elsewhere nor their own device on the same network', async () => {
      const own = await entered()
      const device = new Map([...own.cookies].filter(([name]) => name === 'muster-device'))
      for (let at = 0; at < 6; at += 1) await guess(desk.visitor())
      expect((await guess(desk.visitor())).status).toBe(429)
      await entered(who, desk.visitor({ address: '10.9.9.9' }))
      const desktop = desk.visitor()
      for (const [name, value] of device) desktop.cookies.set(name, value)
      await entered(who, desktop)
    })

    it('gains nothing by many guesses at once', async () => {
      const all = Array.from({ length: 40 }, () => guess(desk.visitor()))
      const statuses = (await Promise.all(all)).map(({ status }) => status)
      expect(statuses.filter(status => status === 403).length).toBeLessThanOrEqual(5)
    })

    it('is forgotten with a success, and after a day', async () => {
      for (let at = 0; at < 4; at += 1) await guess(desk.visitor())
      await entered()
      for (let at = 0; at < 5; at += 1) await guess(desk.visitor())
      desk.clock.at += 25 * 60 * MINUTE
      for (let at = 0; at < 5; at += 1) expect((await guess(desk.visitor())).status).toBe(403)
    })
  })

  describe('with an authenticator app', () => {
    it('asks for a code after the password, once for each', async () => {
      const { code } = await withTotp()
      const visitor = desk.visitor()
      const first = await logIn(visitor, who, PASSWORD)
      expect(first.body.state).toBe('second_factor')
      expect(visitor.cookies.has('muster-session')).toBe(false)
      const { ceremony } = first.body
      const send = (given: object) =>
        visitor.ask('POST', '/api/public/log-in/second-factor', { ceremony, ...given })
      expect((await send({ code: '000000' })).body.code).toBe('second_factor_wrong')
      const right = code()
      expect((await send({ code: right })).body.session.methods).toEqual(['password', 'totp'])
      expect((await send({ code: right })).body.code).toBe('log_in_expired')
      const again = (await logIn(desk.visitor(), who, PASSWORD)).body.ceremony
      const replayed = { ceremony: again, code: right }
      const answer = await visitor.ask('POST', '/api/public/log-in/second-factor', replayed)
      expect(answer.body.code).toBe('second_factor_wrong')
    })

    it('takes a recovery code instead, each once', async () => {
      const { codes } = await withTotp()
      expect(codes).toHaveLength(10)
      const use = async () => {
        const { ceremony } = (await logIn(desk.visitor(), who, PASSWORD)).body
        const given = { ceremony, recoveryCode: codes[0]?.toLowerCase() }
        return desk.visitor().ask('POST', '/api/public/log-in/second-factor', given)
      }
      expect((await use()).body.state).toBe('logged_in')
      expect((await use()).body.code).toBe('second_factor_wrong')
    })

    it('lets a thief of the password guess few codes, from all networks together', async () => {
      await withTotp()
      let judged = 0
      for (let at = 0; at < 12; at += 1) {
        const visitor = desk.visitor({ address: `10.${at}.0.1` })
        const { ceremony } = (await logIn(visitor, who, PASSWORD)).body
        const given = { ceremony, code: '000000' }
        const answer = await visitor.ask('POST', '/api/public/log-in/second-factor', given)
        if (answer.body.code === 'second_factor_wrong') judged += 1
      }
      expect(judged).toBeLessThanOrEqual(5)
    })

    it('stores the secret sealed', async () => {
      const { secret, codes } = await withTotp()
      const rows = JSON.stringify([
        await desk.fresh.db.query('select * from accounts'),
        await desk.fresh.db.query('select * from account_recovery_codes'),
      ])
      for (const each of [secret, ...codes]) expect(rows).not.toContain(each)
    })

    it('is removed by its owner, after a fresh proof', async () => {
      const { code } = await withTotp()
      const visitor = desk.visitor()
      const { ceremony } = (await logIn(visitor, who, PASSWORD)).body
      const given = { ceremony, code: code() }
      await visitor.ask('POST', '/api/public/log-in/second-factor', given)
      desk.clock.at += LIMITS.freshMs
      const remove = () => visitor.ask('POST', '/api/account/totp/remove')
      expect((await remove()).body.code).toBe('step_up_required')
      const proved = await visitor.ask('POST', '/api/session/step-up', { code: code() })
      expect(proved.status).toBe(200)
      expect((await remove()).status).toBe(204)
      await entered()
    })
  })

  describe('by a passkey', () => {
    async function registered() {
      const visitor = await entered()
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
      const visitor = desk.visitor()
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
      expect(answer.body.session).toMatchObject({ person: who, methods: ['passkey'] })
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
      desk.clock.at += LIMITS.freshMs
      const prove = async (who: Visitor) => {
        const begun = await who.ask('POST', '/api/session/step-up/passkey/options')
        const { ceremony, options } = begun.body
        const given = { ceremony, response: authenticator.get(options) }
        return who.ask('POST', '/api/session/step-up/passkey', given)
      }
      expect((await visitor.ask('POST', '/api/heavy')).body.code).toBe('step_up_required')
      expect((await prove(visitor)).status).toBe(200)
      expect((await visitor.ask('POST', '/api/heavy')).status).toBe(200)
      await desk.enroll(`${who}-b`, PASSWORD)
      expect((await prove(await entered(`${who}-b`))).body.code).toBe('passkey_refused')
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
      const visitor = await entered()
      expect((await visitor.ask('POST', '/api/heavy')).status).toBe(200)
      desk.clock.at += LIMITS.freshMs
      expect((await visitor.ask('POST', '/api/heavy')).body.code).toBe('step_up_required')
      expect((await visitor.ask('POST', '/api/light')).status).toBe(200)
      const wrong = { password: 'not the password' }
      for (let at = 0; at < 5; at += 1) {
        const answer = await visitor.ask('POST', '/api/session/step-up', wrong)
        expect(answer.body.code).toBe('password_wrong')
      }
      expect((await visitor.ask('POST', '/api/session/step-up', wrong)).status).toBe(429)
      desk.clock.at += MINUTE
      await visitor.ask('POST', '/api/session/step-up', { password: PASSWORD })
      expect((await visitor.ask('POST', '/api/heavy')).status).toBe(200)
    })

    it('is not done by a token', async () => {
      const headers = { authorization: 'Bearer some' }
      const ask = (url: string) => desk.visitor().ask('POST', url, undefined, { headers })
      expect((await ask('/api/light')).status).toBe(200)
      expect((await ask('/api/heavy')).body.code).toBe('token_not_enough')
    })
  })

  describe('and the password', () => {
    it('is changed by who knows it, and all other sessions end', async () => {
      const [visitor, other] = [await entered(), await entered()]
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
      expect((await logIn(desk.visitor(), who, PASSWORD)).status).toBe(403)
      expect((await logIn(desk.visitor(), who, 'another good one')).status).toBe(200)
    })

    it('is not set without the old one, however fresh the log-in', async () => {
      const visitor = await entered()
      const taken = await visitor.ask('POST', '/api/account/password', { next: 'the thief’s own' })
      expect(taken.body.code).toBe('password_wrong')
      await entered()
    })

    it('is not set by somebody who only found the browser open', async () => {
      const visitor = await entered()
      desk.clock.at += LIMITS.freshMs
      const taken = await visitor.ask('POST', '/api/account/password', { next: 'the thief’s own' })
      expect(taken.body.code).toBe('step_up_required')
    })
  })
})
