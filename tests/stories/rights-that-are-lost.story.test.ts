// What becomes of acts and whistles when a right is lost: an answer stays an answer, and no whistle is left behind.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf } from '../client/problem.ts'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { DAY, openStage, type Stage, toRfc3339 } from './play/stage.ts'
import type { Receipt, Whistle } from './play/whistle-play.ts'
import { AT, blow, CALLED, draft } from './two-departments.ts'

const [POLICE, PLANNING] = CALLED
const WATER = '110117-water'

describe.each(enginesUnderTest())('rights on %s', engine => {
  let server: DemoServer
  let stage: Stage
  const secretary = () => stage.member('110117006.secretary')
  const deputy = () => stage.member('110117006.deputy')
  const keeper = () => stage.member('110117-coord.head')

  beforeAll(async () => {
    server = await startDemoServer({ engine, at: AT })
    stage = await openStage(server.url)
  })
  afterAll(() => server.stop())

  function revoke(id: string, successor?: string) {
    const body = { reason: '调离', ...(successor === undefined ? {} : { successor }) }
    return stage.call(keeper(), 'revokeGrant', { id, body })
  }

  test('a repeated act gets its answer when the sight of it was lost in between', async () => {
    const { id: whistle } = await blow(stage, secretary(), 'emergency')
    const supervisor = stage.member(`${WATER}.head`)
    const grant = {
      id: 'g-110117-lost',
      office: supervisor.office,
      power: 'supervise',
      departments: 'all',
      area: '110117',
      instrument: '示例',
    }
    await stage.call(keeper(), 'giveGrant', { body: grant })
    const key = randomUUID()
    const order = async (reason: string, once = key) =>
      (await stage.as(supervisor)).send<Receipt>('orderSupervision', {
        body: { whistle, department: POLICE, reason },
        headers: { 'Idempotency-Key': once },
      })
    const first = await order('情况不明')
    await revoke(grant.id)
    const again = await order('情况不明')
    expect([again.status, again.body]).toEqual([first.status, first.body])
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'))
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(await problemOf(order('另一理由'))).toMatchObject({
      status: 422,
      code: 'idempotency_key_reused',
    })
    expect(await problemOf(order('情况不明', randomUUID()))).toMatchObject({
      status: 404,
      code: 'unknown_whistle',
    })
  })

  test('messages of an office go with it: who left it finds them in no inbox and no list', async () => {
    const { id: whistle } = await blow(stage, secretary(), 'emergency')
    await stage.advance(0)
    interface Messages {
      readonly items: readonly { readonly whistle: string; readonly person?: string }[]
    }
    const told = await stage.call<Messages>(secretary(), 'listNotifications', { whistle })
    const person = told.items.find(one => one.person?.includes(POLICE))?.person ?? ''
    // Another office of the same person, in which the inbox is read.
    const second = `${WATER}.duty`
    await stage.call(keeper(), 'appointPerson', { id: person, body: { office: second } })
    const found = async () => {
      const who = { person, office: second }
      const inbox = await stage.call<Messages>(who, 'listInbox', { limit: 200 })
      const log = await stage.call<Messages>(who, 'listNotifications', { whistle, limit: 200 })
      return [inbox.items.some(one => one.whistle === whistle), log.items.length > 0]
    }
    expect(await found()).toEqual([true, true])
    for (const office of [`${POLICE}.duty`, `${POLICE}.officer`]) {
      const held = await stage.call<{ items: readonly { office: string }[] }>(
        keeper(),
        'listOfficesOfPerson',
        { id: person },
      )
      if (held.items.some(one => one.office === office))
        await stage.call(keeper(), 'endAppointment', { id: person, office, body: {} })
    }
    expect(await found()).toEqual([false, false])
  })

  test('a new whistle of a case follows the one before it', async () => {
    const first = await blow(stage, secretary(), 'emergency')
    const second = await blow(stage, secretary(), 'emergency', { caseId: first.caseId })
    const show = (id: string) => stage.call<Whistle>(secretary(), 'getWhistle', { id })
    expect(await show(first.id)).not.toHaveProperty('follows')
    expect((await show(second.id)).follows).toBe(first.id)
  })

  test('lead is not revoked while an open whistle needs it and nobody else of the caller has it', async () => {
    const { items } = await stage.call<{ items: { id: string; office: string }[] }>(
      keeper(),
      'listGrants',
      { organisation: '110117006', power: 'lead' },
    )
    const [last, ...others] = items
    expect(others.length).toBeGreaterThan(0)
    for (const { id } of others) await revoke(id)
    const lastId = last?.id ?? ''
    expect(await problemOf(revoke(lastId))).toMatchObject({ status: 409, code: 'successor_needed' })
    expect(await problemOf(revoke(lastId, '110117006.duty'))).toMatchObject({
      code: 'receiver_lacks_power',
      field: 'successor',
    })
    const body = { office: deputy().office, power: 'lead', departments: 'all' }
    const where = { area: '110117006', instrument: '示例' }
    await stage.call(keeper(), 'giveGrant', { body: { ...body, ...where } })
    await revoke(lastId)
  })

  test('a command post’s members keep their heads, whichever act summons them', async () => {
    const office = deputy().office
    const members = [POLICE, PLANNING, WATER].map(department => ({
      department,
      head: stage.member(`${department}.head`).person,
    }))
    const until = toRfc3339((await stage.now()) + 10 * DAY)
    const { id: caller } = await stage.call<Receipt>(deputy(), 'openCommandPost', {
      body: {
        name: { zh: '示例指挥部', en: 'Example post' },
        commander: { office, person: deputy().person },
        members,
        area: '110117006',
        until,
        instrument: '示例',
      },
    })
    const { id } = await blow(stage, deputy(), 'emergency', { caller })
    const ask = { department: WATER, role: 'assist', text: '供水' }
    await stage.call(deputy(), 'addDepartment', { id, body: { ask } })
    const { summonses } = await stage.call<Whistle>(deputy(), 'getWhistle', { id })
    const heads = summonses.map(({ department, head }) => ({ department, head }))
    expect(heads).toEqual(members)
    // A draft of its period is not blown after it; the whistle that sounds is still commanded.
    const late = await draft(stage, deputy(), 'emergency', { caller })
    await stage.advance(10 * DAY)
    expect(await problemOf(stage.call(deputy(), 'submitWhistle', { id: late.id }))).toMatchObject({
      status: 409,
      code: 'post_period_over',
    })
    await stage.call(deputy(), 'nameDeputy', { id, body: { deputy: secretary().office } })
  })
})
