// A district's people come and go as spreadsheets: tried first, every bad row named, nothing half done.
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCsv, writeCsv } from '../../apps/server/src/platform/tables/csv.ts'
import { TABLE_LIMITS } from '../../apps/server/src/platform/tables/limits.ts'
import { readXlsx } from '../../apps/server/src/platform/tables/xlsx-reader.ts'
import { problemOf } from '../client/problem.ts'
import { enginesUnderTest } from '../harness/demo-server.ts'
import { runOperator } from '../harness/operator.ts'
import type { CastMember } from './play/stage.ts'
import { withStage } from './play/with-stage.ts'
import { AT } from './two-departments.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const POLICE = '110117-police'
const HEADER = ['编号', '单位 organisation', '办公室', 'name_zh', '英文姓名', '电话', '虚构']
const GOOD = ['p-new-1', POLICE, `${POLICE}.officer`, '赵例新', 'Zhao Lixin', '+99912345678', '是']

interface RowProblem {
  readonly row: number
  readonly column?: string
  readonly code: string
  readonly zh: string
  readonly en: string
}

interface Report {
  readonly applied: boolean
  readonly problems: readonly RowProblem[]
  readonly tables: readonly {
    readonly table: string
    readonly rows: number
    readonly added: number
    readonly changed: number
    readonly unchanged: number
    readonly bad: number
  }[]
  readonly receipt?: { readonly events: readonly string[] }
}

const BAD: readonly (readonly [readonly string[], string, string?])[] = [
  [
    ['p-new-2', '110117-nowhere', '', '钱例', '', '', ''],
    'unknown_organisation',
    '单位 organisation',
  ],
  [['p-new-3', POLICE, '', '', '', '', ''], 'missing', '姓名 name_zh'],
  [['p-new-4', POLICE, '', '=HYPERLINK("x")', '', '', ''], 'formula', '姓名 name_zh'],
  [['p-new-1', POLICE, '', '孙例', '', '', ''], 'row_twice'],
  [['p-new-5', '110101-police', '', '李例', '', '', ''], 'not_a_keeper', '编号 id'],
  [['p new 6', POLICE, '', '周例', '', '', ''], 'not_an_id', '编号 id'],
  [
    ['p-new-7', POLICE, '110101-police.officer', '吴例', '', '', ''],
    'unknown_office',
    '办公室 offices',
  ],
  [['p-new-8', POLICE, '', '郑例', '', '', '也许'], 'not_a_flag', '虚构 invented'],
]

