// A veto opens a new round; a closed whistle never changes, but its case goes on (rule 15).
import { describe, expect, test } from 'vitest'
import { problemOf } from '../client/problem.ts'
import { enginesUnderTest } from '../harness/demo-server.ts'
import { readGrading } from './play/grades.ts'
import {
  blow,
  CALLED,
  end,
  handle,
  LEAD,
  letGo,
  POLICE,
  playToTheEnd,
  WATER,
} from './play/small-whistle.ts'
import { DAY, toRfc3339 } from './play/stage.ts'
import { withStage } from './play/with-stage.ts'

describe.each(enginesUnderTest())('the end on %s', engine => {
  const staged = withStage(engine, '2017-01-17T08:30:00+08:00')

  test('a veto opens a new round of the named summonses, and the old round stays gradable', async () => {
    const { stage } = staged
    const play = await blow(stage)
    for (const one of CALLED) await handle(play, one)
    await letGo(play, [LEAD, POLICE])
    const before = await play.summons(LEAD)
    const body = { departments: [LEAD], reason: '返工' }
    expect((await play.command('vetoDone', { body })).events).toEqual([
      'DoneVetoed',
      'SummonsCalled',
    ])
    const again = await play.summons(LEAD)
    expect([before.round, again.round, again.status]).toEqual([1, 2, 'called'])
    expect((await play.summons(POLICE)).round).toBe(1)
    const { pastRounds } = await play.view()
    expect(pastRounds).toEqual([{ department: LEAD, round: 1, status: 'released' }])
    await handle(play, LEAD)
    await letGo(play, [LEAD, WATER])
    await end(play)
    const { subjects } = await readGrading(play)
    expect(subjects.map(each => `${each.department}.${each.round}`).toSorted()).toEqual(
      [`${LEAD}.1`, `${LEAD}.2`, `${POLICE}.1`, `${WATER}.1`].toSorted(),
    )
  })

  test('a closed whistle never changes; its case reopens and a new whistle follows it', async () => {
    const { stage } = staged
    const play = await blow(stage)
    await playToTheEnd(play)
    const closed = await play.view()
    const reason = { body: { reason: '想再改' } }
    for (const [operation, input] of [
      ['withdrawWhistle', reason],
      ['vetoDone', { body: { departments: [LEAD], reason: '返工' } }],
      ['transferCommand', { body: { to: play.cast.caller.deputy.office, reason: '换人' } }],
    ] as const)
      expect((await problemOf(play.command(operation, input))).status).toBe(409)
    const { duty, head } = play.cast.caller
    const ofCase = { id: play.caseId }
    await stage.call(head, 'closeCase', {
      ...ofCase,
      body: { outcome: 'solved_by_whistle', ground: '已解决' },
    })
    const planned = { dueAt: toRfc3339((await stage.now()) + 7 * DAY) }
    await stage.call(duty, 'planRecheck', { ...ofCase, body: planned })
    await stage.advance(7 * DAY)
    const found = { body: { found: 'came_back', text: '又有人夜里开采' } }
    await stage.call(duty, 'recordRecheck', { ...ofCase, ...found })
    const next = await blow(stage, { caseId: play.caseId })
    expect((await next.view()).follows).toBe(play.id)
    expect(await play.view()).toEqual(closed)
    const reopened = await stage.call<{ reopened: number; whistles: string[] }>(
      duty,
      'getCase',
      ofCase,
    )
    expect([reopened.reopened, reopened.whistles]).toEqual([1, [play.id, next.id]])
  })

  test('it resolves only when every summons is settled and one was released', async () => {
    const play = await blow(staged.stage)
    const resolve = () => play.command('resolveWhistle', { body: { result: '已处置' } })
    await handle(play, LEAD)
    await letGo(play, [LEAD])
    expect((await problemOf(resolve())).code).toBe('summons_open')
    for (const department of [POLICE, WATER])
      await play.command('standDown', { department, body: { reason: '误叫' } })
    expect((await resolve()).events).toEqual(['WhistleResolved'])
    expect((await problemOf(play.command('closeWhistle'))).code).toBe('not_accepted')
  })
})
