// Whistle kinds are data with versions; a whistle keeps what was in force, and a confidential one its target (rules 7 and 23).
import { EMERGENCY } from '@muster/domain'
import { describe, expect, test } from 'vitest'
import { enginesUnderTest } from '../harness/demo-server.ts'
import { blow, LEAD, WATER } from './play/small-whistle.ts'
import { MINUTE, type Stage, toRfc3339 } from './play/stage.ts'
import type { WhistlePlay } from './play/whistle-play.ts'
import { withStage } from './play/with-stage.ts'

function administratorOf(printed: string): string | undefined {
  return /administrator .*\b(mus_\S+)/.exec(printed)?.[1]
}

async function publish(stage: Stage, printed: string, changed: object): Promise<void> {
  const administrator = administratorOf(printed)
  const effectiveFrom = toRfc3339(await stage.now())
  const body = { ...EMERGENCY, effectiveFrom, version: '2', ...changed }
  await stage.client.as(administrator).call('publishKind', { body })
}

async function arriveMinutes(play: WhistlePlay): Promise<number> {
  const { clocks } = await play.summons(WATER)
  const clock = clocks.find(each => each.clock === 'arrive')
  return (Date.parse(clock?.dueAt ?? '') - Date.parse(clock?.startedAt ?? '')) / MINUTE
}

describe.each(enginesUnderTest())('kinds on %s', engine => {
  const staged = withStage(engine, '2017-01-17T08:30:00+08:00')

  test('a new version of a kind changes no whistle that sounds already', async () => {
    const { stage, server } = staged
    const running = await blow(stage)
    const summonsClocks = { ...EMERGENCY.summonsClocks, arrive: { amount: 10, unit: 'minutes' } }
    await publish(stage, server.output(), { summonsClocks })
    const next = await blow(stage)
    expect([await arriveMinutes(running), await arriveMinutes(next)]).toEqual([30, 10])
    expect((await running.view()).policy?.version).toBe('1')
    await stage.advance(10 * MINUTE)
    const missed = async (play: WhistlePlay) =>
      (await play.summons(WATER)).clocks.some(
        ({ clock, missedAt }) => clock === 'arrive' && missedAt !== undefined,
      )
    expect([await missed(running), await missed(next)]).toEqual([false, true])
  })

  test('a confidential whistle tells its target to a department only when somebody of it has come', async () => {
    const { stage, server } = staged
    await publish(stage, server.output(), { code: 'raid', version: '1', confidential: true })
    const texts = { title: '夜查黑矿老板', facts: '线人举报矿主姓名', place: '密林深处矿洞' }
    const play = await blow(stage, { kind: 'raid', texts })
    const seenBy = async (department: string) => {
      const by = play.of(department).duty
      const { items } = await play.timeline(by)
      const view = await play.view(by)
      return { view, text: JSON.stringify([view, items]) }
    }
    const before = await seenBy(WATER)
    expect([before.view.title, before.view.place]).toEqual([null, null])
    expect(before.view.assembly.place).not.toBeNull()
    for (const secret of Object.values(texts)) expect(before.text).not.toContain(secret)
    await play.arrive(WATER)
    const after = await seenBy(WATER)
    expect([after.view.title, after.view.place?.text]).toEqual([texts.title, texts.place])
    expect((await seenBy(LEAD)).view.title).toBeNull()
    expect((await play.view()).title).toBe(texts.title)
  })

  test('a version is looked at before it is published: clocks, ladders, and what is wrong with it', async () => {
    const { stage, server } = staged
    const keeper = stage.client.as(administratorOf(server.output()))
    const effectiveFrom = toRfc3339((await stage.now()) + MINUTE)
    const summonsClocks = { ...EMERGENCY.summonsClocks, arrive: { amount: 10, unit: 'minutes' } }
    const kind = { ...EMERGENCY, code: 'trial', version: '1', effectiveFrom, summonsClocks }
    interface Foretold {
      readonly at: string
      readonly holds?: string
      readonly clocks: readonly { readonly clock: string; readonly dueAt: string }[]
      readonly refusal?: { readonly code: string }
    }
    const look = (body: object) => keeper.call<Foretold>('previewKind', { body })
    const seen = await look({ kind })
    const arrive = seen.clocks.find(({ clock }) => clock === 'arrive')
    expect(Date.parse(arrive?.dueAt ?? '') - Date.parse(seen.at)).toBe(10 * MINUTE)
    expect([seen.holds, seen.refusal]).toEqual([undefined, undefined])
    const [first] = EMERGENCY.rubric
    const wrong = await look({ kind: { ...kind, rubric: [{ ...first, weight: 99 }] } })
    expect(wrong.refusal?.code).toBe('weights_not_100')
    interface Ladder {
      readonly items: readonly { readonly act: string; readonly clock?: string; at: string }[]
    }
    const sign = [{ minutes: 7, tell: 'head', act: 'page' }]
    const told = await keeper.call<Ladder>('previewLadders', {
      body: {
        kind: 'trial',
        departments: [WATER],
        caller: '110117006',
        draft: { ...kind, ladders: { sign } },
      },
    })
    const late = told.items.filter(({ clock, act }) => clock === 'sign' && act === 'page')
    expect(late.map(({ at }) => Date.parse(at) - Date.parse(seen.at))).toEqual([12 * MINUTE])
    const codes = async (query: Readonly<Record<string, string>>) =>
      (await keeper.call<{ items: { code: string }[] }>('listKinds', query)).items.map(
        ({ code }) => code,
      )
    expect(await codes({ upcoming: 'true' })).not.toContain('trial')
    await keeper.call('publishKind', { body: kind })
    expect(
      [await codes({}), await codes({ upcoming: 'true' })].map(all => all.includes('trial')),
    ).toEqual([false, true])
  })
})
