// Who is told what at which minute while the rules change: another policy, a holiday, a ruling, a gap (rules 7 to 9, 12).
import { describe, expect, test, vi } from 'vitest'
import { enginesUnderTest } from '../harness/demo-server.ts'
import { blow, blowPlanned, LEAD, POLICE, WATER } from './play/small-whistle.ts'
import { DAY, HOUR, MINUTE, nextTime, type Stage, toRfc3339 } from './play/stage.ts'
import { linesOf, type Told, toldOf } from './play/told.ts'
import type { WhistlePlay } from './play/whistle-play.ts'
import { withStage } from './play/with-stage.ts'

const LANDSCAPE = '110117-landscape'
const LIST_ITEM = 'r-110117-04-01'
const RETURN = { listItem: LIST_ITEM, rightUnit: LANDSCAPE, reason: '不属本局职责' }
const PATIENCE = { timeout: 60_000, interval: 50 }

const of =
  (department: string, clock?: string) =>
  (one: Told): boolean =>
    one.department === department && (clock === undefined || one.clock === clock)

const withoutPerson = (lines: readonly string[]) =>
  lines.map(line => line.split(' ').toSpliced(2, 1).join(' '))

async function keeperOf(stage: Stage, kind: string) {
  const city = stage.member('110000-coord.head')
  const { versions } = await stage.call<{ versions: Record<string, unknown>[] }>(city, 'getKind', {
    code: kind,
  })
  const publish = async (version: string, ladders: object) => {
    const effectiveFrom = toRfc3339(await stage.now())
    const known = versions[0]?.['ladders'] as object
    const body = { ...versions[0], version, effectiveFrom, ladders: { ...known, ...ladders } }
    await stage.call(city, 'publishKind', { body })
  }
  return { publish, first: versions[0]?.['ladders'] as object }
}

async function signAll(play: WhistlePlay, departments: readonly string[]): Promise<void> {
  for (const department of departments) await play.sign(department)
}

