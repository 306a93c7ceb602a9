// Who reported stays sealed: departments get the words without the person, an opening has a purpose and is shown (rule 22).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf } from '../client/problem.ts'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { type CastMember, openStage, type Stage, toRfc3339 } from './play/stage.ts'
import type { Receipt, Timeline, Whistle } from './play/whistle-play.ts'
import { AT, blow, CALLED } from './two-departments.ts'

const [POLICE] = CALLED
const REPORTER = {
  name: '邝示例',
  phone: '+99900000001',
  address: '海子村示例胡同12号院3号楼501室',
  account: 'shili-88',
}
const SAID =
  '我是邝示例，住海子村示例胡同１２号院３号楼５０１室，夜里有挖掘机，请打九九九零零零零零零零一或 138-1234-5678'
const HIDDEN = ['邝示例', '12号院', '１２号院', '九九九零', '99900000001', '138-1234', 'shili-88']

interface Report {
  readonly id: string
  readonly text: string
  readonly reporter?: string
  readonly address?: string
}
interface Reports {
  readonly items: readonly Report[]
}
interface FollowCode {
  readonly number: string
  readonly code: string
}
interface Followed {
  readonly status: string
  readonly identity: string
  readonly opened: readonly { what: string; officeName?: { zh: string }; purpose?: string }[]
}
interface Trail {
  readonly items: readonly {
    act: string
    outcome: string
    person?: string
    subject?: string
    purpose?: string
    address?: string
  }[]
}

function hiddenIn(shown: unknown): readonly string[] {
  const text = JSON.stringify(shown)
  return HIDDEN.filter(words => text.includes(words))
}

