// Grades, appeals and accounts are between the caller and one department; a drill is marked and writes no registry.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { type CastMember, MINUTE, openStage, type Stage } from './play/stage.ts'
import type { Timeline } from './play/whistle-play.ts'
import { AT, blow, CALLED, gradeBoth, playToTheEnd } from './two-departments.ts'

const [POLICE, PLANNING] = CALLED
const PATIENCE = { timeout: 60_000, interval: 50 }

interface Order {
  readonly id: string
  readonly drill: boolean
  readonly answerDueAt: string
}

describe.each(enginesUnderTest())('each department on %s', engine => {
  let server: DemoServer
  let stage: Stage
  const secretary = () => stage.member('110117006.secretary')
  const ruler = () => stage.member('110117-coord.head')

  beforeAll(async () => {
    server = await startDemoServer({ engine, at: AT })
    stage = await openStage(server.url)
  })
  afterAll(() => server.stop())

  async function told(by: CastMember, id: string): Promise<readonly string[]> {
    const { items } = await stage.call<Timeline>(by, 'getTimeline', { id })
    return items
      .filter(item => /^(?:Grad|Appeal|Supervision)/.test(item.type))
      .map(({ type, event }) => `${type} ${String(event['department'] ?? '')}`.trim())
  }

  test('reads its own grade and appeal in the story, and nobody else’s', async () => {
    const { id } = await playToTheEnd(stage, secretary())
    await gradeBoth(stage, secretary(), id)
    const appeal = { whistleId: id, department: POLICE, round: 1, body: { reason: '路况' } }
    await stage.call(stage.member(`${POLICE}.duty`), 'lodgeAppeal', appeal)
    const all = [
      'GradingOpened',
      `GradeGiven ${POLICE}`,
      `GradeGiven ${PLANNING}`,
      'GradesSealed',
      `AppealLodged ${POLICE}`,
    ]
    expect(await told(secretary(), id)).toEqual(all)
    expect(await told(ruler(), id)).toEqual(all)
    const of = (department: string) => all.filter(one => !one.includes(department))
    expect(await told(stage.member(`${POLICE}.officer`), id)).toEqual(of(PLANNING))
    expect(await told(stage.member(`${PLANNING}.officer`), id)).toEqual(of(POLICE))
  })

  test('a default in a drill opens an order that is one too, told to whom it concerns', async () => {
    const { id } = await blow(stage, secretary(), 'emergency', { drill: true })
    await stage.advance(95 * MINUTE)
    const reason = { body: { reason: '无人到场' } }
    await vi.waitFor(
      () => stage.call(secretary(), 'declareDefault', { id, department: POLICE, ...reason }),
      PATIENCE,
    )
    const list = (drill: string) =>
      stage.call<{ items: readonly Order[] }>(secretary(), 'listSupervisions', {
        whistle: id,
        drill,
      })
    expect((await list('true')).items).toMatchObject([{ id: `${id}.${POLICE}.1`, drill: true }])
    expect((await list('false')).items).toEqual([])
    const { items } = await stage.call<{ items: { whistle: string; drill: boolean }[] }>(
      stage.member(`${PLANNING}.duty`),
      'listSummonses',
      { drill: 'true' },
    )
    expect(items).toMatchObject([{ whistle: id, drill: true }])
    expect(await told(secretary(), id)).toEqual(['SupervisionOpened'])
    expect(await told(stage.member(`${POLICE}.duty`), id)).toEqual(['SupervisionOpened'])
    expect(await told(stage.member(`${PLANNING}.duty`), id)).toEqual([])
  })

  test('a ruling in a drill proposes nothing to the list; a real one does', async () => {
    const proposed = async () =>
      (await stage.call<{ items: readonly object[] }>(ruler(), 'listProposals')).items.length
    const excuse = async (drill: boolean) => {
      const { id } = await blow(stage, secretary(), 'emergency', { drill })
      const at = { id, department: PLANNING }
      const listItem = 'r-110117-01-01'
      const back = { listItem, rightUnit: POLICE, reason: '不属职责' }
      await stage.call(stage.member(`${PLANNING}.duty`), 'returnSummons', { ...at, body: back })
      const body = { verdict: 'excused', listItem, reason: '核实' }
      await stage.call(ruler(), 'ruleReturn', { ...at, body })
      return proposed()
    }
    expect(await excuse(true)).toBe(0)
    expect(await excuse(false)).toBe(1)
  })

  test('a notice moves the windows of grades and the time to account', async () => {
    const { id: closed } = await playToTheEnd(stage, secretary())
    const { id: open } = await blow(stage, secretary(), 'emergency')
    const body = { whistle: open, department: POLICE, reason: '情况不明' }
    const { id } = await stage.call<{ id: string }>(ruler(), 'orderSupervision', { body })
    const due = async () => {
      const order = await stage.call<Order>(ruler(), 'getSupervision', { id })
      const { window } = await stage.call<{ window: { dueAt: string } }>(ruler(), 'getGrading', {
        whistleId: closed,
      })
      return [order.answerDueAt.slice(0, 10), window.dueAt.slice(0, 10)]
    }
    expect(await due()).toEqual(['2026-03-04', '2026-03-09'])
    const days = { '2026-03-04': 'holiday' }
    const notice = { id: 'notice-1', instrument: '放假通知（示例）', days }
    await stage.call(stage.member('110000-coord.head'), 'publishNotice', { body: notice })
    await vi.waitFor(
      async () => expect(await due()).toEqual(['2026-03-05', '2026-03-10']),
      PATIENCE,
    )
    expect(await told(ruler(), open)).toEqual(['SupervisionOpened', 'SupervisionClockMoved'])
  })
})
