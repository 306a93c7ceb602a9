import { dateOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { responsibilityWords } from './words.ts'

/** From when to when, as a reader says it. */
export function usePeriodWords() {
  const say = useWords(responsibilityWords)
  const tag = useLanguage()
  return ({ from, until }: { readonly from: string; readonly until?: string | undefined }) =>
    until === undefined
      ? say('since', { from: dateOf(tag, from) })
      : say('fromUntil', { from: dateOf(tag, from), until: dateOf(tag, until) })
}
