// A whole whistle, rehearsed: departments answer with a given probability, and the report says who was not reached,
// who was late and who never came. Everything that is said and kept of it is marked as a drill.
import assert from 'node:assert/strict'
import type { StoryCast } from '../../apps/server/src/features/demo-city/cast.ts'
import { jinhaihuCast } from '../../apps/server/src/features/demo-city/casts.ts'
import type { Random } from '../../apps/server/src/features/demo-city/random.ts'
import { led, that } from './play/expect-that.ts'
import { MINUTE, type Stage } from './play/stage.ts'
import type { Story, StoryGiven } from './play/story.ts'
import { type Told, toldOf } from './play/told.ts'
import { draft, openCase, type WhistlePlay } from './play/whistle-play.ts'

/** Minutes in which whoever was told by then may answer, and by whom they were told. */
const CHANCES = [
  { from: 1, until: 3 },
  { from: 5, until: 9 },
  { from: 10, until: 14 },
] as const

/** When they come, in minutes: in time by the first chance, late by the second. */
const COMING = [
  { from: 12, until: 29 },
  { from: 32, until: 50 },
] as const

/** The last rung of the ladder for who does not come, and a minute. */
const DEFAULTS_AT = 61

export interface Simulated {
  readonly department: string
  /** Minutes after the call; undefined: never. */
  readonly signsAt?: number
  readonly comesAt?: number
}

function minuteIn(
  { from, until }: { readonly from: number; readonly until: number },
  random: Random,
) {
  return from + random.below(until - from + 1)
}

/** The first of its chances that it takes. */
function taken(
  chances: readonly { readonly from: number; readonly until: number }[],
  probability: number,
  random: Random,
): number | undefined {
  for (const chance of chances) {
    const at = minuteIn(chance, random)
    if (random.next() < probability) return at
  }
  return undefined
}

export function simulate(
  departments: readonly string[],
  probability: number,
  random: Random,
): readonly Simulated[] {
  return departments.map(department => {
    const signsAt = taken(CHANCES, probability, random)
    const comesAt = signsAt === undefined ? undefined : taken(COMING, probability, random)
    return {
      department,
      ...(signsAt === undefined ? {} : { signsAt }),
      ...(comesAt === undefined ? {} : { comesAt }),
    }
  })
}

async function answer(play: WhistlePlay, all: readonly Simulated[], start: number): Promise<void> {
  const acts = all.flatMap(({ department, signsAt, comesAt }) => [
    ...(signsAt === undefined ? [] : [{ at: signsAt, act: () => play.sign(department) }]),
    ...(comesAt === undefined ? [] : [{ at: comesAt, act: () => play.arrive(department) }]),
  ])
  for (const { at, act } of acts.toSorted((a, b) => a.at - b.at)) {
    await play.stage.moveTo(start + at * MINUTE)
    await act()
  }
  await play.stage.moveTo(start + DEFAULTS_AT * MINUTE)
}

/** Who is there works and is let go; who never came is defaulted; with nobody there it is withdrawn. */
async function end(play: WhistlePlay, all: readonly Simulated[]): Promise<void> {
  const there = all.flatMap(one => (one.comesAt === undefined ? [] : [one.department]))
  const reason = play.stage.say('演练结束', 'The drill is over')
  if (there.length === 0)
    return void (await led(
      play.command('withdrawWhistle', { body: { reason } }),
      'WhistleWithdrawn',
    ))
  for (const { department, comesAt } of all)
    if (comesAt === undefined)
      await led(
        play.command('declareDefault', { department, body: { reason } }),
        'SummonsDefaulted',
      )
  for (const department of there) {
    await play.measure(department)
    await play.claimDone(department)
  }
  await play.signBlocks(there)
  for (const department of there) await play.release(department)
  await led(play.command('resolveWhistle', { body: { result: reason } }), 'WhistleResolved')
  const { head, director } = play.cast.caller
  await play.act(head, 'acceptWhistle')
  const upheld = { verdict: 'upheld', reason }
  await play.act(director, 'reviewWhistle', { body: upheld })
  await led(play.command('closeWhistle'), 'WhistleClosed')
}

const OF_COMING = new Set(['sign', 'arrive'])

const RUNGS = ['call', 'urge', 'page', 'supervise'] as const

interface Line {
  readonly name: string
  readonly signed: number | undefined
  readonly came: number | undefined
  readonly toldTimes: number
  readonly notTold: number
  readonly rung: string
}

const ARRIVED = new Set(['accepted', 'delivered', 'seen'])

function lineOf(
  { department, signsAt, comesAt }: Simulated,
  name: string,
  told: readonly Told[],
): Line {
  // Of signing and coming: a drill proposes no measures, and is reminded of them all the same.
  const own = told.filter(one => one.department === department && OF_COMING.has(one.clock ?? ''))
  const attempts = own.flatMap(one => one.attempts)
  const highest = RUNGS.findLast(act => own.some(one => one.act === act)) ?? 'call'
  return {
    name,
    signed: signsAt,
    came: comesAt,
    toldTimes: attempts.filter(({ status }) => ARRIVED.has(status)).length,
    notTold: own.filter(one => !one.attempts.some(({ status }) => ARRIVED.has(status))).length,
    rung: highest,
  }
}

