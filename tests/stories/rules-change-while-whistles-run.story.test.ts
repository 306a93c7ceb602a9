// Rules are data: a holiday that is announced moves running clocks, and command that is revoked passes on (rules 3 and 7).
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { problemOf } from '../client/problem.ts'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { openStage, type Stage } from './play/stage.ts'
import type { Receipt, Whistle } from './play/whistle-play.ts'
import { AT, blow, CALLED } from './two-departments.ts'

const PATIENCE = { timeout: 60_000, interval: 50 }

describe.each(enginesUnderTest())('rules on %s', engine => {
  let server: DemoServer
  let stage: Stage
  const secretary = () => stage.member('110117006.secretary')
  const keeper = () => stage.member('110117-coord.head')

  beforeAll(async () => {
    server = await startDemoServer({ engine, at: AT })
    stage = await openStage(server.url)
  })
  afterAll(() => server.stop())

  function view(id: string): Promise<Whistle> {
    return stage.call<Whistle>(secretary(), 'getWhistle', { id })
  }

  async function clocksOf(id: string) {
    const [summons] = (await view(id)).summonses
    return new Map(summons?.clocks.map(clock => [clock.clock, clock]))
  }

  test('a notice moves what counts working days, cites itself, and leaves minutes alone', async () => {
    const { id } = await blow(stage, secretary(), 'enforcement')
    const before = await clocksOf(id)
    expect(before.get('arrive')?.dueAt).toBe('2026-03-05T17:30:00+08:00')
    const days = { '2026-03-04': 'holiday', '2026-03-07': 'workday' }
    const body = { id: 'notice-1', instrument: '放假通知（示例）', days }
    await stage.call(stage.member('110000-coord.head'), 'publishNotice', { body })
    await vi.waitFor(async () => {
      expect((await clocksOf(id)).get('arrive')?.dueAt).toBe('2026-03-06T17:30:00+08:00')
    }, PATIENCE)
    const after = await clocksOf(id)
    expect(after.get('arrive')?.originalDueAt).toBe('2026-03-05T17:30:00+08:00')
    expect(after.get('sign')).toEqual(before.get('sign'))
    const { items } = await stage.call<{ items: { type: string; event: { notice?: string } }[] }>(
      secretary(),
      'getTimeline',
      { id },
    )
    const moves = items.filter(item => item.type === 'ClocksMoved')
    expect(moves.map(item => item.event.notice)).toEqual(['notice-1'])
    expect(
      await problemOf(stage.call(stage.member('110000-coord.head'), 'publishNotice', { body })),
    ).toMatchObject({
      code: 'notice_exists',
    })
    const calendar = await stage.call<{ days: { date: string; working: boolean }[] }>(
      secretary(),
      'getCalendar',
      { from: '2026-03-04', to: '2026-03-07' },
    )
    expect(calendar.days.map(day => day.working)).toEqual([false, true, true, true])
  })

  test('command is not revoked without a successor; with one it passes on in the same act', async () => {
    const { id } = await blow(stage, secretary(), 'emergency')
    expect((await view(id)).command).toBe('110117006.secretary')
    const { items } = await stage.call<{ items: { id: string }[] }>(keeper(), 'listGrants', {
      office: '110117006.secretary',
      power: 'command',
    })
    const grant = items[0]?.id
    const revoke = (successor?: string) =>
      stage.call<Receipt>(keeper(), 'revokeGrant', {
        id: grant,
        body: { reason: '调离', ...(successor === undefined ? {} : { successor }) },
      })
    expect(await problemOf(revoke())).toMatchObject({ status: 409, code: 'successor_needed' })
    expect(await problemOf(revoke('110117006.clerk'))).toMatchObject({
      code: 'receiver_lacks_power',
      field: 'successor',
    })
    expect((await view(id)).command).toBe('110117006.secretary')
    await revoke('110117006.deputy')
    expect((await view(id)).command).toBe('110117006.deputy')
    const body = { result: '已处置' }
    expect(await problemOf(stage.call(secretary(), 'resolveWhistle', { id, body }))).toMatchObject({
      status: 403,
    })
    expect(await problemOf(revoke('110117006.deputy'))).toMatchObject({
      code: 'grant_not_in_force',
    })
  })

  test('a keeper changes the rules of the own district alone; a desk changes none', async () => {
    const grant = {
      office: '110101001.duty',
      power: 'audit',
      departments: 'all',
      area: '110101001',
      instrument: '示例',
    }
    expect(await problemOf(stage.call(keeper(), 'giveGrant', { body: grant }))).toMatchObject({
      status: 403,
      code: 'not_a_keeper',
    })
    const desk = stage.member('110117006.duty')
    expect(await problemOf(stage.call(desk, 'giveGrant', { body: grant }))).toMatchObject({
      status: 403,
      code: 'scope_missing',
    })
  })

  test('who may summon is answered with the grant that gives it; advice with its entry', async () => {
    const desk = stage.member('110117006.duty')
    const point = '117.2936,40.1743'
    const [department] = CALLED
    const { items } = await stage.call<{ items: { office: string; grant: string }[] }>(
      desk,
      'whoMaySummon',
      { department, point },
    )
    const own = items.find(item => item.office === '110117006.duty')
    expect(own?.grant).toBe('g-110117-110117006.duty.summon')
    expect(items.some(item => item.office.startsWith('110101'))).toBe(false)
    const entry = {
      id: '110117006/01-01',
      problemType: '01-01',
      area: '110117006',
      lead: department,
      duty: { zh: '牵头查处', en: 'Lead' },
    }
    await stage.call(keeper(), 'publishEntry', { body: entry })
    const advice = await stage.call(desk, 'adviseResponsibility', { problemType: '01-01', point })
    expect(advice).toMatchObject({ lead: { department, entry: entry.id } })
    const [, other] = CALLED
    const next = { ...entry, id: '110117006/01-01.2', lead: other, replaces: entry.id }
    const publish = (body: object) => stage.call(keeper(), 'publishEntry', { body })
    expect(await problemOf(publish({ ...next, replaces: 'nothing' }))).toMatchObject({
      code: 'unknown_entry',
      field: 'replaces',
    })
    await stage.advance(60_000)
    await publish(next)
    expect(
      await stage.call(desk, 'adviseResponsibility', { problemType: '01-01', point }),
    ).toMatchObject({ lead: { department: other, entry: next.id } })
    const listed = await stage.call<{
      items: { id: string; until?: string }[]
      names: Record<string, unknown>
      problemTypes: Record<string, unknown>
    }>(desk, 'listEntries', { problemType: '01-01', area: '110117006' })
    expect(listed.items.map(({ id, until }) => [id, until === undefined])).toEqual([
      [entry.id, false],
      [next.id, true],
    ])
    expect(Object.keys(listed.names)).toContain(other)
    expect(Object.keys(listed.problemTypes)).toEqual(['01-01'])
    const inDistrict = async (district: string) =>
      (
        await stage.call<typeof listed>(desk, 'listEntries', { problemType: '01-01', district })
      ).items.map(({ id }) => id)
    // In a part of the district, and in no other.
    expect(await inDistrict('110117')).toContain(next.id)
    expect(await inDistrict('110101')).not.toContain(next.id)
  })
})
