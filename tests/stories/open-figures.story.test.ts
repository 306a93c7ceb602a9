// Open figures: counts with their cases, rates only from twenty on, nothing confidential before its time, invented data marked.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { DAY, HOUR, MINUTE, openStage, type Stage, toRfc3339 } from './play/stage.ts'
import { AT, CALLED, playToTheEnd } from './two-departments.ts'

const [POLICE] = CALLED
const STREET = '110117006'
const FORMULA = '=HYPERLINK("http://evil.example","平谷区公安分局")'

interface Share {
  readonly of: number
  readonly count?: number
  readonly share?: number
  readonly low?: number
  readonly high?: number
  readonly median?: number
}
interface Row {
  readonly key: string
  readonly name: { zh: string }
  readonly whistles: number
  readonly closed: number
  readonly onTime: Share
  readonly toArrive: Share
  readonly toClose: Share
}
interface Figures {
  readonly invented: boolean
  readonly notice: { zh: string; en: string }
  readonly total: Row
  readonly items: readonly Row[]
}
interface Feature {
  readonly id: string
  readonly properties: Record<string, unknown>
  readonly geometry: { coordinates: unknown } | null
}
interface Done {
  readonly invented: boolean
  readonly items: readonly { ref: string; place: { coordinates: [number, number] } }[]
  readonly next?: string
}

