// Exactly who is told what, by which way and at which minute, while a whistle sounds (rules 9 to 12, 19 and 23).
import { describe, expect, test, vi } from 'vitest'
import { enginesUnderTest } from '../harness/demo-server.ts'
import { blow, LEAD, POLICE, smallCast, WATER } from './play/small-whistle.ts'
import { MINUTE, type Stage, toRfc3339 } from './play/stage.ts'
import { linesOf, type Told, toldOf } from './play/told.ts'
import type { WhistlePlay } from './play/whistle-play.ts'
import { withStage } from './play/with-stage.ts'

const RETURN = { listItem: 'r-110117-04-01', rightUnit: '110117-landscape', reason: '不属本局职责' }

/** On duty by day; the second of the desk comes at eight in the evening. */
const DAY = {
  [LEAD]: 'p-110117-planning-04',
  [POLICE]: 'p-110117-police-04',
  [WATER]: 'p-110117-water-04',
}

const of =
  (department: string, clock?: string) =>
  (one: Told): boolean =>
    one.department === department && (clock === undefined || one.clock === clock)

function peopleOf(stage: Stage, department: string) {
  return {
    head: stage.member(`${department}.head`).person,
    leader: stage.member('110117-coord.leader').person,
    coordination: stage.member('110117-coord.head').person,
  }
}

async function signAll(play: WhistlePlay, departments: readonly string[]): Promise<void> {
  for (const department of departments) await play.sign(department)
}

