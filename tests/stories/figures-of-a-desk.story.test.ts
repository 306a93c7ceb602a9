// Figures count what their reader may see, name how many cases carry them, and lead to the whistles; drills are in none.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rainstormCasts } from '../../apps/server/src/features/demo-city/casts.ts'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { type CastMember, DAY, MINUTE, openStage, type Stage, toRfc3339 } from './play/stage.ts'
import { AT, blow, CALLED, playToTheEnd } from './two-departments.ts'

const [POLICE] = CALLED
const STREET = '110117006'
const NEIGHBOUR = '110117101'

interface Row {
  readonly key: string
  readonly name?: { zh: string }
  readonly whistles: number
  readonly cases: number
  readonly arrivals: { of: number; count: number; share?: number; low?: number; high?: number }
  readonly calls: Readonly<Record<string, number>>
}
interface Figures {
  readonly invented: boolean
  readonly notice: { zh: string }
  readonly whistles: number
  readonly cases: number
  readonly again: number
  readonly days: readonly { day: string; whistles: number }[]
  readonly items: readonly Row[]
}
interface Now {
  readonly burning: number
  readonly silent: number
  readonly toApprove: number
  readonly toAccept: number
  readonly waits: readonly { whistle: string; what: string; departments: readonly string[] }[]
}
interface Recurring {
  readonly places: readonly { whistles: number; cases: number; ids: readonly string[] }[]
  readonly types: readonly { caller: string; problemType: string; cases: number }[]
  readonly cases: readonly { id: string; cameBack: number; recursFrom: number }[]
}
type Query = Readonly<Record<string, string | number>>

