// Until they are sealed nobody but the grader sees a score; an appeal keeps the old grade beside the new one (rule 16).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf } from '../client/problem.ts'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { type CastMember, openStage, type Stage } from './play/stage.ts'
import { AT, CALLED, playToTheEnd, type SmallWhistle } from './two-departments.ts'

interface Subject {
  readonly department: string
  readonly graded?: boolean
  readonly scores?: readonly { readonly points: number; readonly reason: string }[]
  readonly counting?: readonly { readonly points: number }[]
  readonly overall?: number
  readonly appeal?: { readonly reason: string; readonly verdict?: string }
}

interface Shown {
  readonly status: string
  readonly subjects: readonly Subject[]
}

const [POLICE, PLANNING] = CALLED

function scores(points: number) {
  return ['arrival', 'handling', 'result', 'cooperation'].map(dimension => ({
    dimension,
    points,
    reason: '按时到场',
  }))
}

describe.each(enginesUnderTest())('grades on %s', engine => {
  let server: DemoServer
  let stage: Stage
  let whistle: SmallWhistle
  const secretary = () => stage.member('110117006.secretary')
  const deputy = () => stage.member('110117006.deputy')
  const ruler = () => stage.member('110117-coord.head')
  const desk = (department: string) => stage.member(`${department}.duty`)

  beforeAll(async () => {
    server = await startDemoServer({ engine, at: AT })
    stage = await openStage(server.url)
    whistle = await playToTheEnd(stage, secretary())
  })
  afterAll(() => server.stop())

  function show(by: CastMember): Promise<Shown> {
    return stage.call<Shown>(by, 'getGrading', { whistleId: whistle.id })
  }

  function give(by: CastMember, department: string, points: number) {
    const at = { whistleId: whistle.id, department, round: 1 }
    return stage.call(by, 'giveGrade', { ...at, body: { scores: scores(points) } })
  }

  test('a score is seen by its grader alone while a grade is missing', async () => {
    await give(secretary(), POLICE, 80)
    const [own] = (await show(secretary())).subjects
    expect(own?.scores?.map(score => score.points)).toEqual([80, 80, 80, 80])
    for (const reader of [deputy(), ruler()]) {
      const { status, subjects } = await show(reader)
      expect(status).toBe('open')
      expect(subjects.map(({ department, graded }) => [department, graded])).toEqual([
        [POLICE, true],
        [PLANNING, false],
      ])
      expect(JSON.stringify(subjects)).not.toContain('points')
    }
    const { subjects } = await show(desk(POLICE))
    expect(subjects.map(subject => Object.keys(subject))).toEqual([
      ['department', 'name', 'round', 'ended'],
    ])
    const stranger = stage.member('110101-wangfujing.secretary')
    expect(await problemOf(show(stranger))).toMatchObject({ status: 404, code: 'unknown_grading' })
  })

  test('the last grade seals; then each department sees its own, and may appeal', async () => {
    const at = { whistleId: whistle.id, department: POLICE, round: 1 }
    const appeal = { ...at, body: { reason: '当日已说明路况' } }
    expect(await problemOf(stage.call(desk(POLICE), 'lodgeAppeal', appeal))).toMatchObject({
      code: 'grades_not_sealed',
    })
    await give(deputy(), PLANNING, 90)
    const { status, subjects } = await show(desk(POLICE))
    expect([status, subjects.length, subjects[0]?.overall]).toEqual(['sealed', 1, 80])
    await stage.call(desk(POLICE), 'lodgeAppeal', appeal)
    const body = { verdict: 'replaced', reason: '确有封路', scores: scores(95) }
    expect(await problemOf(stage.call(secretary(), 'decideAppeal', { ...at, body }))).toMatchObject(
      { status: 403, code: 'power_missing' },
    )
    await stage.call(ruler(), 'decideAppeal', { ...at, body })
    const [after] = (await show(desk(POLICE))).subjects
    expect(after?.scores?.[0]?.points).toBe(80)
    expect(after?.counting?.[0]?.points).toBe(95)
    expect(after?.overall).toBe(95)
    expect(after?.appeal).toMatchObject({ reason: '当日已说明路况', verdict: 'replaced' })
  })
})