describe.each(enginesUnderTest())('a reporter on %s', engine => {
  let server: DemoServer
  let stage: Stage
  let caseId: string
  let report: string
  const secretary = () => stage.member('110117006.secretary')
  const duty = () => stage.member('110117006.duty')
  const deskOfPolice = () => stage.member(`${POLICE}.duty`)
  const auditor = () => stage.member('110117-coord.head')
  const keeper = () => stage.member('110000-coord.head')

  beforeAll(async () => {
    server = await startDemoServer({ engine, at: AT })
    stage = await openStage(server.url)
    const opening = {
      title: '后山盗采，邝示例反映',
      problemType: '01-01',
      point: { type: 'Point', coordinates: [117.2936, 40.1743] },
      report: { source: 'resident', text: SAID, reporter: REPORTER },
    }
    caseId = (await stage.call<Receipt>(secretary(), 'openCase', { body: opening })).id
    const view = await stage.call<{ reports: readonly Report[] }>(duty(), 'getCase', { id: caseId })
    report = view.reports[0]?.id ?? ''
  })
  afterAll(() => server.stop())

  function publish(code: string, changes: object) {
    return (async () => {
      const { versions } = await stage.call<{ versions: readonly object[] }>(keeper(), 'getKind', {
        code: 'emergency',
      })
      const effectiveFrom = toRfc3339(await stage.now())
      const kind = { ...versions[0], code, version: '1', effectiveFrom, ...changes }
      await stage.call(keeper(), 'publishKind', { body: kind })
    })()
  }

  function unseal(by: CastMember, purpose = '回访核实现场位置') {
    return stage.call(by, 'unsealReporter', { id: caseId, report, body: { purpose } })
  }

  async function follow({ number, code }: FollowCode): Promise<Followed> {
    return stage.client.as().call<Followed>('followReport', { number, 'follow-code': code })
  }

  test('the keeper sees that somebody is known; who it is, only by an act with a purpose', async () => {
    const view = await stage.call<{ reports: readonly Report[] }>(duty(), 'getCase', { id: caseId })
    expect(view.reports[0]).toMatchObject({ text: SAID, reporter: 'sealed' })
    expect(await unseal(duty())).toMatchObject(REPORTER)
    expect(await problemOf(unseal(secretary(), ' '))).toMatchObject({ code: 'invalid_input' })
    expect(await problemOf(unseal(auditor()))).toMatchObject({
      status: 403,
      code: 'not_your_organisation',
    })
    expect(await problemOf(unseal(deskOfPolice()))).toMatchObject({ code: 'unknown_case' })
  })

  test('departments get the words without the person, the calling side as they were said', async () => {
    await publish('street', { homeAddress: 'street' })
    const texts = { title: '后山盗采，邝示例反映', facts: SAID }
    const { id } = await blow(stage, secretary(), 'street', { caseId, ...texts })
    const police = deskOfPolice()
    const [whistle, timeline, list, reports] = await Promise.all([
      stage.call<Whistle>(police, 'getWhistle', { id }),
      stage.call<Timeline>(police, 'getTimeline', { id }),
      stage.call(police, 'listWhistles', { caseId }),
      stage.call<Reports>(police, 'listSentReports', { id }),
    ])
    expect([whistle, timeline, list, reports].map(hiddenIn)).toEqual([[], [], [], []])
    expect(reports.items[0]?.text).toContain('夜里有挖掘机')
    expect(reports.items[0]?.address).toBe('海子村示例胡同')
    expect(reports.items[0]).not.toHaveProperty('reporter')
    const own = await stage.call<Reports>(secretary(), 'listSentReports', { id })
    expect(own.items[0]).toMatchObject({ text: SAID })
    expect(own.items[0]).not.toHaveProperty('address')
    const whole = await stage.call<Whistle>(secretary(), 'getWhistle', { id })
    expect(hiddenIn(whole)).not.toEqual([])
  })

  test('the reporter follows by a code and is shown who opened what, by office and purpose', async () => {
    const of = { id: caseId, report }
    const first = await stage.call<FollowCode>(duty(), 'issueFollowCode', of)
    const seen = await follow(first)
    expect(seen).toMatchObject({ status: 'in_progress', identity: 'sealed' })
    expect(seen.opened.map(({ what }) => what).sort()).toEqual(['home_address', 'identity'])
    const opening = seen.opened.find(({ what }) => what === 'identity')
    expect(opening?.purpose).toBe('回访核实现场位置')
    expect(opening?.officeName?.zh).not.toBe('')
    expect(JSON.stringify(seen)).not.toContain(duty().person)
    const second = await stage.call<FollowCode>(duty(), 'issueFollowCode', of)
    expect(second.number).toBe(first.number)
    const wrongCode = await problemOf(follow(first))
    const wrongNumber = await problemOf(follow({ ...second, number: '110117-0000000000' }))
    expect(wrongCode).toMatchObject({ status: 404, code: 'not_found' })
    const told = ({ problem }: { problem: object }) => ({ ...problem, instance: '' })
    expect(told(wrongCode)).toEqual(told(wrongNumber))
    expect(await follow(second)).toEqual(seen)
    expect(await problemOf(stage.call(deskOfPolice(), 'issueFollowCode', of))).toMatchObject({
      code: 'unknown_case',
    })
  })

  test('while a confidential whistle runs, the reporter is shown nothing that tells of it', async () => {
    const code = await stage.call<FollowCode>(duty(), 'issueFollowCode', { id: caseId, report })
    const before = await follow(code)
    await publish('raid', { confidential: true })
    await blow(stage, secretary(), 'raid', { caseId })
    await unseal(secretary(), '突击检查前核实')
    expect(before.opened.length).toBeGreaterThan(0)
    expect(await follow(code)).toMatchObject({ status: 'in_progress', opened: [] })
  })

  test('every opening is in the trail, the refused ones too, for those who audit there', async () => {
    const read = (by: CastMember, more = {}) => stage.call<Trail>(by, 'searchAudit', more)
    const { items } = await read(auditor(), { subject: `report:${caseId}/${report}` })
    const openings = items.filter(({ act }) => act === 'reporter_unsealed')
    expect(openings.map(({ outcome }) => outcome)).toEqual(['done', 'refused', 'done'])
    expect(openings.at(-1)).toMatchObject({
      person: duty().person,
      purpose: '回访核实现场位置',
      address: '127.0.0.1',
    })
    expect(await problemOf(read(secretary()))).toMatchObject({ status: 403 })
    const elsewhere = read(auditor(), { district: '110101' })
    expect(await problemOf(elsewhere)).toMatchObject({ code: 'power_missing' })
    const audits = await read(auditor(), { act: 'audit_read', limit: 1 })
    expect(audits.items[0]?.person).toBe(auditor().person)
  })

  test('the trail is taken away in words, as a table that no program calculates', async () => {
    await unseal(duty(), '=1+1 回访核实')
    const { token } = await stage.as(auditor())
    const answer = await fetch(`${server.url}/api/audit.csv?act=reporter_unsealed`, {
      headers: { authorization: `Bearer ${token}`, 'accept-language': 'zh' },
    })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/csv; charset=utf-8',
    ])
    const [head, first] = (await answer.text()).split('\r\n')
    expect(head).toMatch(/时间,做了什么,结果,姓名/)
    expect(first).toContain('打开反映人信息,完成,')
    expect(first).toContain(",'=1+1 回访核实,")
    const onRecord = await stage.call<Trail>(auditor(), 'searchAudit', { act: 'audit_exported' })
    expect(onRecord.items[0]).toMatchObject({ person: auditor().person, outcome: 'done' })
  })

  test('changes of the rules are in the trail', async () => {
    const published = async () => {
      const kinds = await stage.call<Trail>(keeper(), 'searchAudit', {
        act: 'kind_published',
        limit: 200,
      })
      return kinds.items.map(({ subject }) => subject)
    }
    // The trail follows what was done in the order of all, which a long transaction holds back.
    await expect
      .poll(published, { timeout: 30_000 })
      .toEqual(expect.arrayContaining(['policy:raid', 'policy:street', 'policy:emergency']))
  })
})
