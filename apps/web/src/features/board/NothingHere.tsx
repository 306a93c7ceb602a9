import { useWords } from '../../i18n/words.ts'
import { Empty } from '../../ui/views.tsx'
import { type BoardFilter, EVERYTHING } from './filter.ts'
import type { ChangeFilter } from './use-filter.ts'
import { boardWords } from './words.ts'

const TITLES = {
  sounding: 'empty',
  submitted: 'emptySubmitted',
  resolved: 'emptyResolved',
} as const

interface NothingProps {
  readonly filter: BoardFilter
  readonly change: ChangeFilter
}

/** Nothing is there, or nothing fits: the second can be helped. */
export function NothingHere({ filter, change }: NothingProps) {
  const say = useWords(boardWords)
  const { isLateOnly, hasDrills, kind, department, text } = EVERYTHING
  const isFiltered =
    filter.isLateOnly ||
    !filter.hasDrills ||
    filter.kind !== undefined ||
    filter.department !== undefined ||
    filter.text !== ''
  if (!isFiltered)
    return (
      <Empty title={say(TITLES[filter.stage])}>
        {filter.stage === 'sounding' && <p>{say('emptyLead')}</p>}
      </Empty>
    )
  return (
    <Empty title={say('nothingFits')}>
      <button
        type="button"
        className="button"
        onClick={() => change({ isLateOnly, hasDrills, kind, department, text })}
      >
        {say('clear')}
      </button>
    </Empty>
  )
}
