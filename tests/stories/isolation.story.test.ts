// What may not be seen answers like what does not exist: every route of the API document, as a stranger asks (rule 2).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jpegWithEverything } from '../../apps/server/src/platform/files/testing.ts'
import { type Addressed, bodySchemaOf, operationsOf } from '../client/document.ts'
import { exampleOf } from '../client/example.ts'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { type Answered, ask, idsOf, median, withoutIds } from './play/asking.ts'
import { type CastMember, openStage, type Stage } from './play/stage.ts'
import type { Receipt } from './play/whistle-play.ts'
import { AT, blow, CALLED, playToTheEnd } from './two-departments.ts'

const [POLICE, PLANNING] = CALLED

/** By the beginning of its address: what of a tenant lies under a route, and is hidden from others. */
const HIDDEN = [
  '/api/whistles/',
  '/api/cases/',
  '/api/gradings/',
  '/api/supervisions/',
  '/api/command-posts/',
  '/api/files/',
  '/api/people/',
  '/api/notifications/',
  '/api/inbox/',
  '/api/public/reports/',
  '/api/public/photos/',
  '/api/drills/',
] as const

type Hidden = (typeof HIDDEN)[number]

const NO_PAGE = 'w-110117-00000000000000000000.0123456789abcdef'

/** Routes whose things are everybody's to read, one's own, or their keepers' by power rather than by tenant. */
const OPEN =
  /^\/api\/(organisations|offices|areas|kinds|grants|calendar|responsibility-list|rosters|delegations|me|public\/demo|public\/calendars|administration|accounts|account|sessions|identity|log-in|invitations|tokens|uploads|webhooks|monitors|canaries|public\/beats|public\/echoes|session|responsibility|public\/log-in)(\/|$)/

type Things = Readonly<Record<Hidden, Readonly<Record<string, string>>>>

function prefixOf({ path }: Addressed): Hidden | undefined {
  return HIDDEN.find(prefix => path.startsWith(prefix) && path.includes('{'))
}

/** Filters that name something of a tenant. */
const FILTERS: Readonly<Record<string, (things: Things) => string | undefined>> = {
  caseId: things => things['/api/cases/']['id'],
  whistle: things => things['/api/whistles/']['id'],
  whistleId: things => things['/api/whistles/']['id'],
}

const NEEDED: Readonly<Record<string, string>> = {
  problemType: '01-01',
  point: '117.2936,40.1743',
  department: POLICE,
}

/** The live stream never ends; whom a demo lets in by a click is told to everybody at its door. */
const NO_LISTS: readonly string[] = ['/api/live', '/api/public/demo/people']

function listsOf(operations: readonly Addressed[]): readonly Addressed[] {
  return operations.filter(
    ({ method, path }) =>
      method === 'get' &&
      path.startsWith('/api/') &&
      !path.includes('{') &&
      !NO_LISTS.includes(path),
  )
}

function neededBy({ parameters }: Addressed): Record<string, string> {
  const needed = parameters.filter(({ required, name }) => required && name in NEEDED)
  return Object.fromEntries(needed.map(({ name }) => [name, NEEDED[name] ?? '']))
}

function takes({ parameters }: Addressed, name: string): boolean {
  return parameters.some(one => one.name === name)
}

