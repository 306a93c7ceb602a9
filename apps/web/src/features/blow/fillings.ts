// What the page fills in by itself from what it was told; a person's own words stay.
import { useEffect } from 'react'
import { nameIn, sayIn, useLanguage } from '../../i18n/words.ts'
import { asksFrom, filled } from './blow-draft.ts'
import { useAdvice, useForetold } from './use-blow-queries.ts'
import type { DraftInHand } from './use-draft.ts'
import { blowWords } from './words.ts'

const DAY_MS = 86_400_000
const QUARTER_MS = 900_000

/** An emergency assembles when its departments must be there; a planned whistle tomorrow, at a round time. */
function assemblyFrom(approval: string, arriveDueAt: string | undefined, at: string): string {
  if (approval === 'after' && arriveDueAt !== undefined) return arriveDueAt
  const tomorrow = Math.ceil((Date.parse(at) + DAY_MS) / QUARTER_MS) * QUARTER_MS
  return new Date(tomorrow).toISOString()
}

export interface Filled {
  readonly outOfReach: readonly string[]
  readonly isNobodyListed: boolean
  /** What follows from the last change is still being asked for. */
  readonly isBehind: boolean
}

/** Title, departments, kind, assembly and the missing power, as far as they follow from the rest. */
export function useFillings(
  { draft, change }: Pick<DraftInHand, 'draft' | 'change'>,
  office: string | undefined,
): Filled {
  const tag = useLanguage()
  const advice = useAdvice(draft)
  const foretold = useForetold(draft, office)
  const { type, placeText } = draft
  const short = tag === 'en' ? 'en' : 'zh'

  useEffect(() => {
    if (!type) return
    const name = nameIn(tag, type)
    const title = tag === 'en' ? `${name}, ${placeText}` : `${placeText}${name}`
    change(before => filled(before, { title: title.slice(0, 200), kind: type.kind }))
  }, [change, type, placeText, tag])

  useEffect(() => {
    change(before => filled(before, { assemblyPlace: placeText }))
  }, [change, placeText])

  useEffect(() => {
    if (advice.data === undefined) return
    const asks = asksFrom(advice.data, short)
    const [first] = asks
    const lacking =
      first === undefined
        ? {}
        : {
            lacking: sayIn(blowWords, tag)('lackingOf', {
              entry: first.entry ?? '',
              name: nameIn(tag, first),
            }),
          }
    change(before => filled(before, { asks, ...lacking }))
  }, [advice.data, change, short, tag])

  useEffect(() => {
    if (foretold.data === undefined) return
    const { approval, clocks, at } = foretold.data
    const arrive = clocks.find(({ clock }) => clock === 'arrive')?.dueAt
    change(before => filled(before, { assemblyAt: assemblyFrom(approval, arrive, at) }))
  }, [foretold.data, change])

  return {
    outOfReach: foretold.data?.outOfReach ?? [],
    isNobodyListed: advice.data !== undefined && advice.data.lead === undefined,
    isBehind: advice.isFetching || foretold.isFetching,
  }
}