describe.each(enginesUnderTest())('figures on %s', engine => {
  let server: DemoServer
  let stage: Stage
  const secretary = () => stage.member(`${STREET}.secretary`)
  const neighbour = () => stage.member(`${NEIGHBOUR}.secretary`)
  const city = () => stage.member('110000-coord.head')
  /** In the neighbour's own streets. */
  const elsewhere = () => {
    const casts = rainstormCasts(stage.city)
    const { scene } = casts.find(({ caller }) => caller.organisation.id === NEIGHBOUR) ?? {}
    return { type: 'Point', coordinates: scene?.point }
  }
  const police = () => stage.member(`${POLICE}.duty`)

  beforeAll(async () => {
    server = await startDemoServer({ engine, at: AT })
    stage = await openStage(server.url)
  })
  afterAll(() => server.stop())

  const figures = (by: CastMember, query: Query = {}) =>
    stage.call<Figures>(by, 'getWhistleFigures', query)
  const now = (by: CastMember) => stage.call<Now>(by, 'getFiguresNow', {})
  const recurring = (by: CastMember, query: Query = {}) =>
    stage.call<Recurring>(by, 'getRecurring', query)

  async function counted(by: CastMember, query: Query): Promise<readonly string[]> {
    const ids: string[] = []
    let cursor: string | undefined
    do {
      const page: { ids: readonly string[]; next?: string } = await stage.call(
        by,
        'listCountedWhistles',
        { limit: 2, ...query, ...(cursor === undefined ? {} : { cursor }) },
      )
      ids.push(...page.ids)
      cursor = page.next
    } while (cursor !== undefined)
    expect(new Set(ids).size).toBe(ids.length)
    return ids
  }

  let first: string
  let ended: string

  test('counts whistles and cases by caller, department and type, for whoever sees them', async () => {
    ended = (await playToTheEnd(stage, secretary())).id
    await stage.advance(DAY)
    const { id, caseId } = await blow(stage, secretary(), 'emergency')
    first = id
    await blow(stage, secretary(), 'emergency', { caseId })
    await blow(stage, neighbour(), 'emergency', {
      place: { point: elsewhere(), text: '别处' },
      problemType: '01-02',
    })
    const all = await figures(city())
    expect(all).toMatchObject({ invented: true, whistles: 4, cases: 3, again: 2 })
    expect(all.notice.zh).toContain('虚构')
    expect(all.items.map(({ key, whistles, cases }) => [key, whistles, cases])).toEqual([
      [STREET, 3, 2],
      [NEIGHBOUR, 1, 1],
    ])
    expect(all.days.filter(({ whistles }) => whistles > 0)).toEqual([
      { day: '2026-03-02', whistles: 1 },
      { day: '2026-03-03', whistles: 3 },
    ])
    const own = await figures(neighbour(), { by: 'type' })
    expect(own.items.map(({ key, whistles }) => [key, whistles])).toEqual([['01-02', 1]])
    const departments = await figures(secretary(), { by: 'department' })
    expect(departments.items.map(({ key, whistles }) => [key, whistles])).toEqual(
      CALLED.toSorted().map(department => [department, 3]),
    )
    expect((await figures(stage.member('110101001.secretary'))).whistles).toBe(0)
    expect((await figures(city(), { to: AT })).whistles).toBe(0)
  })

  test('each figure leads to its whistles, page by page', async () => {
    expect(await counted(city(), { by: 'street', key: STREET })).toHaveLength(3)
    expect(await counted(city(), { by: 'department', key: POLICE })).toHaveLength(4)
    expect(await counted(city(), { by: 'type', key: '01-02' })).toHaveLength(1)
    expect(await counted(city(), { again: 'true' })).toHaveLength(2)
    expect(await counted(city(), { day: '2026-03-02' })).toEqual([ended])
    expect(await counted(neighbour(), { by: 'street', key: STREET })).toEqual([])
    expect(await counted(city(), { by: 'department', key: POLICE, call: 'settled' })).toEqual([
      ended,
    ])
  })

  test('a department has its own calls by the same route', async () => {
    const [row] = (await figures(police(), { by: 'department', department: POLICE })).items
    expect(row).toMatchObject({
      key: POLICE,
      whistles: 4,
      calls: { called: 4, signedInTime: 1, arrivedInTime: 1, missed: 0, settled: 1 },
    })
    await stage.advance(31 * MINUTE)
    const [late] = (await figures(police(), { by: 'department', department: POLICE })).items
    expect(late?.calls).toMatchObject({ called: 4, missed: 3 })
    expect(late?.arrivals).toEqual({ of: 3, count: 1 })
    expect(await counted(police(), { department: POLICE, call: 'missed' })).toHaveLength(3)
  })

  test('what runs now, who is silent, and for whom one waits longest', async () => {
    const view = await now(secretary())
    expect(view).toMatchObject({ burning: 2, silent: 2, toApprove: 0, toAccept: 0 })
    expect(view.waits.map(({ what }) => what)).toEqual(['sign', 'sign'])
    expect(view.waits[0]?.departments.toSorted()).toEqual(CALLED.toSorted())
    expect((await counted(secretary(), { stage: 'silent' })).toSorted()).toEqual(
      view.waits.map(({ whistle }) => whistle).toSorted(),
    )
    expect((await now(city())).burning).toBe(3)
  })

  test('a drill is in no figure', async () => {
    const before = await figures(city())
    await blow(stage, secretary(), 'emergency', { drill: true })
    expect(await figures(city())).toEqual({ ...before, days: before.days })
    expect((await now(city())).burning).toBe(3)
  })

  test('a type that the reader may not know is named to nobody, and is in nothing that recurs', async () => {
    const { versions } = await stage.call<{ versions: readonly object[] }>(city(), 'getKind', {
      code: 'emergency',
    })
    const effectiveFrom = toRfc3339(await stage.now())
    const kind = { ...versions[0], code: 'raid', version: '1', effectiveFrom, confidential: true }
    await stage.call(city(), 'publishKind', { body: kind })
    const { id } = await blow(stage, secretary(), 'raid', { problemType: '02-01' })
    const keys = async (by: CastMember) =>
      (await figures(by, { by: 'type' })).items.map(({ key }) => key)
    expect(await keys(secretary())).toContain('02-01')
    expect(await keys(police())).not.toContain('02-01')
    expect(await keys(police())).toContain('')
    expect(await counted(police(), { by: 'type', key: '02-01' })).toEqual([])
    expect(await counted(police(), { by: 'type', key: '' })).toEqual([id])
    expect(JSON.stringify(await recurring(police()))).not.toContain(id)
    expect(JSON.stringify(await recurring(secretary()))).toContain(id)
  })

  test('what keeps coming back: a place, a type of one caller, a case that was found back', async () => {
    const seen = await recurring(secretary())
    expect(seen.places[0]).toMatchObject({ whistles: 4, cases: 3 })
    expect(seen.places[0]?.ids).toContain(first)
    expect(seen.types).toMatchObject([{ caller: STREET, problemType: '01-01', cases: 2 }])
    expect(seen.cases).toEqual([])
    const { caseId } = await stage.call<{ caseId: string }>(secretary(), 'getWhistle', {
      id: ended,
    })
    await stage.call(secretary(), 'recordRecheck', {
      id: caseId,
      body: { found: 'came_back', text: '又有了' },
    })
    const [back] = (await recurring(secretary())).cases
    expect(back).toMatchObject({ id: caseId, cameBack: 1, recursFrom: 0 })
    expect((await recurring(police())).cases).toEqual([])
    expect((await recurring(neighbour())).places).toEqual([])
    await stage.advance(91 * DAY)
    expect(await recurring(secretary())).toMatchObject({ places: [], types: [], cases: [] })
  })

  test('a share from twenty cases on, with its interval; the table says that all is invented', async () => {
    for (let count = 0; count < 20; count += 1) await blow(stage, secretary(), 'emergency')
    const fresh = await figures(city())
    expect(fresh.items[0]?.arrivals).toEqual({ of: 0, count: 0 })
    await stage.advance(31 * MINUTE)
    const [row] = (await figures(city())).items
    expect(row?.arrivals).toMatchObject({ of: 20, count: 0, share: 0, low: 0 })
    expect(row?.arrivals.high).toBeCloseTo(0.161, 3)
    const { token } = await stage.client
      .as()
      .call<{ token: string }>('issueDemoToken', { body: { ...secretary() } })
    const answer = await fetch(`${server.url}/api/figures/whistles.csv`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(answer.headers.get('content-disposition')).toMatch(/muster-street-.*-invented\.csv/)
    const table = await answer.text()
    expect(table).toContain('虚构数据')
    expect(table.split('\n')[0]).toContain('in_time_share')
  })
})
