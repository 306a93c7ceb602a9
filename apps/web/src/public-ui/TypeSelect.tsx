// Problem types in their groups, and a word for none of them.
import { useName } from '../i18n/words.ts'
import { byGroup, type ProblemTypes } from './city.ts'

interface TypeSelectProps {
  /** Of its label. */
  readonly id: string
  readonly types: ProblemTypes
  /** A code; empty for none. */
  readonly chosen: string
  readonly none: string
  readonly onChoose: (code: string) => void
}

export function TypeSelect({ id, types, chosen, none, onChoose }: TypeSelectProps) {
  const nameOf = useName()
  return (
    <select id={id} value={chosen} onChange={({ target }) => onChoose(target.value)}>
      <option value="">{none}</option>
      {byGroup(types).map(([group, members]) => (
        <optgroup key={group} label={nameOf(members[0]?.group)}>
          {members.map(({ code, name }) => (
            <option key={code} value={code}>
              {nameOf(name)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}