describe.each(enginesUnderTest())('spreadsheets on %s', engine => {
  const staged = withStage(engine, AT)
  const keeper = () => staged.stage.member('110117-coord.head')

  async function ask(by: CastMember, path: string, init: RequestInit = {}): Promise<Response> {
    const { token } = await staged.stage.as(by)
    return fetch(`${staged.server.url}/api/directory/${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    })
  }
  const send = (query: string, body: Buffer, more: { key?: string; by?: CastMember } = {}) => {
    const { key = randomUUID(), by = keeper() } = more
    const type = query.includes('table=') ? 'text/csv' : XLSX
    const headers = { 'content-type': type, 'idempotency-key': key }
    return ask(by, `tables?${query}`, { method: 'POST', body: new Uint8Array(body), headers })
  }
  const reportOf = async (answer: Response) => (await answer.json()) as Report
  const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer())
  const findPerson = (id: string) =>
    staged.stage.call(staged.stage.member(`${POLICE}.head`), 'getPerson', { id })
  const bad = writeCsv([HEADER, GOOD, ...BAD.map(([cells]) => cells)])

  test('the template has its headers in both languages', async () => {
    const answer = await ask(keeper(), 'template')
    expect(answer.headers.get('content-type')).toBe(XLSX)
    const tables = await readXlsx(await bytesOf(answer), TABLE_LIMITS)
    expect(tables.map(({ name }) => name)).toContain('人员 people')
    const csv = await bytesOf(await ask(keeper(), 'template?format=csv&table=appointments'))
    const { rows } = await readCsv(csv, 'appointments', TABLE_LIMITS)
    expect(rows[0]?.cells).toEqual([
      '人员 person',
      '办公室 office',
      '起始时间 from',
      '终止时间 until',
      '依据 instrument',
    ])
  })

  test('a trial names every bad row and changes nothing; without leave nothing is done by half', async () => {
    const tried = await reportOf(await send('table=people&dryRun=true', bad))
    const expected = BAD.map(([, code, column], i) => ({
      row: i + 3,
      code,
      ...(column === undefined ? {} : { column }),
    }))
    expect(tried.problems).toMatchObject(expected)
    for (const { zh, en } of tried.problems)
      expect([/[一-龥]/.test(zh), /[a-z]/.test(en)]).toEqual([true, true])
    expect(tried).toMatchObject({
      applied: false,
      tables: [{ table: 'people', rows: 9, added: 1, bad: 8 }],
    })
    const refused = await send('table=people', bad)
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({
      code: 'bad_rows',
      report: { applied: false, problems: expected },
    })
    expect(await problemOf(findPerson('p-new-1'))).toMatchObject({ status: 404 })
    const stranger = staged.stage.member(`${POLICE}.duty`)
    expect((await send('table=people', bad, { by: stranger })).status).toBe(403)
  })

  test('the good rows come in when they are asked for, once however often', async () => {
    const key = randomUUID()
    const first = await send('table=people&partial=true', bad, { key })
    expect(first.status).toBe(200)
    expect(await reportOf(first)).toMatchObject({
      applied: true,
      receipt: { events: ['DirectoryImported'] },
    })
    const again = await send('table=people&partial=true', bad, { key })
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect((await send('table=people', bad, { key })).status).toBe(422)
    expect(await findPerson('p-new-1')).toMatchObject({
      organisation: POLICE,
      offices: [`${POLICE}.officer`],
      name: { zh: '赵例新', en: 'Zhao Lixin' },
      phone: '+99912345678',
      invented: true,
    })
  })

  test('what was taken out comes in again as no change, and a changed cell as one', async () => {
    const file = await bytesOf(await ask(keeper(), 'tables'))
    const same = await reportOf(await send('dryRun=true', file))
    expect(same.problems).toEqual([])
    for (const { rows, unchanged } of same.tables) expect(unchanged).toBe(rows)
    expect(same.tables.find(({ table }) => table === 'people')?.rows).toBeGreaterThan(100)

    const people = await bytesOf(await ask(keeper(), 'tables?format=csv&table=people'))
    const { rows } = await readCsv(people, 'people', TABLE_LIMITS)
    // A phone that begins with + is no formula to whoever opens the file, and itself again when it comes back.
    expect(rows.find(({ cells }) => cells[0] === 'p-new-1')?.cells[5]).toBe("'+99912345678")
    const changed = rows.map(({ cells }) =>
      cells[0] === 'p-new-1' ? cells.with(3, '赵例改') : [...cells],
    )
    const report = await reportOf(await send('table=people', writeCsv(changed)))
    expect(report).toMatchObject({ applied: true, tables: [{ changed: 1, added: 0, bad: 0 }] })
    expect(await findPerson('p-new-1')).toMatchObject({ name: { zh: '赵例改' } })
  })

  test('an organisation, its office and whoever holds it begin and end one by one', async () => {
    const { stage } = staged
    const call = (operation: string, input: object) =>
      stage.call(keeper(), operation, input as never)
    const id = '110117-police-lake'
    const name = { zh: '湖区派出所', en: 'Lake station' }
    const unit = {
      id,
      kind: 'station',
      name,
      district: '110117',
      territory: '110117006',
      department: false,
    }
    await call('foundOrganisation', { body: { ...unit, parent: POLICE } })
    const office = `${id}.chief`
    const title = { zh: '所长', en: 'Chief' }
    await call('openOffice', {
      body: { id: office, organisation: id, role: 'chief', rank: 'head', name, title },
    })
    const { person } = stage.member(`${POLICE}.officer`)
    const first = await (await stage.as(keeper())).send('getOrganisation', { id })
    const etag = first.headers.get('etag') ?? ''
    await call('appointPerson', { id: person, body: { office } })
    // Two offices at one time; each request is made in one of them.
    await stage.call({ person, office }, 'getMe')
    const stale = { id, body: { name }, headers: { 'If-Match': etag } }
    expect(await problemOf(call('changeOrganisation', stale))).toMatchObject({ status: 412 })
    for (const [operation, what, code] of [
      ['endOrganisation', id, 'organisation_in_use'],
      ['closeOffice', office, 'office_in_use'],
    ] as const)
      expect(await problemOf(call(operation, { id: what }))).toMatchObject({ status: 409, code })
    await call('endAppointment', { id: person, office, body: {} })
    expect(await problemOf(stage.call({ person, office }, 'getMe'))).toMatchObject({
      code: 'office_not_held',
    })
    await call('closeOffice', { id: office })
    await call('endOrganisation', { id })
    expect(await call('getOrganisation', { id })).toHaveProperty('endedAt')
    const foreign = { ...unit, id: '110101-x', district: '110101' }
    expect(await problemOf(call('foundOrganisation', { body: foreign }))).toMatchObject({
      status: 403,
      code: 'not_a_keeper',
    })
  })

  test('the operator tries a file from the command line', async () => {
    const { server } = staged
    await server.halt()
    const file = join(server.dataDir, 'people.csv')
    writeFileSync(file, bad)
    const { code, output } = await runOperator(
      { ...server.settings, MUSTER_DEMO: '0', MUSTER_DEMO_AT: '' },
      'people',
      'import',
      file,
      '--dry-run',
    )
    expect(output).toContain('people:3')
    expect(output).toContain('unknown_organisation')
    expect(output).toContain('nothing changed')
    expect(code).toBe(1)
  })
})
