// Arrival is a proved fact: two independent proofs, one of them from the scene's side (rule 10).
import { describe, expect, test } from 'vitest'
import { problemOf } from '../client/problem.ts'
import { enginesUnderTest } from '../harness/demo-server.ts'
import { blow, POLICE, WATER } from './play/small-whistle.ts'
import { MINUTE, toRfc3339 } from './play/stage.ts'
import { withStage } from './play/with-stage.ts'

const PHOTO = { code: false, photo: 'e-110117-photo-3' } as const

describe.each(enginesUnderTest())('arrival on %s', engine => {
  const staged = withStage(engine, '2017-01-17T08:30:00+08:00')

  test('position and code of the scene prove it at once', async () => {
    const play = await blow(staged.stage)
    expect((await play.arrive(WATER)).events).toEqual(['SummonsSigned', 'ArrivalProved'])
    const { arrived, people } = await play.summons(WATER)
    expect([arrived, people[0]?.findings?.proofs]).toEqual([true, ['position', 'scene_code']])
  })

  test('position and photo of one phone are doubtful until the commander confirms', async () => {
    const { stage } = staged
    const play = await blow(stage)
    const { person } = play.officer(WATER)
    expect((await play.arrive(WATER, undefined, PHOTO)).events).toContain('ArrivalDoubted')
    expect((await play.summons(WATER)).arrived).toBe(false)
    const byTheirOwn = play.act(play.of(WATER).head, 'confirmArrival', {
      department: WATER,
      person,
    })
    expect((await problemOf(byTheirOwn)).code).toBe('not_in_command')
    await play.command('confirmArrival', { department: WATER, person })
    expect((await play.summons(WATER)).arrived).toBe(true)
  })

  test('a doubtful arrival that the commander rejects never happened', async () => {
    const { stage } = staged
    const play = await blow(stage)
    const { person } = play.officer(WATER)
    await play.arrive(WATER, undefined, PHOTO)
    const body = { reason: '现场未见此人' }
    await play.command('rejectArrival', { department: WATER, person, body })
    await stage.advance(30 * MINUTE)
    const { arrived, clocks } = await play.summons(WATER)
    const missed = clocks.find(({ clock }) => clock === 'arrive')?.missedAt
    expect([arrived, missed === undefined]).toEqual([false, false])
  })

  test('a phone elsewhere, an old code and a wrong code prove nothing', async () => {
    const { stage } = staged
    const play = await blow(stage)
    const old = await play.code()
    await stage.advance(5 * MINUTE)
    const far = { point: [117.35, 40.2], code: false } as const
    expect((await problemOf(play.arrive(WATER, undefined, far))).code).toBe('no_proof_counts')
    for (const code of [old, 'ZZZZZZZZ']) {
      const refused = await problemOf(play.arrive(WATER, undefined, { point: false, code }))
      expect(refused.code).toBe('no_proof_counts')
    }
    expect((await play.summons(WATER)).people).toEqual([])
  })

  test('an arrival made offline and bound by the code takes the declared miss back, visibly', async () => {
    const { stage } = staged
    const play = await blow(stage)
    const start = await stage.now()
    const there = start + 20 * MINUTE
    await stage.moveTo(there)
    const code = await play.code()
    await stage.moveTo(start + 40 * MINUTE)
    const before = (await play.summons(WATER)).clocks.find(({ clock }) => clock === 'arrive')
    expect(before?.missedAt).toBeDefined()
    const { events } = await play.arrive(WATER, undefined, { code, offlineAt: there })
    expect(events).toEqual(expect.arrayContaining(['MissCancelled', 'ArrivalProved']))
    const { clocks, people } = await play.summons(WATER)
    const after = clocks.find(({ clock }) => clock === 'arrive')
    expect([after?.missedAt, after?.missCancelled]).toEqual([before?.missedAt, true])
    expect(people[0]).toMatchObject({
      countsAt: toRfc3339(there).replace('.000', ''),
      receivedAt: toRfc3339(start + 40 * MINUTE).replace('.000', ''),
    })
    expect(await play.events()).toEqual(expect.arrayContaining(['ClockMissed', 'MissCancelled']))
  })

  test('without the code an offline arrival counts when it was received, unless the commander binds it', async () => {
    const { stage } = staged
    const play = await blow(stage)
    const start = await stage.now()
    const there = start + 20 * MINUTE
    await stage.moveTo(start + 40 * MINUTE)
    const claim = { code: false, photo: 'e-110117-photo-4', offlineAt: there } as const
    for (const department of [WATER, POLICE]) {
      expect((await play.arrive(department, undefined, claim)).events).toContain('ArrivalDoubted')
    }
    const confirm = (department: string, body = {}) =>
      play.command('confirmArrival', { department, person: play.officer(department).person, body })
    expect((await confirm(WATER)).events).not.toContain('MissCancelled')
    expect((await confirm(POLICE, { at: toRfc3339(there) })).events).toContain('MissCancelled')
  })

  test('nobody arrives before the call or in the future', async () => {
    const { stage } = staged
    const play = await blow(stage)
    const now = await stage.now()
    const at = (offlineAt: number) => problemOf(play.arrive(WATER, undefined, { offlineAt }))
    expect((await at(now - MINUTE)).code).toBe('claimed_before_the_call')
    expect((await at(now + MINUTE)).code).toBe('claimed_in_the_future')
  })
})