describe.each(enginesUnderTest())('who is told, on %s', engine => {
  const staged = withStage(engine, '2017-01-17T08:30:00+08:00')

  test('who does not sign is urged at 3, their head at 5, the district at 10 and 15; who signs hears no more', async () => {
    const { stage } = staged
    const start = await stage.now()
    const play = await blow(stage)
    await stage.moveTo(start + MINUTE)
    await signAll(play, [LEAD, POLICE])
    await stage.moveTo(start + 19 * MINUTE)
    const told = await toldOf(play)
    const { head, leader, coordination } = peopleOf(stage, WATER)
    expect(linesOf(told, start, of(WATER))).toEqual([
      `0 call ${DAY[WATER]} inbox`,
      `3 urge ${DAY[WATER]} inbox`,
      `5 page ${head} inbox`,
      `10 page ${leader} inbox`,
      `15 supervise ${coordination} inbox`,
    ])
    // The control: they were called like the silent one, and signed.
    for (const one of [LEAD, POLICE] as const)
      expect(linesOf(told, start, of(one))).toEqual([`0 call ${DAY[one]} inbox`])
    expect(told.some(({ gap }) => gap)).toBe(false)
  })

  test('who does not come is urged at 20, their head at 30, the district at 40 and 60; a proved arrival ends it', async () => {
    const { stage } = staged
    const start = await stage.now()
    const play = await blow(stage)
    await stage.moveTo(start + MINUTE)
    await signAll(play, [LEAD, POLICE, WATER])
    await stage.moveTo(start + 25 * MINUTE)
    await play.arrive(POLICE)
    await stage.moveTo(start + 61 * MINUTE)
    const told = await toldOf(play)
    const { head, leader, coordination } = peopleOf(stage, WATER)
    expect(linesOf(told, start, of(WATER, 'arrive'))).toEqual([
      `20 urge ${DAY[WATER]} inbox`,
      `30 page ${head} inbox`,
      `40 page ${leader} inbox`,
      `60 supervise ${coordination} inbox`,
    ])
    expect(linesOf(told, start, of(POLICE, 'arrive'))).toEqual([`20 urge ${DAY[POLICE]} inbox`])
  })

  test('a dispute stops no ladder; whoever may rule is asked at once', async () => {
    const { stage } = staged
    const start = await stage.now()
    const play = await blow(stage)
    await stage.moveTo(start + MINUTE)
    await signAll(play, [LEAD, POLICE, WATER])
    await play.act(play.of(WATER).duty, 'returnSummons', { department: WATER, body: RETURN })
    await stage.moveTo(start + 31 * MINUTE)
    const told = await toldOf(play)
    const arrivals = (department: keyof typeof DAY) => [
      `20 urge ${DAY[department]} inbox`,
      `30 page ${peopleOf(stage, department).head} inbox`,
    ]
    expect(linesOf(told, start, of(WATER, 'arrive'))).toEqual(arrivals(WATER))
    // The control disputes nothing, and is told the same.
    expect(linesOf(told, start, of(POLICE, 'arrive'))).toEqual(arrivals(POLICE))
    const asked = linesOf(told, start, ({ act }) => act === 'rule')
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.every(line => line.startsWith('1 rule '))).toBe(true)
  })

  test('a doubtful arrival stops no ladder until the commander confirms it', async () => {
    const { stage } = staged
    const start = await stage.now()
    const play = await blow(stage)
    await stage.moveTo(start + MINUTE)
    await signAll(play, [LEAD, POLICE, WATER])
    await stage.moveTo(start + 10 * MINUTE)
    const officer = play.officer(WATER)
    await play.arrive(WATER, officer, { photo: `told-${engine}`, code: false })
    await play.arrive(POLICE)
    await stage.moveTo(start + 31 * MINUTE)
    const before = await toldOf(play)
    expect(linesOf(before, start, ({ act }) => act === 'confirm_arrival')).toEqual([
      `10 confirm_arrival ${play.commander.person} inbox`,
    ])
    expect(linesOf(before, start, of(WATER, 'arrive'))).toHaveLength(2)
    expect(linesOf(before, start, of(POLICE, 'arrive'))).toEqual([])
    const confirmed = { department: WATER, person: officer.person }
    await play.command('confirmArrival', confirmed)
    await stage.moveTo(start + 61 * MINUTE)
    expect(linesOf(await toldOf(play), start, of(WATER, 'arrive'))).toHaveLength(2)
  })

  test('people under way who are called off are told until they say that they know', async () => {
    const { stage } = staged
    const start = await stage.now()
    const play = await blow(stage)
    await stage.moveTo(start + MINUTE)
    await signAll(play, [LEAD, POLICE, WATER])
    await play.setOut(POLICE)
    await play.setOut(WATER)
    await stage.moveTo(start + 2 * MINUTE)
    await play.command('withdrawWhistle', { body: { reason: '误报' } })
    await stage.moveTo(start + 8 * MINUTE)
    const [police, water] = [play.officer(POLICE), play.officer(WATER)]
    await play.act(police, 'acknowledgeStandDown', { department: POLICE, person: police.person })
    await stage.moveTo(start + 61 * MINUTE)
    const told = await toldOf(play)
    const standDown = (person: string) =>
      linesOf(told, start, one => one.act === 'stand_down' && one.person === person)
    const at = (minute: number, person: string) => `${minute} stand_down ${person} inbox`
    expect(standDown(police.person)).toEqual([2, 7].map(minute => at(minute, police.person)))
    expect(standDown(water.person)).toEqual(
      [2, 7, 12, 17, 22, 27, 32].map(minute => at(minute, water.person)),
    )
    // Nobody is urged to come to what was called off.
    expect(told.some(({ act }) => act === 'urge' || act === 'page')).toBe(false)
    expect(linesOf(told, start, of(WATER)).at(1)).toBe(`2 called_off ${DAY[WATER]} inbox`)
  })

  test('whoever comes on duty in between gets what is said from then on', async () => {
    const { stage } = staged
    const evening = Date.parse('2017-01-18T19:58:00+08:00')
    await stage.moveTo(evening)
    const play = await blow(stage)
    await stage.moveTo(evening + 4 * MINUTE)
    const [called = '', urged = ''] = linesOf(await toldOf(play), evening, of(WATER))
    expect(called).toMatch(/^0 call p-110117-water-0\d inbox$/)
    expect(urged).toMatch(/^3 urge p-110117-water-0\d inbox$/)
    expect(urged.split(' ')[2]).not.toBe(called.split(' ')[2])
    // The control: between two hand-overs both go to one person.
    const later = evening + 10 * MINUTE
    await stage.moveTo(later)
    const second = await blow(stage)
    await stage.moveTo(later + 4 * MINUTE)
    const people = linesOf(await toldOf(second), later, of(WATER)).map(line => line.split(' ')[2])
    expect(new Set(people).size).toBe(1)
  })

  test('the timeline tells each attempt in both languages, the inbox keeps it until it is seen', async () => {
    const { stage } = staged
    const play = await blow(stage)
    const told = await toldOf(play)
    const call = told.find(({ department, act }) => department === POLICE && act === 'call')
    const duty = { person: call?.person ?? '', office: '110117-police.duty' }
    const chinese = await play.timeline()
    const english = await play.timeline(play.commander, 'en')
    const accepted = (items: typeof chinese.items) =>
      items.filter(({ type }) => type === 'AttemptAccepted').map(({ sentence }) => sentence)
    expect(accepted(chinese.items).some(line => line.includes('吹哨召集，请签收'))).toBe(true)
    expect(accepted(english.items).some(line => line.includes('You are called: sign'))).toBe(true)
    interface Inbox {
      readonly items: readonly { readonly id: string; readonly seen: boolean }[]
    }
    const inbox = await stage.call<Inbox>(duty, 'listInbox', { seen: 'false' })
    expect(inbox.items.map(({ id }) => id)).toContain(call?.id)
    await stage.call(duty, 'markSeen', { id: call?.id ?? '', body: {} })
    const rest = await stage.call<Inbox>(duty, 'listInbox', { seen: 'false' })
    expect(rest.items.map(({ id }) => id)).not.toContain(call?.id)
    expect(await play.events()).toContain('MessageSeen')
  })

  test('what was signed for, and what only had to be said, no longer stands open; what waits does', async () => {
    const { stage } = staged
    const start = await stage.now()
    const play = await blow(stage)
    await stage.moveTo(start + MINUTE)
    await signAll(play, [LEAD, POLICE])
    await stage.moveTo(start + 2 * MINUTE)
    await vi.waitFor(
      async () => {
        const calls = (await toldOf(play)).filter(({ act }) => act === 'call')
        const states = Object.fromEntries(calls.map(one => [one.department, one.status]))
        expect(states).toEqual({ [LEAD]: 'settled', [POLICE]: 'settled', [WATER]: 'open' })
      },
      { timeout: 40_000, interval: 200 },
    )
  })

  test('what a command post is late with is told to the head of its commander’s organisation', async () => {
    const { stage } = staged
    const { caller } = smallCast(stage)
    const start = await stage.now()
    const post = await stage.call<{ id: string }>(caller.head, 'openCommandPost', {
      body: {
        name: { zh: '专项整治指挥部', en: 'Special command post' },
        commander: caller.head,
        members: [{ department: LEAD, head: stage.member(`${LEAD}.head`).person }],
        area: '110117006',
        until: toRfc3339(start + 30 * 24 * 60 * MINUTE),
        instrument: '成立通知（虚构示例）',
      },
    })
    const overdue = async (play: WhistlePlay) => {
      const { review } = await play.view()
      await stage.moveTo(Date.parse(review?.dueAt ?? '') + MINUTE)
      const told = await toldOf(play)
      return told.filter(({ act, clock }) => act === 'page' && clock === 'review')
    }
    const people = await overdue(await blow(stage, { caller: post.id }))
    expect(people.map(({ organisation }) => organisation)).toContain('110117006')
    // The control: the same whistle of the town itself is told to the same people.
    const own = await overdue(await blow(stage))
    const sorted = (told: readonly Told[]) => told.map(({ person }) => person).toSorted()
    expect(sorted(own)).toEqual(sorted(people))
  })
})
