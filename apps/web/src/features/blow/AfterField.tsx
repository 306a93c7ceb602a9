// Whose measure this department waits for, if any: its clocks do not, its waiting is charged to the other.
import { nameIn, useLanguage, useWords } from '../../i18n/words.ts'
import { type DraftAsk, mayWaitFor } from './blow-draft.ts'
import { blowWords } from './words.ts'

interface Props {
  readonly ask: DraftAsk
  readonly asks: readonly DraftAsk[]
  readonly onAfter: (department: string | undefined) => void
}

export function AfterField({ ask, asks, onAfter }: Props) {
  const say = useWords(blowWords)
  const tag = useLanguage()
  const others = mayWaitFor(asks, ask.department)
  if (others.length === 0) return null
  return (
    <select
      className="blow-after"
      aria-label={say('afterOf', { name: nameIn(tag, ask) })}
      value={ask.after?.department ?? ''}
      data-waits={ask.after !== undefined}
      onChange={({ target }) => onAfter(target.value === '' ? undefined : target.value)}
    >
      <option value="">{say('afterNobody')}</option>
      {others.map(one => (
        <option key={one.department} value={one.department}>
          {say('afterThem', { name: nameIn(tag, one) })}
        </option>
      ))}
    </select>
  )
}
