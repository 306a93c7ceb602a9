import { spanOf } from '../../i18n/formats.ts'
import { useLanguage } from '../../i18n/words.ts'

const SPANS = [
  ['PT1M', 60_000],
  ['PT2M', 120_000],
  ['PT5M', 300_000],
  ['PT15M', 900_000],
  ['PT1H', 3_600_000],
  ['PT6H', 21_600_000],
  ['P1D', 86_400_000],
] as const

/** Spans of time to choose from. */
export function useSpans(): { value: string; label: string }[] {
  const tag = useLanguage()
  return SPANS.map(([value, ms]) => ({ value, label: spanOf(tag, ms) }))
}