describe.each(enginesUnderTest())('open figures on %s', engine => {
  let server: DemoServer
  let stage: Stage
  const secretary = () => stage.member(`${STREET}.secretary`)
  const keeper = () => stage.member('110000-coord.head')

  beforeAll(async () => {
    server = await startDemoServer({
      engine,
      at: AT,
      settings: { MUSTER_PUBLIC_DATUM: 'gcj02', MUSTER_PUBLIC_ROUNDING_METRES: '1000' },
    })
    stage = await openStage(server.url)
    for (let count = 0; count < 9; count += 1) {
      await playToTheEnd(stage, secretary())
      await stage.advance(MINUTE)
    }
    // Whoever is counted gets a name that a spreadsheet would calculate.
    const name = { zh: FORMULA, en: FORMULA }
    await stage.call(keeper(), 'changeOrganisation', { id: POLICE, body: { name } })
  }, 240_000)
  afterAll(() => server.stop())

  const figures = (by = 'street') => stage.client.as().call<Figures>('getOpenStatistics', { by })
  const done = (more: object = {}) => stage.client.as().call<Done>('listDone', { ...more })

  async function text(path: string): Promise<{ type: string; name: string; text: string }> {
    const answer = await fetch(`${server.url}/api/public/${path}`)
    return {
      type: answer.headers.get('content-type') ?? '',
      name: answer.headers.get('content-disposition') ?? '',
      text: await answer.text(),
    }
  }

  test('under twenty there are counts and neither share nor median', async () => {
    const { items, total, invented, notice } = await figures()
    expect([invented, notice.zh.includes('虚构')]).toEqual([true, true])
    expect(items.map(({ key, whistles, closed }) => [key, whistles, closed])).toEqual([
      [STREET, 9, 9],
    ])
    // Two calls a whistle.
    expect(total.onTime).toEqual({ of: 18, count: 18 })
    expect(total.toArrive).toEqual({ of: 18 })
    const [police] = (await figures('department')).items
    expect(police?.onTime).toEqual({ of: 9, count: 9 })
  })

  test('from twenty on there are shares and medians, with their intervals', async () => {
    await stage.advance(HOUR)
    await playToTheEnd(stage, secretary())
    await stage.advance(2 * MINUTE)
    const { total } = await figures()
    expect(total.onTime).toMatchObject({ of: 20, count: 20, share: 1, high: 1 })
    expect(total.onTime.low).toBeGreaterThan(0.8)
    expect(total.toArrive).toEqual({ of: 20, median: 0, low: 0, high: 0 })
    expect(total.toClose).toEqual({ of: 10 })
  })

  test('a raid is in none of it before its time, and nothing tells that something is left out', async () => {
    const { versions } = await stage.call<{ versions: readonly object[] }>(keeper(), 'getKind', {
      code: 'emergency',
    })
    const raid = { code: 'raid', version: '1', confidential: true }
    const effectiveFrom = toRfc3339(await stage.now())
    await stage.call(keeper(), 'publishKind', { body: { ...versions[0], ...raid, effectiveFrom } })
    const before = { figures: await figures(), done: await done({ limit: 1 }) }
    await stage.advance(2 * MINUTE)
    const calm = await figures()
    await playToTheEnd(stage, secretary(), { kind: 'raid' })
    await stage.advance(2 * MINUTE)
    expect((await figures()).total).toEqual(calm.total)
    // The first page is as long as it was asked to be, and the next one begins where it did.
    expect(await done({ limit: 1 })).toEqual(before.done)
    await stage.advance(31 * DAY)
    expect((await figures()).total.whistles).toBe(before.figures.total.whistles + 1)
    expect((await done({ limit: 1 })).items[0]?.ref).not.toBe(before.done.items[0]?.ref)
  })

  test('pages of what was done hold each once, and no id', async () => {
    const refs: string[] = []
    let cursor: string | undefined
    do {
      const page: Done = await done({ limit: 4, ...(cursor === undefined ? {} : { cursor }) })
      refs.push(...page.items.map(({ ref }) => ref))
      cursor = page.next
      expect(Buffer.from(cursor ?? '', 'base64url').toString()).not.toMatch(/w-110117/)
    } while (cursor !== undefined)
    expect(new Set(refs).size).toBe(11)
    expect(refs).toHaveLength(11)
    expect(JSON.stringify(await done())).not.toMatch(/w-110117|c-110117|p-110117|\.officer/)
  })

  test('places are rounded as far and shown in the datum that the city has set', async () => {
    const [first] = (await done({ limit: 1 })).items
    const [longitude = 0, latitude = 0] = first?.place.coordinates ?? []
    // GCJ-02 lies some five hundred metres south-east of WGS-84 there; the grid is a kilometre wide.
    expect(Math.abs(longitude - 117.2936)).toBeGreaterThan(0.0005)
    expect(Math.abs(longitude - 117.2936) + Math.abs(latitude - 40.1743)).toBeLessThan(0.03)
    const city = await stage.client
      .as()
      .call<{ datum: string; roundingMetres: number }>('getPublicCity')
    expect(city).toMatchObject({ datum: 'gcj02', roundingMetres: 1000 })
  })

  test('the table says that it is invented in name and rows, and calculates nothing', async () => {
    const table = await text('statistics.csv?by=department')
    expect([table.type, table.name.includes('invented')]).toEqual(['text/csv; charset=utf-8', true])
    const [head = '', total = '', ...rows] = table.text.replace('\ufeff', '').trim().split('\r\n')
    expect(head.split(',').slice(0, 4)).toEqual(['data', 'from', 'to', 'key'])
    expect(total.startsWith('虚构 invented,')).toBe(true)
    const police = rows.find(row => row.includes(POLICE))
    expect(police).toContain(`"'${FORMULA.replaceAll('"', '""')}"`)
    for (const row of rows) expect(row).not.toMatch(/(^|,)"?[=+@]/)
    expect(rows.filter(row => row.startsWith('虚构 invented,'))).toHaveLength(CALLED.length)
    expect(table.text).toContain('虚构数据')
  })

  test('the map has a street’s border in the public datum, and every feature says that it is invented', async () => {
    const map = await text('statistics.geojson?by=street')
    expect(map.type).toContain('application/geo+json')
    const { invented, features } = JSON.parse(map.text) as {
      invented: boolean
      features: readonly Feature[]
    }
    expect([invented, features.length]).toEqual([true, 1])
    expect(features[0]).toMatchObject({ id: STREET, properties: { data: '虚构 invented' } })
    expect(JSON.stringify(features[0]?.geometry).length).toBeGreaterThan(200)
    const territory = await text('territory?level=district')
    expect(territory.text).toContain('"FeatureCollection"')
    // Whoever draws a map of whistles asks for the borders in their datum.
    const inWgs84 = await text('territory?level=district&datum=wgs84')
    expect(inWgs84.text).toContain('"FeatureCollection"')
    expect(inWgs84.text).not.toBe(territory.text)
    expect((await text('territory?level=district&datum=gcj02')).text).toBe(territory.text)
  })

  test('a period that makes no sense is refused, and one without whistles is empty', async () => {
    const asked = await fetch(`${server.url}/api/public/statistics?from=2026-03-02&to=2026-03-01`)
    expect(asked.status).toBe(400)
    const old = await fetch(`${server.url}/api/public/statistics?from=2020-01-01&to=2020-02-01`)
    expect(((await old.json()) as Figures).items).toEqual([])
  })
})
