// Prints what the timeline says, and nothing else.
import type { Language, Timeline } from './whistle-play.ts'

const INVENTED = {
  zh: '（以下人物与事件均为虚构）',
  en: '(The people and the events told here are invented.)',
} as const

export type Print = (line: string) => void

const ALIKE = {
  zh: (more: number) => `（另有 ${more} 人也是）`,
  en: (more: number) => ` (and ${more} more alike)`,
} as const

type Item = Timeline['items'][number]

/** What a message says, and when it was taken: what many are told at once is one sentence. */
function alikeOf({ type, at, sentence }: Item): string | undefined {
  if (type !== 'AttemptAccepted') return undefined
  return `${at} ${sentence.split(/：|: /).slice(1).join(' ')}`
}

/** The day it begins, then one sentence an event; a sentence of another day names its date. */
export function tellTimeline(
  { items, invented }: Timeline,
  language: Language,
  print: Print,
): void {
  if (invented) print(INVENTED[language])
  print(items[0]?.at.slice(0, 10) ?? '')
  let more = 0
  for (const [n, item] of items.entries()) {
    const alike = alikeOf(item)
    const next = items[n + 1]
    const first = items[n - more]
    if (alike !== undefined && next && alikeOf(next) === alike) more += 1
    else {
      print(`${(first ?? item).sentence}${more > 0 ? ALIKE[language](more) : ''}`)
      more = 0
    }
  }
}