describe.each(enginesUnderTest())('told while rules change, on %s', engine => {
  const staged = withStage(engine, '2017-01-17T08:30:00+08:00')

  test('a policy that changes in mid-whistle changes nothing for it, and everything for the next one', async () => {
    const { stage } = staged
    const start = await stage.now()
    const before = await blow(stage)
    await stage.moveTo(start + MINUTE)
    const { publish, first } = await keeperOf(stage, 'emergency')
    const repeat = { everyMinutes: 1, times: 2 }
    await publish('quicker', {
      sign: [
        { minutes: -4, tell: 'head', act: 'urge' },
        { minutes: 0, tell: 'coordination', act: 'supervise', repeat },
      ],
    })
    const after = await blow(stage)
    await stage.moveTo(start + 16 * MINUTE)
    const { duty, head, leader, coordination } = peopleOf(stage)
    expect(linesOf(await toldOf(before), start, of(WATER))).toEqual([
      `0 call ${duty} inbox`,
      `3 urge ${duty} inbox`,
      `5 page ${head} inbox`,
      `10 page ${leader} inbox`,
      `15 supervise ${coordination} inbox`,
    ])
    // The control: one minute later, by the new ladder.
    expect(linesOf(await toldOf(after), start, of(WATER))).toEqual([
      `1 call ${duty} inbox`,
      `2 urge ${head} inbox`,
      `6 supervise ${coordination} inbox`,
      `7 supervise ${coordination} inbox`,
      `8 supervise ${coordination} inbox`,
    ])
    await publish('as-before', first)
  })

  test('a dispute that is upheld goes on to climb; one that is excused is called off; one that is replaced calls another', async () => {
    const { stage } = staged
    const start = await stage.now()
    const play = await blow(stage)
    await stage.moveTo(start + MINUTE)
    await signAll(play, [LEAD, POLICE, WATER])
    for (const department of [LEAD, POLICE, WATER])
      await play.act(play.of(department).duty, 'returnSummons', { department, body: RETURN })
    await stage.moveTo(start + 21 * MINUTE)
    const rule = (department: string, verdict: string, more = {}) =>
      play.act(play.cast.caller.coordination, 'ruleReturn', {
        department,
        body: { verdict, listItem: LIST_ITEM, reason: '按清单认定', ...more },
      })
    await rule(POLICE, 'stands')
    await rule(LEAD, 'excused')
    const successor = { department: LANDSCAPE, role: 'assist', text: '接手处置' }
    await rule(WATER, 'replaced', { successor })
    await stage.moveTo(start + 62 * MINUTE)
    const told = await toldOf(play)
    const lines = (department: string) => withoutPerson(linesOf(told, start, of(department)))
    const common = ['0 call inbox', '1 rule inbox', '20 urge inbox']
    const onlyOnce = (all: readonly string[]) => [...new Set(all)]
    // The control: what it disputed stands, and its ladder never stopped.
    expect(onlyOnce(lines(POLICE))).toEqual([
      ...common,
      '21 return_stands inbox',
      '30 page inbox',
      '40 page inbox',
      '60 supervise inbox',
    ])
    expect(onlyOnce(lines(LEAD))).toEqual([...common, '21 called_off inbox'])
    expect(onlyOnce(lines(WATER))).toEqual([...common, '21 called_off inbox'])
    expect(lines(LANDSCAPE)).toEqual([
      '21 call inbox',
      '24 urge inbox',
      '26 page inbox',
      '31 page inbox',
      '36 supervise inbox',
      '41 urge inbox',
      '51 page inbox',
      '61 page inbox',
    ])
  })

  test('nobody at the desk: the head is told with the call, as a gap that was foretold', async () => {
    const { stage } = staged
    const start = await stage.now()
    const { duty, head } = peopleOf(stage)
    const roster = `roster-110117-${WATER}.duty`
    const writer = { person: head, office: `${WATER}.head` }
    const until = toRfc3339(start + 2 * HOUR)
    const leave = { id: `ill-${start}`, person: duty, from: toRfc3339(start), until }
    const ends = until.replace('.000', '')
    await stage.call(writer, 'recordLeave', { id: roster, body: leave })
    const { items } = await stage.call<{
      items: readonly { kind: string; organisation: string; until: string }[]
    }>(writer, 'listRosterFindings', { district: '110117', days: '2' })
    expect(items).toContainEqual(
      expect.objectContaining({ kind: 'gap', organisation: WATER, until: ends }),
    )
    const play = await blow(stage)
    await stage.moveTo(start + 6 * MINUTE)
    const told = await toldOf(play)
    expect(linesOf(told, start, of(WATER))).toEqual([
      `0 call ${head} inbox`,
      `3 urge ${head} inbox`,
      `5 page ${head} inbox`,
    ])
    expect(told.filter(of(WATER)).map(({ gap }) => gap)).toEqual([true, true, false])
    // The control: somebody is at the desk of the police.
    expect(told.filter(of(POLICE)).some(({ gap }) => gap)).toBe(false)
    await stage.call(writer, 'cancelLeave', { id: roster, leave: leave.id, body: {} })
    const later = await stage.now()
    const again = await blow(stage)
    expect(linesOf(await toldOf(again), later, of(WATER))).toEqual([`0 call ${duty} inbox`])
  })

  test('a holiday that is announced moves the ladder of working days, and leaves that of minutes', async () => {
    const { stage } = staged
    const start = nextTime(await stage.now(), 10)
    await stage.moveTo(start)
    const play = await blowPlanned(stage)
    for (const department of [LEAD, POLICE]) await play.sign(department)
    const arriveDueAt = async () => {
      const { clocks } = await play.summons(POLICE)
      return Date.parse(clocks.find(({ clock }) => clock === 'arrive')?.dueAt ?? '')
    }
    const unmoved = await arriveDueAt()
    // All lie in an ordinary week of this January, whose next holiday is a week off.
    const holiday = toRfc3339(unmoved - DAY).slice(0, 10)
    const notice = { id: `notice-${engine}`, instrument: '放假通知（示例）' }
    const body = { ...notice, days: { [holiday]: 'holiday' } }
    await stage.call(stage.member('110000-coord.head'), 'publishNotice', { body })
    await vi.waitFor(async () => expect(await arriveDueAt()).toBeGreaterThan(unmoved), PATIENCE)
    const moved = await arriveDueAt()
    await stage.moveTo(moved + DAY + MINUTE)
    const told = await toldOf(play)
    const minute = (at: number) => (at - start) / MINUTE
    const act = (at: number, what: string) => `${minute(at)} ${what} inbox`
    expect(withoutPerson(linesOf(told, start, of(POLICE, 'arrive')))).toEqual([
      act(moved - 4 * HOUR, 'urge'),
      act(moved, 'page'),
      act(moved + DAY, 'supervise'),
    ])
    expect(minute(moved)).toBeGreaterThan(minute(unmoved))
    // The control: minutes know no holiday, and whoever did not sign was urged as ever.
    expect(withoutPerson(linesOf(told, start, of(WATER, 'sign')))).toEqual([
      '0 call inbox',
      '30 urge inbox',
      '60 page inbox',
      '180 supervise inbox',
    ])
  })
})

/** On duty by day at the water bureau, and those above. */
function peopleOf(stage: Stage) {
  return {
    duty: 'p-110117-water-04',
    head: stage.member(`${WATER}.head`).person,
    leader: stage.member('110117-coord.leader').person,
    coordination: stage.member('110117-coord.head').person,
  }
}
