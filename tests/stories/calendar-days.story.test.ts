// Working days are those of the real calendar: Spring Festival, a make-up Saturday, a year announced late (rule 7).
import { describe, expect, test, vi } from 'vitest'
import { enginesUnderTest } from '../harness/demo-server.ts'
import { blow, blowPlanned, WATER } from './play/small-whistle.ts'
import type { WhistlePlay } from './play/whistle-play.ts'
import { withStage } from './play/with-stage.ts'

async function clockOf(play: WhistlePlay, name: string) {
  const { clocks } = await play.summons(WATER)
  return clocks.find(({ clock }) => clock === name)
}

async function arriveDueAt(play: WhistlePlay): Promise<string | undefined> {
  return (await clockOf(play, 'arrive'))?.dueAt
}

describe.each(enginesUnderTest())('the calendar on %s', engine => {
  const staged = withStage(engine, '2018-02-09T10:00:00+08:00')

  test('a Sunday that makes up for the holiday is a working day', async () => {
    const play = await blowPlanned(staged.stage)
    expect(await arriveDueAt(play)).toBe('2018-02-13T17:30:00+08:00')
  })

  test('Spring Festival is jumped over and the make-up Saturday counts', async () => {
    const { stage } = staged
    await stage.moveTo(Date.parse('2018-02-14T10:00:00+08:00'))
    const play = await blowPlanned(stage)
    expect(await arriveDueAt(play)).toBe('2018-02-24T17:30:00+08:00')
    await stage.moveTo(Date.parse('2018-02-24T17:29:59+08:00'))
    expect((await clockOf(play, 'arrive'))?.missedAt).toBeUndefined()
    await stage.moveTo(Date.parse('2018-02-24T17:30:00+08:00'))
    expect((await clockOf(play, 'arrive'))?.missedAt).toBeDefined()
  })

  test('an ordinary week has five working days', async () => {
    const { stage } = staged
    await stage.moveTo(Date.parse('2018-03-09T10:00:00+08:00'))
    expect(await arriveDueAt(await blowPlanned(stage))).toBe('2018-03-14T17:30:00+08:00')
  })

  test('the minutes of an emergency know no holiday', async () => {
    const { stage } = staged
    await stage.moveTo(Date.parse('2019-02-05T02:00:00+08:00'))
    expect(await arriveDueAt(await blow(stage))).toBe('2019-02-05T02:30:00+08:00')
  })

  test('a year that is announced while a clock runs moves what is not yet due, visibly', async () => {
    const { stage } = staged
    await stage.moveTo(Date.parse('2029-12-26T10:00:00+08:00'))
    const settled = await blowPlanned(stage)
    expect(await arriveDueAt(settled)).toBe('2029-12-31T17:30:00+08:00')
    await stage.moveTo(Date.parse('2029-12-31T18:00:00+08:00'))
    const running = await blowPlanned(stage)
    const unannounced = await arriveDueAt(running)
    expect(unannounced).toBe('2030-01-03T17:30:00+08:00')
    const sign = await clockOf(running, 'sign')
    await stage.call(stage.member('110000-coord.head'), 'publishNotice', {
      body: {
        id: 'holidays-2030',
        instrument: '关于2030年部分节假日安排的通知（虚构示例）',
        days: { '2029-12-31': 'holiday', '2030-01-01': 'holiday', '2030-01-02': 'holiday' },
      },
    })
    await vi.waitFor(
      async () => expect(await arriveDueAt(running)).toBe('2030-01-07T17:30:00+08:00'),
      { timeout: 60_000, interval: 50 },
    )
    expect((await clockOf(running, 'arrive'))?.originalDueAt).toBe(unannounced)
    expect(await clockOf(running, 'sign')).toEqual(sign)
    expect(await arriveDueAt(settled)).toBe('2029-12-31T17:30:00+08:00')
    const { items } = await running.timeline()
    const moved = items.find(({ type }) => type === 'ClocksMoved')
    expect(moved?.event['notice']).toBe('holidays-2030')
  })
})
