// People log in beside the tokens of programs: the same powers, cut as fast, and no further.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'

const AT = '2017-01-17T08:30:00+08:00'
const COMMANDER = { person: 'p-110117006-01', office: '110117006.secretary' }
const HEAD = { person: 'p-110117-coord-01', office: '110117-coord.head' }
const AUDITOR = { person: 'p-110117-coord-05', office: '110117-coord.auditor' }

interface Someone {
  readonly cookie: string
  readonly session: { readonly id: string; readonly office: string; readonly powers: string[] }
}

describe.each(enginesUnderTest())('people who log in, on %s', engine => {
  let server: DemoServer
  beforeAll(async () => {
    server = await startDemoServer({ engine, at: AT })
  })
  afterAll(() => server.stop())

  const password = () => /密码 password\s+(\S+)/.exec(server.output())?.[1] ?? ''

  async function logIn(loginName: string): Promise<Someone> {
    const answer = await fetch(`${server.url}/api/public/log-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ loginName, password: password() }),
    })
    expect(answer.status).toBe(200)
    const { session } = (await answer.json()) as Someone
    const cookie = /muster-session=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? ''
    return { cookie, session }
  }

  const as = (headers: Record<string, string>) => async (path: string, body?: object) => {
    const answer = await fetch(`${server.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...headers,
        origin: server.url,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }

  async function tokenOf(who: object): Promise<string> {
    const answer = await fetch(`${server.url}/api/public/demo/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(who),
    })
    return ((await answer.json()) as { token: string }).token
  }

  it('see and may do what their token sees and may do', async () => {
    const { cookie, session } = await logIn(COMMANDER.person)
    expect(session.office).toBe(COMMANDER.office)
    expect(session.powers).toContain('summon')
    const bySession = as({ cookie })
    const byToken = as({ authorization: `Bearer ${await tokenOf(COMMANDER)}` })
    for (const path of ['/api/whistles?limit=5', '/api/cases?limit=5', '/api/grants?limit=5'])
      expect(await bySession(path)).toEqual(await byToken(path))
    const matter = {
      title: 'Night digging',
      problemType: '07-01',
      point: { type: 'Point', coordinates: [117.3087, 40.1737] },
    }
    expect((await bySession('/api/cases', matter)).status).toBe(201)
    expect((await byToken('/api/cases', matter)).status).toBe(201)
    const mine = { office: 'x', power: 'summon' }
    const [a, b] = [await bySession('/api/grants', mine), await byToken('/api/grants', mine)]
    expect([a.status, a.body['code']]).toEqual([b.status, b.body['code']])
  })

  it('lose an open live stream within five seconds of their log-out, and of another office', async () => {
    const stream = async (cookie: string) => {
      const answer = await fetch(`${server.url}/api/live`, { headers: { cookie } })
      expect(answer.status).toBe(200)
      const text = answer.text()
      const ended = { at: undefined as number | undefined }
      const done = text.then(said => {
        ended.at = Date.now()
        return said
      })
      return { ended, done }
    }
    const first = await logIn(HEAD.person)
    const second = await logIn(HEAD.person)
    const streams = [await stream(first.cookie), await stream(second.cookie)]
    const leftAt = Date.now()
    const headers = { cookie: first.cookie, origin: server.url }
    await fetch(`${server.url}/api/session`, { method: 'DELETE', headers })
    const said = await streams[0]?.done
    expect(said).toContain('token_revoked')
    expect((streams[0]?.ended.at ?? Infinity) - leftAt).toBeLessThan(5000)
    // The other one of the same person goes on.
    expect(streams[1]?.ended.at).toBeUndefined()
    await as({ cookie: second.cookie })('/api/account/sessions/end-others', {})
    await fetch(`${server.url}/api/account/sessions/${second.session.id}/end`, {
      method: 'POST',
      headers: { cookie: second.cookie, origin: server.url },
    })
    await vi.waitFor(() => expect(streams[1]?.ended.at).toBeDefined(), { timeout: 5000 })
  })

  it('outlive a restart of the server', async () => {
    const { cookie } = await logIn(COMMANDER.person)
    // Somebody whom the console of the demo names has left the office by then.
    const keeper = as({ authorization: `Bearer ${await tokenOf(HEAD)}` })
    const { person, office } = AUDITOR
    expect((await keeper(`/api/people/${person}/offices/${office}/end`, {})).status).toBe(200)
    expect(server.output()).toMatch(/^ {2}auditor /m)
    server = await server.restart()
    expect((await as({ cookie })('/api/session')).status).toBe(200)
    expect(server.output()).toMatch(/^ {2}commander /m)
    expect(server.output()).not.toMatch(/^ {2}auditor /m)
  })

  it('give a second factor where they hold a power that asks for one, from the restart on that sets it', async () => {
    const people = [await logIn(COMMANDER.person), await logIn(HEAD.person)]
    const look = () =>
      Promise.all(people.map(({ cookie }) => as({ cookie })('/api/whistles?limit=1')))
    expect((await look()).map(({ status }) => status)).toEqual([200, 200])
    // Rulings are the head's; the commander has no part in them.
    server = await server.restart({ MUSTER_SECOND_FACTOR: 'rule' })
    const [commander, head] = await look()
    expect(commander?.status).toBe(200)
    expect([head?.status, head?.body['code']]).toEqual([403, 'second_factor_required'])
    const { session } = await logIn(HEAD.person)
    expect(session).toMatchObject({ needsSecondFactor: true, powers: [] })
    server = await server.restart({ MUSTER_SECOND_FACTOR: '' })
    expect((await look()).map(({ status }) => status)).toEqual([200, 200])
  })
})
