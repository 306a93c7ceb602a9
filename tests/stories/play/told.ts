// Who was told what, by which way and at which minute: one line each, as the delivery log has it.
import { MINUTE } from './stage.ts'
import type { WhistlePlay } from './whistle-play.ts'

export interface Told {
  readonly id: string
  readonly act: string
  readonly clock?: string
  readonly department?: string
  readonly organisation: string
  readonly person: string
  readonly gap: boolean
  readonly drill: boolean
  readonly status: string
  readonly attempts: readonly {
    readonly channel: string
    readonly status: string
    readonly at?: string
    readonly reason?: string
  }[]
}

/** Everything that was said so far; the clock waits for what is on its way. */
export async function toldOf(play: WhistlePlay): Promise<readonly Told[]> {
  await play.stage.advance(0)
  const { items } = await play.stage.call<{ items: readonly Told[] }>(
    play.commander,
    'listPagesOfWhistle',
    { id: play.id },
  )
  return items
}

/** `3 urge p-110117-water-03 inbox`: minutes since `start`, what, who, by which channel; in that order. */
export function linesOf(
  told: readonly Told[],
  start: number,
  wanted: (one: Told) => boolean = () => true,
): readonly string[] {
  return told
    .filter(wanted)
    .flatMap(({ act, person, attempts }) =>
      attempts.map(({ channel, at }) => ({
        minute: (Date.parse(at ?? '') - start) / MINUTE,
        text: `${act} ${person} ${channel}`,
      })),
    )
    .toSorted((a, b) => a.minute - b.minute || (a.text < b.text ? -1 : 1))
    .map(({ minute, text }) => `${minute} ${text}`)
}
