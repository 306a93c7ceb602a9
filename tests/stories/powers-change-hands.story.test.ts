// A power is delegated and ends, rests, or shrinks while whistles run; whoever leaves an office loses its rights (rules 2 and 3).
import { describe, expect, test, vi } from 'vitest'
import { problemOf } from '../client/problem.ts'
import { enginesUnderTest } from '../harness/demo-server.ts'
import { follow } from '../harness/live-reader.ts'
import { type CastMember, DAY, type Stage, toRfc3339 } from './play/stage.ts'
import type { Whistle } from './play/whistle-play.ts'
import { withStage } from './play/with-stage.ts'
import { AT, blow, CALLED } from './two-departments.ts'

const PATIENCE = { timeout: 5000, interval: 20 }
const [POLICE, PLANNING] = CALLED
const WATER = '110117-water'
const STREET = '110117006'
const SECRETARY = `${STREET}.secretary`
const DIRECTOR = `${STREET}.director`
const NEIGHBOUR = '110117104.secretary'
const SCENE = '117.2936,40.1743'

interface Grant {
  readonly id: string
  readonly office: string
  readonly area: string
  readonly power: string
  readonly status: string
  readonly source?: string
}

interface Explained {
  readonly holders: readonly {
    readonly office: string
    readonly people?: readonly { readonly person: string }[]
    readonly because: {
      readonly grant: string
      readonly instrument: string
      readonly path: readonly { readonly id: string }[]
      readonly delegated?: { readonly source: string; readonly office: string }
    }
  }[]
  readonly whyNot?: {
    readonly holds: boolean
    readonly reasons: readonly { readonly failed: readonly string[]; readonly words: string }[]
  }
}

interface Told {
  readonly type: string
  readonly by: { readonly grant?: string; readonly delegatedFrom?: string }
}

async function grantOf(stage: Stage, office: string, power: string): Promise<string> {
  const asked = { office, power, status: 'given' }
  const { items } = await stage.call<{ items: Grant[] }>(stage.member(office), 'listGrants', asked)
  const own = items.find(({ source }) => source === undefined)
  if (own === undefined) throw new Error(`${office} has no grant of ${power}`)
  return own.id
}

