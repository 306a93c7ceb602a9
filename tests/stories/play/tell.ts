// Prints what the timeline says, and nothing else.
import type { Language, Timeline } from './whistle-play.ts'

const INVENTED = {
  zh: '（以下人物与事件均为虚构）',
  en: '(The people and the events told here are invented.)',
} as const

export type Print = (line: string) => void

/** The day it begins, then one sentence an event; a sentence of another day names its date. */
export function tellTimeline(
  { items, invented }: Timeline,
  language: Language,
  print: Print,
): void {
  if (invented) print(INVENTED[language])
  print(items[0]?.at.slice(0, 10) ?? '')
  for (const { sentence } of items) print(sentence)
}
