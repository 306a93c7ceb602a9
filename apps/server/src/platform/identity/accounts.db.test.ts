import { describe, expect, it } from 'vitest'
import { enginesUnderTest } from '../db/testing.ts'
import { LIMITS, logIn, MINUTE, officeOf } from './testing.ts'
import { PASSWORD, useDesk } from './testing-use.ts'

describe.each(enginesUnderTest())('accounts on %s', engine => {
  const on = useDesk(engine)

  describe('and an administrator', () => {
    async function administrator() {
      const boss = `${on.who}-boss`
      await on.desk.enroll(boss, PASSWORD, true)
      const visitor = await on.entered(boss)
      await visitor.ask('POST', '/api/session/office', { office: 'administrator' })
      return visitor
    }

    it('gives no way around a second factor with a link', async () => {
      const { code } = await on.withTotp()
      const boss = await administrator()
      const { items } = (await boss.ask('GET', '/api/accounts?limit=200')).body
      const id = items.find((each: { person: string }) => each.person === on.who).id
      const { link } = (await boss.ask('POST', `/api/accounts/${id}/invite`)).body
      const visitor = on.desk.visitor()
      const body = { code: String(link).split('#')[1], password: 'another good one' }
      const accepted = await visitor.ask('POST', '/api/public/invitation/accept', body)
      expect(accepted).toMatchObject({ status: 200, body: { state: 'second_factor' } })
      expect(accepted.body.session).toBeUndefined()
      expect((await visitor.ask('GET', '/api/session')).status).toBe(401)
      const given = { ceremony: accepted.body.ceremony, code: code() }
      await visitor.ask('POST', '/api/public/log-in/second-factor', given)
      expect((await visitor.ask('GET', '/api/session')).body.person).toBe(on.who)
    })

    it('creates an account and hands a link over, which works once', async () => {
      const boss = await administrator()
      on.desk.offices.set(`${on.who}-c`, [officeOf('o3')])
      const body = { person: `${on.who}-c`, loginName: `Li.Si.${on.who}` }
      const made = await boss.ask('POST', '/api/accounts', body)
      expect(made).toMatchObject({
        status: 201,
        body: { account: { loginName: `li.si.${on.who}` } },
      })
      expect((await boss.ask('POST', '/api/accounts', body)).body.code).toBe('account_exists')
      const stranger = { person: 'stranger', loginName: 'stranger' }
      expect((await boss.ask('POST', '/api/accounts', stranger)).body.code).toBe(
        'unknown_account_person',
      )
      const code = String(made.body.link).split('#')[1]
      const visitor = on.desk.visitor()
      const look = () => visitor.ask('POST', '/api/public/invitation', { code })
      expect((await look()).body).toEqual({ loginName: `li.si.${on.who}` })
      const accept = (password: string) =>
        visitor.ask('POST', '/api/public/invitation/accept', { code, password })
      expect((await accept('password')).body.code).toBe('password_common')
      expect((await accept(PASSWORD)).body.session.person).toBe(`${on.who}-c`)
      expect((await accept(PASSWORD)).body.code).toBe('invitation_used')
      expect((await look()).body.code).toBe('invitation_used')
      await on.entered(`li.si.${on.who}`)
    })

    it('makes an earlier link worthless by a later one, and every link in time', async () => {
      const boss = await administrator()
      const id = await on.desk.enroll(`${on.who}-d`, PASSWORD)
      const invite = async () => {
        const { link } = (await boss.ask('POST', `/api/accounts/${id}/invite`)).body
        return String(link).split('#')[1] ?? ''
      }
      const [first, second] = [await invite(), await invite()]
      const look = (code: string) =>
        on.desk.visitor().ask('POST', '/api/public/invitation', { code })
      expect((await look(first)).status).toBe(410)
      expect((await look(second)).status).toBe(200)
      on.desk.clock.at += 73 * 60 * MINUTE
      expect((await look(second)).status).toBe(410)
    })

    it('disables and enables, and resets what was lost; sessions end', async () => {
      const boss = await administrator()
      const { code } = await on.withTotp()
      const visitor = on.desk.visitor()
      const { ceremony } = (await logIn(visitor, on.who, PASSWORD)).body
      const given = { ceremony, code: code() }
      await visitor.ask('POST', '/api/public/log-in/second-factor', given)
      const { items } = (await boss.ask('GET', '/api/accounts?limit=200')).body
      const id = items.find((each: { person: string }) => each.person === on.who).id
      const act = (name: string) => boss.ask('POST', `/api/accounts/${id}/${name}`)
      expect((await act('reset-second-factor')).body.hasTotp).toBe(false)
      expect((await visitor.ask('POST', '/api/light')).status).toBe(401)
      await on.entered(on.who, visitor)
      expect((await act('disable')).body.disabledAt).toBeDefined()
      expect((await visitor.ask('POST', '/api/light')).status).toBe(401)
      expect((await logIn(visitor, on.who, PASSWORD)).status).toBe(403)
      await act('enable')
      on.desk.clock.at += MINUTE
      await on.entered(on.who, visitor)
      const acts = on.desk.audited.filter(({ subject }) => subject === `account:${id}`)
      expect(acts.map(({ act: name }) => name)).toEqual(
        expect.arrayContaining(['second_factor_reset', 'account_disabled', 'account_enabled']),
      )
    })

    it('is never the last to go', async () => {
      await on.desk.fresh.db.query('update accounts set is_administrator = false')
      const boss = await administrator()
      const id = (await boss.ask('GET', '/api/accounts?limit=200')).body.items.find(
        (each: { person: string }) => each.person === `${on.who}-boss`,
      ).id
      const step = (name: string, body?: object) =>
        boss.ask('POST', `/api/accounts/${id}/${name}`, body)
      expect((await step('disable')).body.code).toBe('last_administrator')
      const unmake = await step('administrator', { isAdministrator: false })
      expect(unmake.body.code).toBe('last_administrator')
    })

    it('does not leave it to somebody who cannot log in yet', async () => {
      await on.desk.fresh.db.query('update accounts set is_administrator = false')
      const boss = await administrator()
      on.desk.offices.set(`${on.who}-next`, [officeOf('o4')])
      const next = { person: `${on.who}-next`, loginName: `${on.who}-next`, isAdministrator: true }
      const made = await boss.ask('POST', '/api/accounts', next)
      const { items } = (await boss.ask('GET', '/api/accounts?limit=200')).body
      const id = items.find((each: { person: string }) => each.person === `${on.who}-boss`).id
      const step = () =>
        boss.ask('POST', `/api/accounts/${id}/administrator`, { isAdministrator: false })
      expect((await step()).body.code).toBe('last_administrator')
      const body = { code: String(made.body.link).split('#')[1], password: PASSWORD }
      await on.desk.visitor().ask('POST', '/api/public/invitation/accept', body)
      expect((await step()).body.isAdministrator).toBe(false)
    })

    it('is nobody without the office, nor without a fresh proof', async () => {
      const visitor = await on.entered()
      const body = { person: on.who, loginName: 'x' }
      expect((await visitor.ask('POST', '/api/accounts', body)).body.code).toBe('scope_missing')
      const boss = await administrator()
      on.desk.clock.at += LIMITS.freshMs
      expect((await boss.ask('POST', '/api/accounts', body)).body.code).toBe('step_up_required')
    })
  })
})
