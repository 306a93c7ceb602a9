// A link that was sent to a group: everybody in it may look, its person alone may answer (rule 23).
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Provider,
  startProvider,
} from '../../apps/server/src/platform/channels/testing-provider.ts'
import { type DemoServer, startDemoServer } from '../harness/demo-server.ts'
import { blow, POLICE } from './play/small-whistle.ts'
import { openStage, type Stage, toRfc3339 } from './play/stage.ts'
import { toldOf } from './play/told.ts'
import type { WhistlePlay } from './play/whistle-play.ts'

const TITLE = '后山盗采'

interface Looked {
  readonly title: string
  readonly text: string
  readonly needsLogIn: boolean
  readonly acts: readonly string[]
  readonly listItems: readonly object[]
}

/** Links say where the server is, so that it has to be known before it starts. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

describe('answered from a group', () => {
  let server: DemoServer
  let robot: Provider
  let stage: Stage
  const said: string[] = []

  beforeAll(async () => {
    robot = await startProvider((_how, { body }) => {
      said.push(
        (JSON.parse(body.toString('utf8')) as { markdown: { content: string } }).markdown.content,
      )
      return { status: 200, body: JSON.stringify({ errcode: 0 }) }
    })
    const port = await freePort()
    server = await startDemoServer({
      at: '2017-01-17T08:30:00+08:00',
      settings: {
        MUSTER_OUTGOING_ALLOW: '127.0.0.1',
        PORT: String(port),
        MUSTER_PUBLIC_URL: `http://127.0.0.1:${port}`,
      },
    })
    stage = await openStage(server.url)
    for (const position of [0, 1]) {
      const member = stage.member(`${POLICE}.duty`, position)
      const way = { id: 'group', channel: 'wecom', address: `${robot.origin}/send?key=k` }
      await stage.call(member, 'setMyContacts', { body: { ways: [way], language: 'zh' } })
      await stage.call(member, 'askForCode', { way: 'group', body: {} })
      const code = /\b\d{6}\b/.exec(said.at(-1) ?? '')?.[0] ?? ''
      await stage.call(member, 'giveCode', { way: 'group', body: { code } })
    }
  })
  afterAll(async () => {
    await server.stop()
    await robot.leave()
  })

  /** The secret of the link in the last message of the group, and whom it was meant for. */
  async function linked(play: WhistlePlay) {
    const told = (await toldOf(play)).find(
      ({ department, act }) => department === POLICE && act === 'call',
    )
    const code = /\/a#([A-Za-z0-9_-]{26})\)/.exec(said.at(-1) ?? '')?.[1]
    if (code === undefined || told === undefined) throw new Error(`no link in: ${said.at(-1)}`)
    return { code, person: told.person }
  }

  async function ask(path: string, body: object, cookie?: string) {
    const answer = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: server.url,
        ...(cookie === undefined ? {} : { cookie }),
      },
      body: JSON.stringify(body),
    })
    const cookies = answer.headers.get('set-cookie') ?? ''
    return { status: answer.status, body: (await answer.json()) as unknown, cookies }
  }

  const look = async (code: string) =>
    (await ask('/api/public/answers/look', { code })).body as Looked

  async function logIn(loginName: string): Promise<string> {
    const password = /密码 password\s+(\S+)/.exec(server.output())?.[1]
    const { cookies } = await ask('/api/public/log-in', { loginName, password })
    return /muster-session=[^;]+/.exec(cookies)?.[0] ?? ''
  }

  test('it signs for its person, logged in, and for nobody else', async () => {
    const play = await blow(stage)
    const { code, person } = await linked(play)
    expect(await look(code)).toMatchObject({ needsLogIn: true, acts: ['sign', 'return'] })
    const sign = (cookie?: string) => ask('/api/public/answers', { code, act: 'sign' }, cookie)
    const colleague = [0, 1]
      .map(position => stage.member(`${POLICE}.duty`, position).person)
      .find(one => one !== person)
    const refused = { status: 401, body: { code: 'unauthenticated' } }
    expect(await sign()).toMatchObject(refused)
    expect(await sign(await logIn(colleague ?? ''))).toMatchObject(refused)
    expect(await sign('muster-session=made-up')).toMatchObject(refused)
    const department = { id: play.id, department: POLICE }
    expect(await stage.call(play.commander, 'getSummons', department)).toMatchObject({
      status: 'called',
    })
    expect(await sign(await logIn(person))).toMatchObject({
      status: 200,
      body: { events: ['SummonsSigned'] },
    })
  })

  test('a page of another site signs nothing with the session of its reader', async () => {
    const play = await blow(stage)
    const { code, person } = await linked(play)
    const cookie = await logIn(person)
    const answer = await fetch(`${server.url}/api/public/answers`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: 'https://elsewhere.example',
        'sec-fetch-site': 'cross-site',
        cookie,
      },
      body: JSON.stringify({ code, act: 'sign' }),
    })
    expect(answer.status).toBe(401)
  })

  test('looking tells a group nothing that its message may not say', async () => {
    const ruler = stage.member('110117-coord.head')
    const { versions } = await stage.call<{ versions: readonly object[] }>(ruler, 'getKind', {
      code: 'emergency',
    })
    const effectiveFrom = toRfc3339(await stage.now())
    const kind = { ...versions[0], code: 'raid', version: '1', effectiveFrom, confidential: true }
    await stage.call(stage.member('110000-coord.head'), 'publishKind', { body: kind })
    const raid = await blow(stage, { kind: 'raid', texts: { title: TITLE } })
    const { code } = await linked(raid)
    const hides = async () => {
      const looked = await look(code)
      expect(looked).toMatchObject({ acts: ['sign'], listItems: [], needsLogIn: true })
      expect(JSON.stringify([looked, said.at(-1)])).not.toContain(TITLE)
    }
    await hides()
    // Who is there knows it; the group they are in does not.
    await raid.arrive(POLICE)
    const at = stage.member(`${POLICE}.duty`)
    expect(await stage.call(at, 'getWhistle', { id: raid.id })).toMatchObject({ title: TITLE })
    expect(JSON.stringify(await look(code))).not.toContain(TITLE)
    // Control: a matter that is not confidential is named.
    const open = await blow(stage, { texts: { title: TITLE } })
    expect(JSON.stringify(await look((await linked(open)).code))).toContain(TITLE)
  })
})
