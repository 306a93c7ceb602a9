// A night with whistles in every state: what a board is looked at with.
import type { StoryCast } from '../../../apps/server/src/features/demo-city/cast.ts'
import { rainstormCasts } from '../../../apps/server/src/features/demo-city/casts.ts'
import { MINUTE, openStage, type Stage } from '../../stories/play/stage.ts'
import { draft, type WhistlePlay } from '../../stories/play/whistle-play.ts'

const ASKED = 6

/** Matters of a city, so that rows differ as they do in life. */
const MATTERS = [
  ['桥下积水一米，公交车熄火', 'A metre of water under the bridge, a bus has stalled'],
  ['沿街店铺油烟直排', 'Kitchen fumes straight onto the street'],
  ['夜间非法采砂', 'Sand is dug without a permit at night'],
  ['共享单车堵塞地铁口', 'Shared bicycles block the metro entrance'],
  ['危房墙体开裂', 'Cracks in the wall of an unsafe house'],
  ['施工渣土撒漏', 'Building rubble spilled along the road'],
] as const

export interface BusyNight {
  readonly stage: Stage
  readonly plays: readonly WhistlePlay[]
}

/**
 * Blows so many whistles in the streets of the city: some silent for half an
 * hour, the others in every state from called to done.
 */
export async function playBusyNight(
  url: string,
  { language = 'zh', count = 12 }: { language?: 'zh' | 'en'; count?: number } = {},
): Promise<BusyNight> {
  const stage = await openStage(url, { language })
  const casts = rainstormCasts(stage.city)
  const plays: WhistlePlay[] = []
  const silent = Math.ceil(count / 4)
  for (let at = 0; at < silent; at += 1) plays.push(await blow(stage, castAt(casts, at), at))
  // Whoever has not signed by now is silent.
  await stage.advance(31 * MINUTE)
  for (let at = silent; at < count; at += 1) {
    const play = await blow(stage, castAt(casts, at), at)
    plays.push(play)
    await playOn(play, at)
  }
  await stage.advance(MINUTE)
  return { stage, plays }
}

function castAt(casts: readonly StoryCast[], at: number): StoryCast {
  const cast = casts[(at * 29) % casts.length]
  if (cast === undefined) throw new Error('the city has no streets')
  return { ...cast, asks: cast.asks.slice(0, ASKED) }
}

async function blow(stage: Stage, cast: StoryCast, at: number): Promise<WhistlePlay> {
  const [zh, en] = MATTERS[at % MATTERS.length] ?? ['', '']
  const play = await draft(stage, cast, {
    by: cast.caller.duty,
    texts: { title: stage.say(zh, en) },
  })
  await play.submit()
  return play
}

/** Each department a step further than the one before it. */
async function playOn(play: WhistlePlay, at: number): Promise<void> {
  const steps = [
    (one: string) => play.sign(one),
    (one: string) => play.setOut(one),
    (one: string) => play.arrive(one),
    (one: string) => play.propose(one),
    (one: string) => play.measure(one, 'clear'),
    (one: string) => play.claimDone(one),
  ]
  for (const [n, { department }] of play.cast.asks.entries())
    for (const step of steps.slice(0, (at + n) % (steps.length + 1))) await step(department)
}
