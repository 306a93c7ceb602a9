// One kind of entry of a roster: what it is, its list, and how to add to it.
import { type ReactNode, useId } from 'react'
import { PlainTable } from '../../desk-ui/tables/PlainTable.tsx'
import { useWords } from '../../i18n/words.ts'
import { rosterWords } from './words.ts'

type Word = 'layer' | 'people' | 'turn' | 'startsOn' | 'person' | 'period' | 'by' | 'reason'
type OfSwaps = 'swapAsks' | 'swapAsked' | 'gives' | 'takes' | 'swapState'

interface ListSectionProps {
  readonly name: 'rotations' | 'shifts' | 'overrides' | 'leaves' | 'swaps'
  readonly heads: readonly (Word | OfSwaps)[]
  readonly isEmpty: boolean
  /** How to add; absent for whoever may not. */
  readonly add?: ReactNode
  readonly children: ReactNode
}

export function ListSection({ name, heads, isEmpty, add, children }: ListSectionProps) {
  const say = useWords(rosterWords)
  const id = useId()
  return (
    <section className="roster-list" aria-labelledby={id}>
      <div className="roster-list-head">
        <h2 id={id}>{say(name)}</h2>
        {add}
      </div>
      <p className="settings-lead">{say(isEmpty ? `${name}None` : `${name}Lead`)}</p>
      {!isEmpty && (
        <PlainTable label={say(name)} heads={heads.map(head => say(head))} acts={say('acts')}>
          {children}
        </PlainTable>
      )}
    </section>
  )
}