const WORDS = {
  zh: {
    mark: '【演练】',
    title: (n: number, p: number) =>
      `金海湖盗采金矿：${n} 个部门，应答概率 ${p}（人物与事件均为虚构）`,
    minutes: (at: number) => `${at} 分`,
    never: '没有',
    signed: '签收',
    came: '到场',
    told: '通知',
    times: (n: number) => `${n} 次`,
    notTold: (n: number) => `，${n} 条未送达`,
    rungs: { call: '召集', urge: '催办', page: '上级', supervise: '督办' },
    climbed: '最高到',
    total: (of: Totals) =>
      `签收 ${of.signed}/${of.all}（其中五分钟内 ${of.signedInTime}），到场 ${of.came}/${of.all}（其中三十分钟内 ${of.cameInTime}），未报到 ${of.all - of.came}。`,
    kept: (n: number) => `共 ${n} 条通知，条条标明演练；不计入真实统计。`,
  },
  en: {
    mark: '[Drill] ',
    title: (n: number, p: number) =>
      `Illegal gold mining in Jinhaihu: ${n} departments that answer with probability ${p} (people and events are invented)`,
    minutes: (at: number) => `minute ${at}`,
    never: 'never',
    signed: 'signed',
    came: 'came',
    told: 'told',
    times: (n: number) => `${n} times`,
    notTold: (n: number) => `, ${n} not delivered`,
    rungs: { call: 'call', urge: 'reminder', page: 'superiors', supervise: 'supervision' },
    climbed: 'up to',
    total: (of: Totals) =>
      `${of.signed} of ${of.all} signed (${of.signedInTime} within five minutes), ${of.came} of ${of.all} came (${of.cameInTime} within thirty), ${of.all - of.came} defaulted.`,
    kept: (n: number) =>
      `${n} messages, each marked as a drill; none of it counts in real figures.`,
  },
} as const

interface Totals {
  readonly all: number
  readonly signed: number
  readonly signedInTime: number
  readonly came: number
  readonly cameInTime: number
}

function count(values: readonly (number | undefined)[], most = Number.POSITIVE_INFINITY): number {
  return values.filter(value => value !== undefined && value <= most).length
}

function totalsOf(all: readonly Simulated[]): Totals {
  const signed = all.map(one => one.signsAt)
  const came = all.map(one => one.comesAt)
  return {
    all: all.length,
    signed: count(signed),
    signedInTime: count(signed, 5),
    came: count(came),
    cameInTime: count(came, 30),
  }
}

interface Found {
  readonly items: readonly { readonly id: string; readonly drill: boolean }[]
}

/** What the server itself says: every message and every list marks it, and no list of what is real has it. */
async function keptApart(play: WhistlePlay, told: readonly Told[]): Promise<void> {
  that(
    told.length > 0 && told.every(one => one.drill),
    'every message of the drill says that it is one',
  )
  const list = (drill: string) =>
    play.stage.call<Found>(play.commander, 'listWhistles', { drill, limit: '200' })
  const [drills, real] = [await list('true'), await list('false')]
  that(
    drills.items.some(({ id }) => id === play.id),
    'the drill stands among drills',
  )
  that(!real.items.some(({ id }) => id === play.id), 'the drill stands in no list of what is real')
  const { drill } = await play.view()
  assert.equal(drill, true)
}

async function report(
  { print, language, stage }: StoryGiven,
  all: readonly Simulated[],
  { told, probability }: { readonly told: readonly Told[]; readonly probability: number },
): Promise<void> {
  const words = WORDS[language]
  print(`${words.mark}${words.title(all.length, probability)}`)
  const at = (minute: number | undefined) =>
    minute === undefined ? words.never : words.minutes(minute)
  for (const one of all) {
    const line = lineOf(one, await nameOf(stage, one.department, language), told)
    const lost = line.notTold === 0 ? '' : words.notTold(line.notTold)
    const rung = words.rungs[line.rung as keyof typeof words.rungs]
    const mark = line.came === undefined ? '▲' : '●'
    print(
      `${mark} ${line.name}: ${words.signed} ${at(line.signed)}, ${words.came} ${at(line.came)}, ${words.told} ${words.times(line.toldTimes)}${lost}, ${words.climbed} ${rung}`,
    )
  }
  print(`${words.mark}${words.total(totalsOf(all))}`)
  print(`${words.mark}${words.kept(told.length)}`)
}

function nameOf({ city }: Stage, department: string, language: 'zh' | 'en'): Promise<string> {
  const found = city.organisations.find(({ id }) => id === department)
  return Promise.resolve(found?.name[language] ?? department)
}

async function sound(stage: Stage, cast: StoryCast): Promise<WhistlePlay> {
  const { head, duty } = cast.caller
  const caseId = await openCase(stage, cast, duty)
  const play = await draft(stage, cast, { by: head, caseId, drill: true })
  await led(play.submit(), 'WhistleSubmitted', 'WhistleSounded')
  return play
}

/** The Jinhaihu story with departments that answer with this probability at each chance they have. */
export function rehearsal(probability: number): Story {
  return {
    startsAt: '2017-01-17T08:30:00+08:00',
    play: async given => {
      const { stage, random } = given
      const cast = jinhaihuCast(stage.city)
      const play = await sound(stage, cast)
      const start = await stage.now()
      const departments = cast.asks.map(ask => ask.department)
      const all = simulate(departments, probability, random)
      await answer(play, all, start)
      const told = await toldOf(play)
      await end(play, all)
      await keptApart(play, told)
      await report(given, all, { told, probability })
    },
  }
}
