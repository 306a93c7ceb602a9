// 事不完人不走: nobody leaves before it is done (rules 12 and 13).
import { describe, expect, test } from 'vitest'
import { problemOf } from '../client/problem.ts'
import { enginesUnderTest } from '../harness/demo-server.ts'
import {
  blow,
  blowPlanned,
  CALLED,
  handle,
  LEAD,
  letGo,
  POLICE,
  WATER,
} from './play/small-whistle.ts'
import { DAY, MINUTE, toRfc3339 } from './play/stage.ts'
import { BLOCKS } from './play/whistle-play.ts'
import { withStage } from './play/with-stage.ts'

describe.each(enginesUnderTest())('presence on %s', engine => {
  const staged = withStage(engine, '2017-01-17T08:30:00+08:00')

  test('nobody is let go before their part is done and every block is signed', async () => {
    const play = await blow(staged.stage)
    await play.arrive(LEAD)
    expect((await problemOf(play.release(LEAD))).code).toBe('done_not_claimed')
    await play.measure(LEAD)
    await play.claimDone(LEAD)
    for (const block of BLOCKS) {
      expect((await problemOf(play.release(LEAD))).code).toBe('blocks_unsigned')
      await play.command('signReleaseBlock', { body: { block, departments: [LEAD] } })
    }
    const byItself = play.act(play.of(LEAD).head, 'releaseSummons', { department: LEAD })
    expect((await problemOf(byItself)).code).toBe('not_in_command')
    expect((await play.release(LEAD)).events).toEqual(['SummonsReleased'])
  })

  test('leaving early is recorded and wakes the ladder; leave that was granted does not', async () => {
    const { stage } = staged
    const play = await blow(stage)
    await play.arrive(WATER)
    await play.arrive(POLICE)
    const person = (department: string) => ({ department, person: play.officer(department).person })
    const reason = { reason: '家中急事' }
    await play.command('grantLeave', { ...person(POLICE), body: reason })
    const left = await play.act(play.officer(WATER), 'recordLeaving', person(WATER))
    expect(left.events).toEqual(['PersonLeftEarly', 'LadderWoken'])
    const { clocks, people } = await play.summons(WATER)
    expect(people.map(each => each.status)).toEqual(['left_early'])
    expect(clocks.find(({ clock }) => clock === 'arrive')?.outcome).toBe('running')
    const police = (await play.summons(POLICE)).clocks.find(({ clock }) => clock === 'arrive')
    expect(police?.outcome).toBe('met')
    await stage.advance(30 * MINUTE)
    const woken = (await play.summons(WATER)).clocks.find(({ clock }) => clock === 'arrive')
    expect(woken?.missedAt).toBeDefined()
  })

  test('relief is given only when the successor’s own arrival is proved', async () => {
    const { stage } = staged
    const play = await blow(stage)
    const [first, second] = [play.officer(WATER, 0), play.officer(WATER, 1)]
    await play.arrive(WATER, first)
    const relieve = () =>
      play.act(first, 'relievePerson', {
        department: WATER,
        person: first.person,
        body: { successor: second.person },
      })
    expect((await problemOf(relieve())).code).toBe('successor_not_proved')
    await play.setOut(WATER, second)
    await play.arrive(WATER, second, { code: false, photo: 'e-110117-photo-2' })
    expect((await problemOf(relieve())).code).toBe('successor_not_proved')
    await play.command('confirmArrival', { department: WATER, person: second.person })
    expect((await relieve()).events).toEqual(['PersonRelieved'])
    const { people, status } = await play.summons(WATER)
    expect([status, people.map(each => each.status)]).toEqual(['on_scene', ['relieved', 'arrived']])
  })

  test('a session ends with the next time and place named, and the obligation stays', async () => {
    const { stage } = staged
    const play = await blowPlanned(stage)
    for (const department of CALLED) await play.arrive(department)
    const nextAt = (await stage.now()) + DAY
    const body = { nextAt: toRfc3339(nextAt), nextPlace: '村委会' }
    await play.command('endSession', { body })
    const { summonses, nextSessionAt } = await play.view()
    expect(Date.parse(nextSessionAt ?? '')).toBe(nextAt)
    expect(summonses.map(({ settledAt }) => settledAt)).toEqual([undefined, undefined, undefined])
    await stage.moveTo(nextAt - MINUTE)
    for (const department of [LEAD, POLICE]) await play.arrive(department)
    await stage.moveTo(nextAt)
    const missed = (department: string) =>
      play
        .summons(department)
        .then(({ clocks }) =>
          clocks.some(({ clock, missedAt }) => clock === 'arrive' && missedAt !== undefined),
        )
    expect(await Promise.all(CALLED.map(missed))).toEqual([false, false, true])
  })

  test('an emergency has no sessions: people stay until they are released', async () => {
    const { stage } = staged
    const play = await blow(stage)
    await play.arrive(LEAD)
    const body = { nextAt: toRfc3339((await stage.now()) + DAY), nextPlace: '村委会' }
    expect((await problemOf(play.command('endSession', { body }))).code).toBe(
      'kind_has_no_sessions',
    )
    for (const one of [POLICE, WATER]) await handle(play, one)
    await letGo(play, [POLICE, WATER])
    const { summonses } = await play.view()
    expect(summonses.flatMap(each => each.people.map(({ status }) => status))).toEqual([
      'arrived',
      'released',
      'released',
    ])
  })
})
