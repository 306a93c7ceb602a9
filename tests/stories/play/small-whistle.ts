// A whistle of three departments on the ground of Jinhaihu, for promises that need no more.
import type { StoryCast } from '../../../apps/server/src/features/demo-city/cast.ts'
import { jinhaihuCast } from '../../../apps/server/src/features/demo-city/casts.ts'
import type { Stage } from './stage.ts'
import { type DraftOptions, draft, type WhistlePlay } from './whistle-play.ts'

export const LEAD = '110117-planning'
export const POLICE = '110117-police'
export const WATER = '110117-water'
export const CALLED = [LEAD, POLICE, WATER] as const

export function smallCast(stage: Stage): StoryCast {
  const cast = jinhaihuCast(stage.city)
  const called: readonly string[] = CALLED
  return { ...cast, asks: cast.asks.filter(({ department }) => called.includes(department)) }
}

/** Drafted and submitted by the Party secretary, who so holds command. */
export async function blow(
  stage: Stage,
  options: Partial<DraftOptions> = {},
): Promise<WhistlePlay> {
  const play = await drafted(stage, options)
  await play.submit()
  return play
}

export function drafted(stage: Stage, options: Partial<DraftOptions> = {}): Promise<WhistlePlay> {
  const cast = smallCast(stage)
  return draft(stage, cast, { by: cast.caller.head, ...options })
}

/** A planned kind, approved at once by the director. */
export async function blowPlanned(
  stage: Stage,
  options: Partial<DraftOptions> = {},
): Promise<WhistlePlay> {
  const play = await blow(stage, { kind: 'enforcement', ...options })
  await play.act(play.cast.caller.director, 'approveWhistle')
  return play
}

/** On the scene, measured and done: all that a department does before it is let go. */
export async function handle(play: WhistlePlay, department: string): Promise<void> {
  await play.arrive(department)
  await play.measure(department)
  await play.claimDone(department)
}

export async function letGo(play: WhistlePlay, departments: readonly string[]): Promise<void> {
  await play.signBlocks(departments)
  for (const department of departments) await play.release(department)
}

/** Everybody is released; resolved, accepted, reviewed where it must be, closed. */
export async function end(play: WhistlePlay): Promise<void> {
  await play.command('resolveWhistle', { body: { result: '已处置' } })
  await play.act(play.cast.caller.head, 'acceptWhistle')
  const { review } = await play.view()
  const upheld = { body: { verdict: 'upheld', reason: '属实' } }
  if (review) await play.act(play.cast.caller.director, 'reviewWhistle', upheld)
  await play.command('closeWhistle')
}

export async function playToTheEnd(play: WhistlePlay): Promise<void> {
  for (const department of CALLED) await handle(play, department)
  await letGo(play, CALLED)
  await end(play)
}
