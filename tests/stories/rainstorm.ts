// A night of rain: every street of the city blows at once.
import assert from 'node:assert/strict'
import type { StoryCast } from '../../apps/server/src/features/demo-city/cast.ts'
import { rainstormCasts } from '../../apps/server/src/features/demo-city/casts.ts'
import { led, that } from './play/expect-that.ts'
import { MINUTE } from './play/stage.ts'
import type { Story } from './play/story.ts'
import { tellTimeline } from './play/tell.ts'
import { draft, type Language, type Timeline, type WhistlePlay } from './play/whistle-play.ts'

const AT_ONCE = 24
const PLAYED_TO_THE_END = 3
const COMING = 4

/** So many at a time; the answers in the order of what was asked. */
async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const left = items.entries()
  const worker = async () => {
    for (const [at, item] of left) results[at] = await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return results
}

/** A few departments come, do their part and are let go; the others are called off in time. */
async function playToTheEnd(play: WhistlePlay, coming: readonly string[]): Promise<void> {
  const { cast } = play
  for (const one of coming) await led(play.arrive(one), 'ArrivalProved')
  for (const one of coming) {
    await led(play.propose(one), 'MeasuresProposed')
    await led(play.measure(one, 'clear'), 'MeasureTaken')
    await led(play.claimDone(one), 'DoneClaimed')
  }
  await play.signBlocks(coming)
  for (const one of coming) await led(play.release(one), 'SummonsReleased')
  const body = {
    reason: play.stage.say(
      '雨停水退，无需到场',
      'The rain has stopped and the water is gone; no need to come',
    ),
  }
  for (const { department } of cast.asks) {
    if (coming.includes(department)) continue
    await led(play.command('standDown', { department, body }), 'SummonsStoodDown')
  }
  await led(
    play.command('resolveWhistle', {
      body: { result: play.stage.say('积水排净', 'The water is drained') },
    }),
    'WhistleResolved',
  )
  await led(play.act(cast.caller.head, 'acceptWhistle'), 'WhistleAccepted')
  const review = {
    body: { verdict: 'upheld', reason: play.stage.say('汛情属实', 'The flood was real') },
  }
  await led(play.act(cast.caller.director, 'reviewWhistle', review), 'WhistleReviewed')
  await led(play.command('closeWhistle'), 'WhistleClosed')
}

interface Counts {
  readonly whistles: number
  readonly called: number
  readonly signed: number
  readonly arrived: number
  readonly released: number
  readonly withdrawn: number
}

function count(timelines: readonly Timeline[]): Counts {
  const items = timelines.flatMap(timeline => timeline.items)
  const of = (type: string) => items.filter(item => item.type === type).length
  const sounded = items.filter(item => item.type === 'WhistleSounded')
  return {
    whistles: sounded.length,
    called: sounded.reduce((sum, { event }) => sum + calledIn(event), 0),
    signed: of('SummonsSigned'),
    arrived: of('ArrivalProved'),
    released: of('SummonsReleased'),
    withdrawn: of('WhistleWithdrawn'),
  }
}

function calledIn(event: Timeline['items'][number]['event']): number {
  const { summonses } = event
  assert.ok(Array.isArray(summonses), 'a sounding whistle says whom it calls')
  return summonses.length
}

function tellCounts(counts: Counts, language: Language): string {
  const { whistles, called, signed, arrived, released, withdrawn } = counts
  return language === 'zh'
    ? `\n全市 ${whistles} 个街乡同时吹哨，呼叫部门 ${called} 次，签收 ${signed}，到场 ${arrived}，放行 ${released}；雨停后 ${withdrawn} 个街乡撤哨。`
    : `\n${whistles} streets blew at once and made ${called} calls; ${signed} were signed, ${arrived} people arrived, ${released} departments were released; when the rain stopped ${withdrawn} whistles were withdrawn.`
}

export const rainstorm: Story = {
  startsAt: '2018-07-16T05:00:00+08:00',
  async play({ stage, random, language, print }) {
    const casts = rainstormCasts(stage.city)
    const plays = await each(casts, (cast: StoryCast) =>
      draft(stage, cast, { by: cast.caller.duty }),
    )
    await each(plays, play => led(play.submit(), 'WhistleSubmitted', 'WhistleSounded'))
    const start = await stage.now()
    await stage.moveTo(start + MINUTE)
    const watched = random.shuffled(plays).slice(0, PLAYED_TO_THE_END)
    const coming = new Map(
      watched.map(play => {
        const [lead = '', ...rest] = play.cast.asks.map(ask => ask.department)
        return [play.id, [lead, ...random.shuffled(rest).slice(0, COMING - 1)]]
      }),
    )
    await each(plays, play => led(play.sign(play.cast.asks[0]?.department ?? ''), 'SummonsSigned'))
    for (const play of watched)
      for (const one of coming.get(play.id) ?? []) await led(play.setOut(one), 'OfficerSetOut')
    await stage.moveTo(start + 2 * MINUTE)
    for (const play of watched) await playToTheEnd(play, coming.get(play.id) ?? [])
    const others = plays.filter(play => !watched.includes(play))
    const body = { reason: stage.say('雨停水退', 'The rain has stopped and the water is gone') }
    await each(others, play => led(play.command('withdrawWhistle', { body }), 'WhistleWithdrawn'))
    const timelines = await each(plays, play => play.timeline(play.commander, language))
    const counts = count(timelines)
    that(counts.whistles === casts.length, 'a street was not heard')
    that(counts.called === casts.length * 16, 'a department was not called')
    that(counts.withdrawn === casts.length - PLAYED_TO_THE_END, 'a street is still blowing')
    for (const play of watched) {
      const told = timelines[plays.indexOf(play)]
      if (told) tellTimeline(told, language, print)
      print('')
    }
    print(tellCounts(counts, language))
  },
}