describe.each(enginesUnderTest())('tenants on %s', engine => {
  let server: DemoServer
  let stage: Stage
  let real: Things
  let madeUp: Things
  let operations: readonly Addressed[]
  const secretary = () => stage.member('110117006.secretary')
  /** Another district, another department of the same one, one that may call, and one's own neighbour. */
  const strangers = () =>
    [
      '110101-wangfujing.secretary',
      '110117-water.duty',
      '110117-enforcement.head',
      '110117001.secretary',
    ].map(office => stage.member(office))

  /** Ids that no stranger may come by. */
  const secretIds = () =>
    [
      real['/api/whistles/']['id'],
      real['/api/gradings/']['whistleId'],
      real['/api/cases/']['id'],
      real['/api/command-posts/']['id'],
      secretary().person,
    ].map(String)

  beforeAll(async () => {
    server = await startDemoServer({ engine, at: AT })
    stage = await openStage(server.url)
    operations = operationsOf(stage.client.document)
    real = await build()
    madeUp = {
      '/api/whistles/': {
        id: 'w-110117-00000000000000000000',
        department: POLICE,
        person: 'p-110117-nobody-99',
      },
      '/api/cases/': {
        id: 'c-110117-00000000000000000000',
        report: 'r-110117-0000',
        photo: `ph-110117-${'0'.repeat(32)}`,
      },
      '/api/gradings/': { whistleId: 'w-110117-00000000000000000000', department: POLICE },
      '/api/supervisions/': { id: `w-110117-00000000000000000000.${POLICE}.1` },
      '/api/command-posts/': { id: 'post-110117-00000000000000000000' },
      '/api/files/': { sha256: '0'.repeat(64) },
      '/api/people/': { id: 'p-110117-nobody-99' },
      '/api/notifications/': { id: NO_PAGE },
      '/api/inbox/': { id: NO_PAGE },
      '/api/public/reports/': { number: '110117-0000000000' },
      '/api/public/photos/': { photo: `ph-110117-${'0'.repeat(32)}` },
      '/api/drills/': { id: 'drill-110117-00000000000000000000' },
    }
  })
  afterAll(() => server.stop())

  async function keepPhoto(by: CastMember): Promise<Record<string, unknown>> {
    const { token } = await stage.as(by)
    const answer = await fetch(`${server.url}/api/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'image/jpeg' },
      body: new Uint8Array(jpegWithEverything()),
    })
    return (await answer.json()) as Record<string, unknown>
  }

  /** A resident's, which nobody has cleared. */
  async function givePhoto(
    by: CastMember,
    id: string,
    { number, code }: { number: string; code: string },
  ): Promise<string> {
    await fetch(`${server.url}/api/public/reports/${number}/photos`, {
      method: 'POST',
      headers: { 'follow-code': code, 'content-type': 'image/jpeg' },
      body: new Uint8Array(jpegWithEverything()),
    })
    const { items } = await stage.call<{ items: readonly { id: string }[] }>(by, 'listCasePhotos', {
      id,
    })
    return items[0]?.id ?? ''
  }

  /** One of those who were told of the whistle. */
  async function pageOf(by: CastMember, id: string): Promise<string> {
    const listed = 'listPagesOfWhistle'
    if (!operations.some(({ operationId }) => operationId === listed)) return NO_PAGE
    // A clock that is moved, even by nothing, waits until they are.
    await stage.advance(0)
    const { items } = await stage.call<{ items: readonly { id: string }[] }>(by, listed, { id })
    return items[0]?.id ?? NO_PAGE
  }

  /** Something of every kind, all of one sub-district and two departments. */
  async function build(): Promise<Things> {
    const by = secretary()
    const done = await playToTheEnd(stage, by)
    const { id, caseId } = await blow(stage, by, 'emergency')
    const body = { source: 'resident', text: '夜里有挖掘机', reporter: { phone: '+99900000001' } }
    await stage.call(by, 'addReport', { id: caseId, body: { ...body, id: 'r-110117-hidden' } })
    const report = 'r-110117-hidden'
    const follow = await stage.call<{ number: string; code: string }>(by, 'issueFollowCode', {
      id: caseId,
      report,
    })
    const given = await givePhoto(by, caseId, follow)
    const order = { whistle: id, department: POLICE, reason: '情况不明' }
    const coordination = stage.member('110117-coord.head')
    await stage.call(coordination, 'orderSupervision', { body: order })
    const photo = await keepPhoto(by)
    const of = { id, department: POLICE }
    await stage.call(stage.member(`${POLICE}.duty`), 'signSummons', of)
    const officer = stage.member(`${POLICE}.officer`)
    await stage.call(officer, 'setOut', of)
    await stage.call(officer, 'attachEvidence', { ...of, body: photo })
    const page = await pageOf(by, id)
    const { office, person } = by
    const post = await stage.call<Receipt>(by, 'openCommandPost', {
      body: {
        name: { zh: '示例指挥部', en: 'Example post' },
        commander: { office, person },
        members: CALLED.map(department => ({
          department,
          head: stage.member(`${department}.head`).person,
        })),
        area: '110117006',
        until: '2026-06-01T10:00:00+08:00',
        instrument: '示例',
      },
    })
    const drill = await stage.call<Receipt>(coordination, 'planDrill', {
      body: {
        audiences: [{ kind: 'duty', organisation: POLICE, layer: 'duty' }],
        startsAt: '2026-12-01T10:00:00+08:00',
        endsAt: '2026-12-01T10:30:00+08:00',
      },
    })
    return {
      '/api/whistles/': { id, department: POLICE, person: officer.person },
      '/api/cases/': { id: caseId, report, photo: given },
      '/api/gradings/': { whistleId: done.id, department: POLICE },
      '/api/supervisions/': { id: `${id}.${POLICE}.1` },
      '/api/command-posts/': { id: post.id },
      '/api/files/': { sha256: String(photo['sha256']) },
      '/api/people/': { id: person },
      '/api/notifications/': { id: page },
      '/api/inbox/': { id: page },
      '/api/public/reports/': { number: follow.number },
      '/api/public/photos/': { photo: given },
      '/api/drills/': { id: drill.id },
    }
  }

  async function askAs(
    by: CastMember | undefined,
    operation: Addressed,
    things: Readonly<Record<string, string>>,
    more: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answered> {
    const token = by === undefined ? undefined : (await stage.as(by)).token
    return ask(server.url, { operation, things, token, ...more })
  }

  test('every route is either open to all or under a tenant', () => {
    const unknown = operations
      .filter(one => one.path.includes('{') && one.path.startsWith('/api/'))
      .filter(one => prefixOf(one) === undefined && !OPEN.test(one.path))
      .map(({ method, path }) => `${method} ${path}`)
    expect(unknown).toEqual([])
  })

  test('reading what is hidden answers byte for byte like reading what is not there', async () => {
    let compared = 0
    for (const operation of operations.filter(one => one.method === 'get')) {
      const prefix = prefixOf(operation)
      if (prefix === undefined) continue
      for (const by of strangers())
        for (const headers of [{}, { 'if-none-match': '"v1"', 'accept-language': 'en' }]) {
          const asked = await Promise.all(
            [real, madeUp].map(things => askAs(by, operation, things[prefix], { headers })),
          )
          const [hidden, missing] = asked.map((one, i) =>
            withoutIds(one, idsOf(i === 0 ? real : madeUp)),
          )
          const where = `${operation.operationId} as ${by.office}`
          expect({ where, ...hidden }).toEqual({ where, ...missing })
          expect([where, hidden?.status]).toEqual([where, 404])
          compared += 1
        }
    }
    expect(compared).toBeGreaterThan(60)
  })

  test('control: whoever may see it gets another answer', async () => {
    const operation = operations.find(one => one.operationId === 'getWhistle')
    if (!operation) throw new Error('no getWhistle')
    const own = await askAs(secretary(), operation, real['/api/whistles/'])
    expect(own.status).toBe(200)
  })

  test('acting on what is hidden is refused like acting on what is not there', async () => {
    let compared = 0
    for (const operation of operations.filter(one => one.method === 'post')) {
      const prefix = prefixOf(operation)
      const schema = bodySchemaOf(operation)
      if (prefix === undefined || operation.requestBody === undefined) continue
      const body = schema && exampleOf(stage.client.document, schema, operation.operationId)
      for (const by of strangers().slice(0, 2))
        for (const headers of [{}, { 'if-match': '"v0"' }]) {
          const asked = await Promise.all(
            [real, madeUp].map(things => askAs(by, operation, things[prefix], { body, headers })),
          )
          const [hidden, missing] = asked.map((one, i) =>
            withoutIds(one, idsOf(i === 0 ? real : madeUp)),
          )
          const where = `${operation.operationId} as ${by.office}`
          expect({ where, ...hidden }).toEqual({ where, ...missing })
          expect([where, (hidden?.status ?? 0) >= 400]).toEqual([where, true])
          compared += 1
        }
    }
    expect(compared).toBeGreaterThan(100)
  })

  test('lists, counts and searches tell nothing of it, whatever they are asked', async () => {
    for (const operation of listsOf(operations))
      for (const by of strangers()) {
        const where = `${operation.operationId} as ${by.office}`
        const query = neededBy(operation)
        const all = await askAs(by, operation, query)
        expect([where, secretIds().filter(id => all.text.includes(id))]).toEqual([where, []])
        for (const name of Object.keys(FILTERS).filter(each => takes(operation, each))) {
          const [hidden, missing] = await Promise.all(
            [real, madeUp].map(async things => {
              const filter = { [name]: FILTERS[name]?.(things) ?? '' }
              return withoutIds(await askAs(by, operation, { ...query, ...filter }), idsOf(things))
            }),
          )
          expect({ where, name, ...hidden }).toEqual({ where, name, ...missing })
        }
      }
  })

  test('the live stream, read from the beginning, names none of it', async () => {
    const by = stage.member('110117-water.duty')
    const { token } = await stage.as(by)
    const opening = {
      title: '示例',
      problemType: '01-01',
      point: { type: 'Point', coordinates: [117.2936, 40.1743] },
    }
    // Its own case: once that is there, everything before it was passed.
    const { id: own } = await stage.call<Receipt>(by, 'openCase', { body: opening })
    const end = new AbortController()
    const answer = await fetch(`${server.url}/api/live`, {
      headers: { authorization: `Bearer ${token}`, 'last-event-id': '0' },
      signal: end.signal,
    })
    let text = ''
    for await (const part of answer.body ?? []) {
      text += new TextDecoder().decode(part)
      if (text.includes(own)) break
    }
    end.abort()
    expect(secretIds().filter(id => text.includes(id))).toEqual([])
  })

  test('it takes as long, too', async () => {
    const timed = ['getWhistle', 'getTimeline', 'getCase', 'getGrading', 'getSupervision']
    const by = stage.member('110117-water.duty')
    const other: Things = {
      ...madeUp,
      '/api/whistles/': { id: 'w-110117-11111111111111111111', department: PLANNING },
      '/api/cases/': { id: 'c-110117-11111111111111111111' },
      '/api/gradings/': { whistleId: 'w-110117-11111111111111111111' },
      '/api/supervisions/': { id: `w-110117-11111111111111111111.${POLICE}.1` },
    }
    const measure = async (who: CastMember, operation: Addressed, kinds: readonly Things[]) => {
      const prefix = prefixOf(operation)
      if (prefix === undefined) throw new Error(operation.path)
      const times: number[][] = kinds.map(() => [])
      // Taken in turns, so that whatever else the machine does falls on all of them alike.
      for (let round = 0; round < 60; round += 1)
        for (const [i, things] of kinds.entries()) {
          const { took } = await askAs(who, operation, things[prefix])
          times[i]?.push(took)
        }
      return times.map(median)
    }
    for (const operationId of timed) {
      const operation = operations.find(one => one.operationId === operationId)
      if (!operation) throw new Error(operationId)
      // What tells them apart does so each time; what else the machine does, does not.
      let isAlike = false
      for (let attempt = 0; attempt < 4 && !isAlike; attempt += 1) {
        const [hidden = 0, missing = 0, again = 0] = await measure(by, operation, [
          real,
          madeUp,
          other,
        ])
        const noise = Math.abs(missing - again)
        isAlike = Math.abs(hidden - missing) < Math.max(0.6 * missing, 4 * noise, 1)
      }
      expect([operationId, isAlike]).toEqual([operationId, true])
    }
    // Control: what is really read takes longer, so that a difference would be seen.
    const story = operations.find(one => one.operationId === 'getTimeline')
    if (!story) throw new Error('no getTimeline')
    const done = { ...real, '/api/whistles/': { id: real['/api/gradings/']['whistleId'] ?? '' } }
    const [seen = 0, missing = 0] = await measure(secretary(), story, [done, madeUp])
    expect(seen).toBeGreaterThan(missing * 1.2)
  })
})
