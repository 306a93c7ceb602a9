import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { enginesUnderTest } from '../db/testing.ts'
import {
  type Desk,
  LIMITS,
  logIn,
  MINUTE,
  type Node,
  officeOf,
  openDesk,
  patience,
} from './testing.ts'

const PASSWORD = 'four words to remember'

describe.each(enginesUnderTest())('sessions on %s', engine => {
  let desk: Desk
  let other: Node

  let people = 0
  /** Another one for each test. */
  let who: string

  beforeAll(async () => {
    desk = await openDesk(engine)
    other = await desk.other()
  })
  afterAll(() => desk.close())
  beforeEach(async () => {
    people += 1
    who = `p${people}`
    desk.offices.set(who, [officeOf('o1'), officeOf('o2', ['read', 'heavy'])])
    await desk.enroll(who, PASSWORD)
  })

  async function enter(node: Node = desk) {
    const visitor = node.visitor()
    const { body } = await logIn(visitor, who, PASSWORD)
    return { visitor, session: body.session }
  }

  it('act as the person in an office, from memory the second time, as a token does', async () => {
    const { visitor, session } = await enter()
    expect(session).toMatchObject({ person: who, office: 'o1', methods: ['password'] })
    expect(session.offices.map((each: { office: string }) => each.office)).toEqual(['o1', 'o2'])
    expect((await visitor.ask('POST', '/api/light')).body).toEqual({ person: who, office: 'o1' })
    const [cookie = ''] = visitor.cookies.values()
    expect(desk.identity.parts.sessions.verify(cookie)).not.toBeInstanceOf(Promise)
  })

  it('store no cookie', async () => {
    const { visitor } = await enter()
    const [cookie = ''] = visitor.cookies.values()
    const rows = JSON.stringify(await desk.fresh.db.query('select * from sessions'))
    expect(rows).not.toContain(cookie.split('.')[1])
    expect(rows).not.toContain('10.0.0.1')
  })

  it('take no id that a browser brings: each log-in makes its own', async () => {
    const { visitor, session } = await enter()
    const before = new Map(visitor.cookies)
    const again = await logIn(visitor, who, PASSWORD)
    expect(again.body.session.id).not.toBe(session.id)
    expect([...visitor.cookies.values()][0]).not.toBe([...before.values()][0])
    const forged = desk.visitor()
    forged.cookies.set('muster-session', `${'0'.repeat(18)}.${'A'.repeat(32)}`)
    expect((await forged.ask('GET', '/api/session')).body.code).toBe('session_ended')
  })

  it('end when their browser logs in anew: a copy of the old cookie is worth nothing', async () => {
    const { visitor, session } = await enter()
    const thief = desk.visitor()
    for (const [name, value] of visitor.cookies) thief.cookies.set(name, value)
    expect((await thief.ask('GET', '/api/session')).status).toBe(200)
    await logIn(visitor, who, PASSWORD)
    expect((await thief.ask('GET', '/api/session')).body.code).toBe('session_ended')
    const { items } = (await visitor.ask('GET', '/api/account/sessions')).body
    expect(items.map((each: { id: string }) => each.id)).not.toContain(session.id)
  })

  it('get another secret by a fresh proof, and the old one is worth nothing', async () => {
    const { visitor, session } = await enter()
    const old = new Map(visitor.cookies)
    const up = await visitor.ask('POST', '/api/session/step-up', { password: PASSWORD })
    expect(up.body.id).toBe(session.id)
    expect((await visitor.ask('POST', '/api/light')).status).toBe(200)
    for (const node of [desk, other]) {
      const thief = node.visitor()
      for (const [name, value] of old) thief.cookies.set(name, value)
      expect((await thief.ask('POST', '/api/light')).body.code).toBe('session_ended')
    }
  })

  it('end here at once and elsewhere within a second', async () => {
    const { visitor } = await enter()
    const elsewhere = other.visitor()
    for (const [name, value] of visitor.cookies) elsewhere.cookies.set(name, value)
    expect((await elsewhere.ask('POST', '/api/light')).status).toBe(200)
    expect((await visitor.ask('DELETE', '/api/session')).status).toBe(204)
    for (const [name, value] of elsewhere.cookies) visitor.cookies.set(name, value)
    expect((await visitor.ask('POST', '/api/light')).body.code).toBe('session_ended')
    await vi.waitFor(async () => {
      expect((await elsewhere.ask('POST', '/api/light')).status).toBe(401)
    }, patience)
  })

  it('end by polling when the notification is lost', async () => {
    const { visitor, session } = await enter()
    const sql = 'update sessions set ended_at = $1, changed_at = $1 where id = $2'
    await desk.fresh.db.query(sql, [desk.clock.at, session.id])
    await vi.waitFor(async () => {
      expect((await visitor.ask('POST', '/api/light')).status).toBe(401)
    }, patience)
  })

  it('end when nobody uses them, wherever they were used last', async () => {
    const second = await desk.other()
    const { visitor } = await enter(second)
    const elsewhere = other.visitor()
    for (const [name, value] of visitor.cookies) elsewhere.cookies.set(name, value)
    await elsewhere.ask('POST', '/api/light')
    desk.clock.at += LIMITS.idleMs - MINUTE
    await visitor.ask('POST', '/api/light')
    await second.identity.close()
    desk.clock.at += 2 * MINUTE
    // Seen too long ago by the one, a moment ago by the other.
    expect((await elsewhere.ask('POST', '/api/light')).status).toBe(200)
    desk.clock.at += LIMITS.idleMs + MINUTE
    expect((await elsewhere.ask('POST', '/api/light')).body.code).toBe('session_expired')
  })

  it('end at their last hour, however busy', async () => {
    const { visitor } = await enter()
    for (let spent = 0; spent < LIMITS.longestMs; spent += 30 * MINUTE) {
      expect((await visitor.ask('POST', '/api/light')).status).toBe(200)
      desk.clock.at += 30 * MINUTE
    }
    expect((await visitor.ask('POST', '/api/light')).body.code).toBe('session_expired')
  })

  it('act in the office that was chosen, here and elsewhere, and next time', async () => {
    const { visitor } = await enter()
    const chosen = await visitor.ask('POST', '/api/session/office', { office: 'o2' })
    expect(chosen.body.office).toBe('o2')
    expect((await visitor.ask('POST', '/api/light')).body.office).toBe('o2')
    expect((await enter(other)).session.office).toBe('o2')
    const wrong = await visitor.ask('POST', '/api/session/office', { office: 'o3' })
    expect(wrong.body.code).toBe('office_not_held')
  })

  it('lose an office with the person, and streams that were opened in it', async () => {
    const { visitor } = await enter()
    const [cookie = ''] = visitor.cookies.values()
    const { sessions } = desk.identity.parts
    const verified = await sessions.verify(cookie)
    if (!verified.ok) throw new Error(verified.code)
    expect(sessions.isLive(verified.actor)).toBe(true)
    desk.offices.set(who, [officeOf('o2')])
    expect(sessions.isLive(verified.actor)).toBe(false)
    expect((await visitor.ask('POST', '/api/light')).body.code).toBe('office_not_held')
    expect((await visitor.ask('GET', '/api/session')).body.offices).toHaveLength(1)
    await visitor.ask('POST', '/api/session/office', { office: 'o2' })
    expect((await visitor.ask('POST', '/api/light')).body.office).toBe('o2')
  })

  it('are listed and ended by their owner, one or all others', async () => {
    const mine = await enter()
    await desk.enroll(`${who}-b`, PASSWORD)
    const stranger = desk.visitor()
    const theirs = (await logIn(stranger, `${who}-b`, PASSWORD)).body.session
    const second = await enter(other)
    const third = await enter(other)
    const list = async () => (await mine.visitor.ask('GET', '/api/account/sessions')).body.items
    expect(await list()).toHaveLength(4)
    const end = (id: string) => mine.visitor.ask('POST', `/api/account/sessions/${id}/end`)
    expect((await end(second.session.id)).status).toBe(204)
    expect((await end(theirs.id)).body.code).toBe('not_found')
    expect((await mine.visitor.ask('POST', '/api/account/sessions/end-others')).body).toEqual({
      ended: 2,
    })
    await vi.waitFor(async () => {
      expect((await third.visitor.ask('POST', '/api/light')).status).toBe(401)
    }, patience)
    expect((await mine.visitor.ask('POST', '/api/light')).status).toBe(200)
    expect((await stranger.ask('POST', '/api/light')).status).toBe(200)
    expect(await list()).toMatchObject([{ isCurrent: true, address: '10.0.0.1' }])
  })

  it('serve the page that they were made for', async () => {
    const { visitor, session } = await enter()
    const headers = { 'muster-session': session.id }
    expect((await visitor.ask('POST', '/api/light', undefined, { headers })).status).toBe(200)
    await enter()
    await logIn(visitor, who, PASSWORD)
    const stale = await visitor.ask('POST', '/api/light', undefined, { headers })
    expect(stale.body.code).toBe('session_changed')
  })

  it('act only from our own pages', async () => {
    const { visitor } = await enter()
    const headers = { 'sec-fetch-site': 'cross-site' }
    for (const [method, url] of [
      ['POST', '/api/light'],
      ['DELETE', '/api/session'],
      ['POST', '/api/session/step-up'],
    ] as const) {
      const foreign = await visitor.ask(method, url, {}, { headers })
      expect(foreign.body.code).toBe('foreign_request')
    }
    const form = { payload: 'office=o2', headers: { 'content-type': 'text/plain' } }
    const posted = await visitor.ask('POST', '/api/session/office', undefined, form)
    expect(posted.body.code).toBe('unsupported_media_type')
  })
})