describe.each(enginesUnderTest())('powers on %s', engine => {
  const staged = withStage(engine, AT)
  const member = (office: string, position = 0) => staged.stage.member(office, position)
  const call = <T>(by: CastMember, operation: string, input?: object) =>
    staged.stage.call<T>(by, operation, input as never)
  const keeper = () => member('110117-coord.head')
  const explain = (power: string, more: object = {}) =>
    call<Explained>(keeper(), 'explainPower', { power, department: WATER, place: SCENE, ...more })
  const timeline = async (id: string) =>
    (await call<{ items: Told[] }>(keeper(), 'getTimeline', { id })).items
  const withdraw = (id: string, by: string) =>
    call(member(by), 'withdrawWhistle', { id, body: { reason: '示例结束' } })

  test('a power is used by whoever stands in, says both grants, and ends on its day', async () => {
    const { stage } = staged
    const until = toRfc3339((await stage.now()) + 2 * DAY)
    const lent: Record<string, { id: string; source: string }> = {}
    for (const power of ['summon', 'command', 'lead']) {
      const source = await grantOf(stage, SECRETARY, power)
      const { id } = await call<Grant>(member(SECRETARY), 'delegateGrant', {
        id: source,
        body: { office: NEIGHBOUR, until, instrument: '请假代行' },
      })
      lent[power] = { id, source }
    }
    const { holders } = await explain('summon')
    const stand = holders.find(({ office }) => office === NEIGHBOUR)
    expect(stand?.because).toMatchObject({
      grant: lent['summon']?.id,
      instrument: '请假代行',
      path: [{ id: STREET }],
      delegated: { source: lent['summon']?.source, office: SECRETARY },
    })
    const { id } = await blow(stage, member(NEIGHBOUR), 'emergency')
    const drafted = (await timeline(id)).find(({ type }) => type === 'WhistleDrafted')
    expect(drafted?.by).toMatchObject({
      grant: lent['summon']?.id,
      delegatedFrom: lent['summon']?.source,
    })
    await withdraw(id, NEIGHBOUR)

    const onward = { office: DIRECTOR, until }
    expect(
      await problemOf(
        call(member(NEIGHBOUR), 'delegateGrant', { id: lent['summon']?.id, body: onward }),
      ),
    ).toMatchObject({ status: 403, code: 'delegated_to_you', rule: '2' })
    const endless = { office: NEIGHBOUR, until: toRfc3339((await stage.now()) + 31 * DAY) }
    expect(
      await problemOf(
        call(member(SECRETARY), 'delegateGrant', { id: lent['lead']?.source, body: endless }),
      ),
    ).toMatchObject({ status: 422, code: 'delegation_too_long' })

    await stage.advance(2 * DAY)
    expect(await problemOf(blow(stage, member(NEIGHBOUR), 'emergency'))).toMatchObject({
      problem: { code: 'power_missing', missing: 'summon' },
    })
    const { whyNot } = await explain('summon', { office: NEIGHBOUR })
    expect(whyNot?.holds).toBe(false)
    expect(whyNot?.reasons.map(({ failed }) => failed)).toContainEqual(['over'])
  })

  test('a suspended grant gives nothing, and says so, until it is resumed', async () => {
    const { stage } = staged
    const id = await grantOf(stage, DIRECTOR, 'summon')
    await call(keeper(), 'suspendGrant', { id, body: { reason: '停职检查' } })
    expect(await problemOf(blow(stage, member(DIRECTOR), 'emergency'))).toMatchObject({
      status: 403,
      code: 'power_missing',
    })
    const { whyNot } = await explain('summon', { office: DIRECTOR })
    expect(whyNot).toMatchObject({ holds: false, reasons: [{ failed: ['suspended'] }] })
    const powers = await call<{ items: { grant: string; status: string }[] }>(
      member(DIRECTOR),
      'listPowersOfOffice',
      { id: DIRECTOR },
    )
    expect(powers.items.find(({ grant }) => grant === id)?.status).toBe('suspended')
    const then = toRfc3339(await stage.now())
    await stage.advance(60_000)
    await call(keeper(), 'resumeGrant', { id, body: { reason: '检查结束' } })
    const before = await explain('summon', { office: DIRECTOR, at: then })
    expect(before.whyNot).toMatchObject({ holds: false, reasons: [{ failed: ['suspended'] }] })
    expect((await explain('summon', { office: DIRECTOR })).whyNot?.holds).toBe(true)
    const history = (by: CastMember) =>
      call<{ items: { type: string; reason?: string }[] }>(by, 'getGrantHistory', { id })
    const told = ['GrantGiven', 'GrantSuspended', 'GrantResumed']
    const mine = await history(member(DIRECTOR))
    expect(mine.items.map(({ type }) => type)).toEqual(told)
    expect(mine.items[1]?.reason).toBe('停职检查')
    const others = await history(member('110101-wangfujing.duty'))
    expect(others.items.map(({ type }) => type)).toEqual(told)
    expect(others.items.some(one => 'reason' in one)).toBe(false)
    const { id: whistle } = await blow(stage, member(DIRECTOR), 'emergency')
    await withdraw(whistle, DIRECTOR)
  })

  test('a grant that is narrowed while a whistle runs leaves it a commander, and reaches no further', async () => {
    const { stage } = staged
    const { id } = await blow(stage, member(SECRETARY), 'emergency')
    const summon = await grantOf(stage, SECRETARY, 'summon')
    const paper = { instrument: '授权调整通知', reason: '职责调整' }
    await call(keeper(), 'narrowGrant', {
      id: summon,
      body: { departments: [...CALLED], ...paper },
    })
    const add = (department: string) =>
      call(member(SECRETARY), 'addDepartment', {
        id,
        body: { ask: { department, role: 'assist', text: '供水' } },
      })
    expect(await problemOf(add(WATER))).toMatchObject({
      problem: { code: 'power_missing', missing: 'summon' },
    })
    const wider = { id: summon, body: { departments: [POLICE, PLANNING, WATER], ...paper } }
    expect(await problemOf(call(keeper(), 'narrowGrant', wider))).toMatchObject({
      status: 422,
      code: 'not_narrower',
    })
    // What was called stands: the police still come.
    await call(member(`${POLICE}.duty`), 'signSummons', { id, department: POLICE })

    const village = `${STREET}001`
    await call(keeper(), 'drawArea', {
      body: {
        id: village,
        name: { zh: '示例村', en: 'Example village' },
        level: 'community',
        parent: STREET,
        generated: true,
      },
    })
    const command = await grantOf(stage, SECRETARY, 'command')
    const smaller = { id: command, body: { area: village, ...paper } }
    expect(await problemOf(call(keeper(), 'narrowGrant', smaller))).toMatchObject({
      status: 409,
      problem: { code: 'successor_needed', openWhistles: 1 },
    })
    const body = { ...smaller.body, successor: DIRECTOR }
    await call(keeper(), 'narrowGrant', { id: command, body })
    const whistle = await call<Whistle & { command: string }>(member(DIRECTOR), 'getWhistle', {
      id,
    })
    expect(whistle.command).toBe(DIRECTOR)
    await withdraw(id, DIRECTOR)
  })

  test('whoever leaves an office in the middle of a whistle is out at once; the whistle goes on', async () => {
    const { stage, server } = staged
    const [leaving, staying] = [member(`${POLICE}.duty`, 0), member(`${POLICE}.duty`, 1)]
    const { id } = await blow(stage, member(DIRECTOR), 'emergency')
    const { token } = await stage.as(leaving)
    const reader = await follow(server.url, token)
    const held = await call<{ items: { office: string; status: string }[] }>(
      staying,
      'listOfficesOfPerson',
      { id: leaving.person },
    )
    expect(held.items).toMatchObject([{ office: leaving.office, status: 'held' }])
    const end = { id: leaving.person, office: leaving.office, body: {} }
    expect(await problemOf(call(staying, 'endAppointment', end))).toMatchObject({ status: 403 })
    await call(keeper(), 'endAppointment', end)
    const sign = { id, department: POLICE }
    const lost = await Promise.all(
      [call(leaving, 'signSummons', sign), call(leaving, 'getWhistle', { id })].map(problemOf),
    )
    for (const problem of lost)
      expect(problem).toMatchObject({ status: 403, code: 'office_not_held' })
    await vi.waitFor(() => expect(reader.hasEnded()).toBe(true), PATIENCE)
    await call(staying, 'signSummons', sign)
    const after = await call<{ items: { status: string }[] }>(staying, 'listOfficesOfPerson', {
      id: leaving.person,
    })
    expect(after.items).toMatchObject([{ office: leaving.office, status: 'ended' }])
    expect(await problemOf(call(keeper(), 'endAppointment', end))).toMatchObject({
      status: 409,
      code: 'not_appointed',
    })
    await withdraw(id, DIRECTOR)
  })

  test('who can summon the water company here is told with its people to their own, without them to others', async () => {
    const office = `${STREET}.duty`
    const own = await call<Explained>(member(office), 'explainPower', {
      power: 'summon',
      department: WATER,
      area: STREET,
      office: `${STREET}.clerk`,
    })
    const [mine] = own.holders.filter(one => one.office === office)
    expect(mine?.people?.length).toBeGreaterThan(0)
    expect(mine?.because.instrument).toContain('召集权')
    expect(own.whyNot).toEqual({ office: `${STREET}.clerk`, holds: false, reasons: [] })
    const stranger = await call<Explained>(member('110101-wangfujing.duty'), 'explainPower', {
      power: 'summon',
      department: WATER,
      area: STREET,
    })
    expect(stranger.holders.map(one => one.office)).toContain(office)
    expect(stranger.holders.every(({ people }) => people === undefined)).toBe(true)
    const nothing = { power: 'summon' }
    expect(await problemOf(call(member(office), 'explainPower', nothing))).toMatchObject({
      status: 400,
      code: 'invalid_input',
    })
  })

  test('grants are found by whom and where they reach, named, and with what they are worth now', async () => {
    const found = await call<{ items: Grant[]; names: Record<string, unknown> }>(
      member(`${STREET}.duty`),
      'listGrants',
      { power: 'summon', department: WATER, reaches: STREET, counts: 'in_force' },
    )
    const offices = found.items.map(({ office }) => office)
    expect(offices).toContain(`${STREET}.duty`)
    // Of the district, whose grants reach down to the street; neither of a neighbour, nor of the city,
    // whose grant is over its own departments alone.
    expect(offices).toContain('110117-coord.head')
    expect(offices).not.toContain(NEIGHBOUR)
    expect(offices).not.toContain('110000-coord.head')
    for (const { office, area } of found.items)
      expect(Object.keys(found.names)).toEqual(expect.arrayContaining([office, area]))
    const over = await call<{ items: Grant[] }>(member(`${STREET}.duty`), 'listGrants', {
      power: 'summon',
      counts: 'upcoming',
    })
    expect(over.items).toEqual([])
  })
})
