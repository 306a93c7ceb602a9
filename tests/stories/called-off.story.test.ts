// Standing down, withdrawing, and the word of those who were under way (rule 11).
import { describe, expect, test } from 'vitest'
import { problemOf } from '../client/problem.ts'
import { enginesUnderTest } from '../harness/demo-server.ts'
import { blow, end, handle, LEAD, letGo, POLICE, WATER } from './play/small-whistle.ts'
import { MINUTE } from './play/stage.ts'
import { withStage } from './play/with-stage.ts'

const REASON = { body: { reason: '情况已消除' } }

describe.each(enginesUnderTest())('calling off on %s', engine => {
  const staged = withStage(engine, '2017-01-17T08:30:00+08:00')

  test('a whistle is withdrawn while nobody came', async () => {
    const play = await blow(staged.stage)
    await play.setOut(WATER)
    expect((await play.command('withdrawWhistle', REASON)).events).toContain('WhistleWithdrawn')
    expect((await play.view()).status).toBe('withdrawn')
  })

  test('it is not withdrawn once somebody came, doubtful or not', async () => {
    const play = await blow(staged.stage)
    await play.arrive(WATER, undefined, { code: false, photo: 'e-110117-photo-5' })
    expect((await problemOf(play.command('withdrawWhistle', REASON))).code).toBe('somebody_came')
    const { person } = play.officer(WATER)
    await play.command('confirmArrival', { department: WATER, person })
    expect((await problemOf(play.command('withdrawWhistle', REASON))).code).toBe('somebody_came')
  })

  test('who was called off under way must say so before the whistle closes', async () => {
    const play = await blow(staged.stage)
    await play.setOut(WATER)
    await play.command('standDown', { department: WATER, ...REASON })
    for (const one of [LEAD, POLICE]) await handle(play, one)
    await letGo(play, [LEAD, POLICE])
    const refused = await problemOf(end(play))
    expect(refused.code).toBe('stand_down_unacknowledged')
    const person = play.officer(WATER)
    const known = { department: WATER, person: person.person }
    await play.act(person, 'acknowledgeStandDown', known)
    expect((await play.command('closeWhistle')).events).toContain('WhistleClosed')
  })

  test('a department is stood down only before it came and before it was due', async () => {
    const { stage } = staged
    const play = await blow(stage)
    const standDown = (department: string) => play.command('standDown', { department, ...REASON })
    await play.arrive(WATER)
    expect((await problemOf(standDown(WATER))).code).toBe('somebody_came')
    expect((await standDown(LEAD)).events).toEqual(['SummonsStoodDown'])
    await stage.advance(30 * MINUTE + 1)
    expect((await problemOf(standDown(POLICE))).code).toBe('arrival_was_due')
  })
})
