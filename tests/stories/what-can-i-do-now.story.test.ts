// The pages' questions: what can I do now, what is missing, what would happen; places and problems as people type them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoServer, startDemoServer } from '../harness/demo-server.ts'

const POINT = { type: 'Point', coordinates: [117.3087, 40.1737] }
const DEPARTMENT = '110117-planning'

interface Acts {
  readonly primary?: { readonly act: string; readonly path: string }
  readonly acts: readonly { readonly act: string; readonly department?: string }[]
  readonly steps: readonly {
    readonly code: string
    readonly done: boolean
    readonly words: string
  }[]
}

describe('what can I do now', () => {
  let server: DemoServer
  let key = 0

  beforeAll(async () => {
    server = await startDemoServer({ at: '2017-01-17T08:30:00+08:00' })
  })
  afterAll(() => server.stop())

  const tokenOf = (role: string) => {
    const token = new RegExp(`^\\s*${role}.*\\b(mus_\\S+)`, 'm').exec(server.output())?.[1]
    if (token === undefined) throw new Error(`nobody is ${role}`)
    return token
  }
  const ask = async (role: string, method: string, path: string, body?: object) => {
    key += 1
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${tokenOf(role)}`,
        'accept-language': 'en',
        'idempotency-key': `act-${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
  }
  const actsOf = async (role: string, id: string) =>
    (await ask(role, 'GET', `/api/whistles/${id}/acts`)).body as Acts

  it('every act that is offered is accepted, and its step ticks itself off', async () => {
    const opened = await ask('commander', 'POST', '/api/cases', {
      title: 'Night digging',
      problemType: '07-01',
      point: POINT,
    })
    const written = await ask('commander', 'POST', '/api/whistles', {
      caseId: opened.body.id,
      kind: 'emergency',
      title: 'Night digging',
      facts: 'Three excavators',
      tried: 'Told to stop',
      lacking: 'No power over mining',
      problemType: '07-01',
      place: { point: POINT, text: 'Valley' },
      assembly: { at: '2017-01-17T09:00:00+08:00', place: 'Village committee' },
      asks: [{ department: DEPARTMENT, role: 'lead', text: 'Stop it' }],
    })
    const { id } = written.body
    const draft = await actsOf('commander', id)
    expect(draft.primary?.act).toBe('submitWhistle')
    // Nobody else sees it, so nobody else is told what could be done to it.
    expect((await ask('field-officer', 'GET', `/api/whistles/${id}/acts`)).status).toBe(404)
    expect((await ask('commander', 'POST', draft.primary?.path ?? '', {})).status).toBe(200)

    const called = await actsOf('field-officer', id)
    expect(called.primary?.act).toBe('signSummons')
    expect(called.steps.find(({ done }) => !done)?.words).toContain('has not signed yet')
    expect((await ask('field-officer', 'POST', called.primary?.path ?? '', {})).status).toBe(200)
    expect((await actsOf('field-officer', id)).primary?.act).toBe('setOut')
    const commander = await actsOf('commander', id)
    expect(commander.acts.map(({ act }) => act)).toContain('standDown')
    // A department never does the caller's part, nor the caller the department's.
    expect(commander.acts.map(({ act }) => act)).not.toContain('setOut')
    expect(called.acts.map(({ act }) => act)).not.toContain('standDown')
  })

  it('what would happen is told before anything does', async () => {
    const question = { kind: 'emergency', point: POINT, departments: [DEPARTMENT] }
    const { status, body } = await ask('commander', 'POST', '/api/whistles/foretell', question)
    expect(status).toBe(200)
    expect(body.refusal).toBeUndefined()
    expect(body.approval).toBe('after')
    expect(
      body.clocks.map(({ clock, dueAt }: { clock: string; dueAt: string }) => [clock, dueAt]),
    ).toContainEqual(['sign', '2017-01-17T08:35:00+08:00'])
    const officer = await ask('field-officer', 'POST', '/api/whistles/foretell', question)
    expect(officer.body.refusal.code).toBe('power_missing')
    expect(officer.body.outOfReach).toEqual([DEPARTMENT])
    const away = { ...question, point: { type: 'Point', coordinates: [0, 0] } }
    expect((await ask('commander', 'POST', '/api/whistles/foretell', away)).body.code).toBe(
      'place_outside_territory',
    )
  })

  it('places and problems are found by name, pinyin, initials and English', async () => {
    for (const typed of ['金海湖', 'jinhaihu', 'jhh', 'Jinhaihu']) {
      const found = await ask('commander', 'GET', `/api/places?q=${encodeURIComponent(typed)}`)
      expect([typed, found.body.items[0]?.name.en]).toEqual([typed, 'Jinhaihu Area'])
    }
    for (const typed of ['盗采', 'dckc', 'daocai', 'Illegal mining']) {
      const path = `/api/problem-types/search?q=${encodeURIComponent(typed)}`
      expect([typed, (await ask('commander', 'GET', path)).body.items[0]?.code]).toEqual([
        typed,
        '07-01',
      ])
    }
  })

  it('a point is the same place in three datums', async () => {
    const at = (point: string, datum: string) =>
      ask('commander', 'GET', `/api/places/at?point=${point}&datum=${datum}`)
    const { body } = await at('117.3087,40.1737', 'wgs84')
    expect(body.areas.map(({ id }: { id: string }) => id)).toContain('110117006')
    const back = await at(body.gcj02.join(','), 'gcj02')
    const [lng, lat] = back.body.point.coordinates
    expect([lng, lat].map(value => value.toFixed(4))).toEqual(['117.3087', '40.1737'])
    expect((await at('0,0', 'wgs84')).body.areas).toEqual([])
  })

  it('a draft is its writer’s alone, and gone when it is discarded', async () => {
    const path = '/api/me/drafts/d-00000001'
    const content = { facts: 'Three excavators', asks: [] }
    const kept = await ask('commander', 'PUT', path, { purpose: 'whistle', content })
    expect(kept.status).toBe(200)
    const mine = await ask('commander', 'GET', '/api/me/drafts')
    expect(mine.body.items).toEqual([
      { id: 'd-00000001', purpose: 'whistle', savedAt: kept.body.savedAt, content },
    ])
    expect((await ask('field-officer', 'GET', '/api/me/drafts')).body.items).toEqual([])
    const large = { purpose: 'whistle', content: { facts: 'x'.repeat(70_000) } }
    expect((await ask('commander', 'PUT', path, large)).body.code).toBe('draft_too_large')
    expect((await ask('commander', 'DELETE', path)).status).toBe(204)
    expect((await ask('commander', 'GET', '/api/me/drafts')).body.items).toEqual([])
  })
})
