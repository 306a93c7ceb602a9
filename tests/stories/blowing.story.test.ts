// An emergency sounds at once and is reviewed; a planned kind waits for approval (rules 1, 2 and 5).
import { describe, expect, test } from 'vitest'
import { problemOf } from '../client/problem.ts'
import { enginesUnderTest } from '../harness/demo-server.ts'
import { blow, drafted, LEAD, WATER } from './play/small-whistle.ts'
import { HOUR } from './play/stage.ts'
import { withStage } from './play/with-stage.ts'

const ASK = { role: 'assist', text: '封堵洞口' }

describe.each(enginesUnderTest())('blowing on %s', engine => {
  const staged = withStage(engine, '2017-01-17T08:30:00+08:00')

  test('an emergency sounds at once; a refused review adds no department and ends nothing', async () => {
    const play = await blow(staged.stage)
    expect((await play.view()).status).toBe('sounding')
    const add = (department: string) =>
      play.command('addDepartment', { body: { ask: { department, ...ASK } } })
    await add('110117-landscape')
    const review = { body: { verdict: 'refused', reason: '可按综合执法办理' } }
    await play.act(play.cast.caller.director, 'reviewWhistle', review)
    expect((await problemOf(add('110117-emergency'))).code).toBe('review_refused')
    expect((await play.view()).status).toBe('sounding')
    expect((await play.arrive(WATER)).events).toContain('ArrivalProved')
  })

  test('a planned kind calls nobody before it is approved, and its clocks start then', async () => {
    const { stage } = staged
    const play = await drafted(stage, { kind: 'enforcement' })
    await play.submit()
    expect((await problemOf(play.sign(WATER))).code).toBe('unknown_whistle')
    await stage.advance(HOUR)
    const { head, director, duty } = play.cast.caller
    expect((await problemOf(play.act(duty, 'approveWhistle'))).code).toBe('power_missing')
    await play.act(director, 'approveWhistle')
    const { clocks } = await play.summons(WATER)
    expect(Date.parse(clocks[0]?.startedAt ?? '')).toBe(await stage.now())
    expect((await play.sign(WATER)).events).toEqual(['SummonsSigned'])
    expect((await problemOf(play.act(head, 'approveWhistle'))).code).toBe('not_awaiting_approval')
  })

  test('a rejected whistle is amended and submitted again', async () => {
    const play = await drafted(staged.stage, { kind: 'enforcement' })
    await play.submit()
    const rejected = { body: { reason: '请写明各部门任务' } }
    await play.act(play.cast.caller.director, 'rejectWhistle', rejected)
    const view = await play.view()
    const body = {
      title: '改过的哨单',
      facts: view.facts,
      tried: view.tried,
      lacking: view.lacking,
      problemType: view.problemType,
      place: { point: view.place?.point, text: '矿洞口' },
      assembly: { at: view.assembly.at, place: '村委会' },
      asks: [{ department: LEAD, role: 'lead', text: '查处' }],
    }
    await play.command('amendDraft', { body })
    await play.submit()
    await play.act(play.cast.caller.director, 'approveWhistle')
    const { title, summonses } = await play.view()
    expect([title, summonses.map(each => each.department)]).toEqual(['改过的哨单', [LEAD]])
  })

  test('whoever may not see a whistle is told that there is none', async () => {
    const { stage } = staged
    const play = await blow(stage)
    const stranger = stage.member('110101-wangfujing.duty')
    for (const read of ['getWhistle', 'getTimeline', 'getSceneCode'])
      expect((await problemOf(stage.call(stranger, read, { id: play.id }))).code).toBe(
        'unknown_whistle',
      )
    const { items } = await stage.call<{ items: unknown[] }>(stranger, 'listWhistles')
    expect(items).toEqual([])
    const named = await problemOf(
      play.act(play.cast.caller.duty, 'vetoDone', {
        body: { departments: [LEAD], reason: '未完成' },
      }),
    )
    expect([named.code, named.problem['missing']]).toEqual(['power_missing', 'veto'])
  })
})
