// What a body names must exist and belong there, and what one may not see is not there: found out neither by linking,
// by versions, nor by lists.
import { describe, expect, test } from 'vitest'
import { problemOf } from '../client/problem.ts'
import { enginesUnderTest } from '../harness/demo-server.ts'
import { askOddly } from './play/odd-queries.ts'
import { blow, drafted, POLICE, smallCast, WATER } from './play/small-whistle.ts'
import { DAY, HOUR, type Stage, toRfc3339 } from './play/stage.ts'
import { openCase, type Receipt } from './play/whistle-play.ts'
import { withStage } from './play/with-stage.ts'

const AT = '2026-03-02T10:00:00+08:00'
const CORNER = { type: 'Point', coordinates: [116.405, 39.913] }
const SEA = { type: 'Point', coordinates: [122.5, 35.5] }

/** A case of another district, which Jinhaihu can neither see nor use. */
async function foreignCase(stage: Stage): Promise<string> {
  const by = stage.member('110101-wangfujing.secretary')
  const body = { title: '路口拥堵', problemType: '07-04', point: CORNER }
  return (await stage.call<Receipt>(by, 'openCase', { body })).id
}

describe.each(enginesUnderTest())('what belongs there on %s', engine => {
  const staged = withStage(engine, AT)
  const refused = (call: Promise<unknown>, code: string, field?: string) =>
    problemOf(call).then(problem =>
      expect(problem).toMatchObject({ code, ...(field === undefined ? {} : { field }) }),
    )

  test('a whistle goes to one’s own case; another’s is not there, like one that does not exist', async () => {
    const { stage } = staged
    const foreign = await problemOf(drafted(stage, { caseId: await foreignCase(stage) }))
    const missing = await problemOf(drafted(stage, { caseId: 'c-110101-nothing' }))
    expect(foreign).toMatchObject({ status: 404, code: 'unknown_case' })
    const { instance: _foreign, ...one } = foreign.problem
    const { instance: _missing, ...other } = missing.problem
    expect(one).toEqual(other)
    const cast = smallCast(stage)
    const own = await openCase(stage, cast, stage.member('110117006.duty'))
    await drafted(stage, { caseId: own })
  })

  test('a version tells nobody what exists', async () => {
    const { stage } = staged
    const { id } = await blow(stage)
    const stranger = stage.member('110101-wangfujing.secretary')
    const headers = { 'If-Match': '"v999"' }
    const input = (whistle: string) => ({ id: whistle, headers, body: { reason: '看看' } })
    await refused(stage.call(stranger, 'claimCommand', input(id)), 'unknown_whistle')
    await refused(
      stage.call(stranger, 'claimCommand', input('w-110117-nothing')),
      'unknown_whistle',
    )
    const seen = await blow(stage)
    await refused(
      seen.act(seen.of(WATER).duty, 'signSummons', { department: WATER, headers }),
      'version_mismatch',
    )
  })

  test('people, offices and units that a body names belong to whom it concerns', async () => {
    const { stage } = staged
    const play = await blow(stage)
    const stranger = play.officer(POLICE).person
    const duty = play.of(WATER).duty
    const at = { department: WATER }
    await refused(
      play.act(duty, 'setOut', { ...at, body: { person: stranger } }),
      'unknown_person',
      'person',
    )
    await refused(
      play.act(duty, 'reportArrival', { ...at, body: { person: stranger } }),
      'unknown_person',
      'person',
    )
    await play.act(duty, 'setOut', { ...at, body: { person: play.officer(WATER).person } })
    const listItem = stage.city.responsibility[0]?.id ?? ''
    const back = (rightUnit: string) =>
      play.act(duty, 'returnSummons', { ...at, body: { listItem, rightUnit, reason: '不归我局' } })
    await refused(back('nowhere'), 'unknown_department', 'rightUnit')
    await refused(back(WATER), 'right_unit_is_yourself', 'rightUnit')
    const body = { to: 'nowhere.head', reason: '交接' }
    await refused(play.command('transferCommand', { body }), 'unknown_office', 'to')
    await refused(
      play.command('nameDeputy', { body: { deputy: 'nowhere.head' } }),
      'unknown_office',
      'deputy',
    )
    await refused(drafted(stage, { deputy: 'nowhere.head' }), 'unknown_office', 'deputy')
    const headed = { department: '110117-health', role: 'assist', text: '急救', head: stranger }
    await refused(
      play.command('addDepartment', { body: { ask: headed } }),
      'unknown_person',
      'ask.head',
    )
  })

  test('people assemble inside the territory', async () => {
    const { stage } = staged
    const cast = smallCast(stage)
    const by = cast.caller.head
    const play = await drafted(stage)
    const point = { type: 'Point', coordinates: cast.scene.point }
    const body = {
      ...{ title: '后山盗采', facts: '挖掘机', tried: '劝阻', lacking: '执法权' },
      problemType: cast.problemType,
      place: { point, text: '后山' },
      assembly: { at: toRfc3339((await stage.now()) + HOUR), place: '海上', point: SEA },
      asks: [{ department: POLICE, role: 'lead', text: '查处' }],
    }
    await refused(play.act(by, 'amendDraft', { body }), 'place_outside_territory', 'assembly.point')
    const assembly = { ...body.assembly, point }
    await play.act(by, 'amendDraft', { body: { ...body, assembly } })
  })

  test('a command post has a parent, a commander and heads of its own, and time ahead', async () => {
    const { stage } = staged
    const by = stage.member('110117006.secretary')
    const head = stage.member(`${WATER}.head`).person
    const good = {
      name: { zh: '指挥部', en: 'Post' },
      commander: by,
      members: [{ department: WATER, head }],
      area: '110117006',
      until: toRfc3339((await stage.now()) + DAY),
      instrument: '成立通知（虚构示例）',
    }
    const open = (more: object) => stage.call(by, 'openCommandPost', { body: { ...good, ...more } })
    await refused(open({ parent: '110118001' }), 'not_your_organisation', 'parent')
    const person = stage.member('110117006.duty').person
    await refused(
      open({ commander: { office: by.office, person } }),
      'unknown_person',
      'commander.person',
    )
    await refused(
      open({ members: [{ department: POLICE, head }] }),
      'unknown_person',
      'members.0.head',
    )
    const past = {
      from: toRfc3339(Date.parse(AT) - 9 * DAY),
      until: toRfc3339(Date.parse(AT) - DAY),
    }
    await refused(open(past), 'period_reversed', 'until')
    await open({})
  })

  test('the keeper of a district brings in its own units and nobody else’s', async () => {
    const { stage } = staged
    const name = { zh: '某局', en: 'Some bureau' }
    const unit = (id: string, district: string, more: object = {}) => ({
      ...{ id, kind: 'bureau', name, district, territory: district },
      ...{ department: true, invented: true, ...more },
    })
    const office = (organisation: string, keeps: string) => ({
      ...{ id: `${organisation}.keeper`, organisation, role: 'keeper', rank: 'officer' },
      ...{ name, keeps, invented: true },
    })
    const bring = (part: object) =>
      stage.call(stage.member('110117-coord.head'), 'importDirectory', {
        body: { source: '示例', part },
      })
    const own = [unit('110117-fresh', '110117')]
    const strangers: readonly object[] = [
      { organisations: [unit('110101-fresh', '110101')] },
      { organisations: [unit('110101-police', '110117')] },
      { organisations: [unit('110117-odd', '110117', { parent: '110101-police' })] },
      { organisations: own, offices: [office('110117-fresh', '110101')] },
      { organisations: own, offices: [office('110117-fresh', 'city')] },
      { problemTypes: [{ code: '99-99', group: name, name, kind: 'emergency' }] },
      { areas: [{ id: '110117', name, level: 'district', generated: true }] },
    ]
    for (const part of strangers) await refused(bring(part), 'not_a_keeper')
    await bring({ organisations: own, offices: [office('110117-fresh', '110117')] })
  })

  test('proposals are for keepers of the area and those who may see the whistle', async () => {
    const { stage } = staged
    const play = await blow(stage)
    const reason = '不归我局'
    const [entry] = stage.city.responsibility.filter(one => one.territory === '110117')
    const listItem = entry?.id ?? ''
    const at = { department: WATER }
    await play.act(play.of(WATER).duty, 'returnSummons', {
      ...at,
      body: { listItem, rightUnit: POLICE, reason },
    })
    await play.act(play.cast.caller.coordination, 'ruleReturn', {
      ...at,
      body: { verdict: 'excused', listItem, reason },
    })
    const proposals = async (office: string) => {
      const { items } = await stage.call<{ items: { whistle: string }[] }>(
        stage.member(office),
        'listProposals',
      )
      return items.filter(({ whistle }) => whistle === play.id).length
    }
    expect(await proposals('110117-coord.head')).toBe(1)
    expect(await proposals('110117006.duty')).toBe(1)
    expect(await proposals(`${WATER}.duty`)).toBe(1)
    expect(await proposals('110101-coord.head')).toBe(0)
    expect(await proposals('110117-health.duty')).toBe(0)
    // Nor is it decided by a keeper who may not see it; to them it does not exist.
    const { problemType = '' } = (await play.view()) as { problemType?: string }
    const decide = (office: string) =>
      stage.call(stage.member(office), 'decideProposal', {
        problemType,
        proposal: `${play.id}.${WATER}.1`,
        body: { verdict: 'declined' },
      })
    await refused(decide('110101-coord.head'), 'unknown_proposal')
    await decide('110117-coord.head')
  })

  test('no query makes the server fail, and no cursor is taken that it did not write', async () => {
    const { stage, server } = staged
    const administrator = /administrator .*\b(mus_\S+)/.exec(server.output())?.[1] ?? ''
    const answers = await askOddly(stage.client, administrator)
    const wrong = answers.filter(
      ({ status, isForged, body }) =>
        status >= 500 || (isForged && status !== 403 && !body.includes('cursor_invalid')),
    )
    expect(wrong).toEqual([])
    expect(answers.length).toBeGreaterThan(200)
  })

  test('nobody issues a token that holds more than their own', async () => {
    const { stage, server } = staged
    const administrator = /administrator .*\b(mus_\S+)/.exec(server.output())?.[1] ?? ''
    const issueTo = (person: string, token: string, kind: string, scopes: readonly string[]) =>
      stage.client.as(token).call<{ token: string }>('issueToken', {
        body: {
          ...{ person, office: '110117006.duty', organisation: '110117006' },
          ...{ district: '110117', kind, scopes, label: '试', lasts: 'P1D' },
        },
      })
    const { person } = stage.member('110117006.duty')
    const issue = (token: string, kind: string, scopes: readonly string[]) =>
      issueTo(person, token, kind, scopes)
    await refused(issueTo('p-new', administrator, 'person', ['read']), 'unknown_token_person')
    const small = await issue(administrator, 'person', ['admin', 'read'])
    await refused(issue(small.token, 'person', ['read', 'command']), 'scope_missing')
    await issue(small.token, 'person', ['read'])
    for (const scope of ['admin', 'configure'])
      await refused(issue(administrator, 'integration', [scope]), 'integration_not_allowed')
  })
})
