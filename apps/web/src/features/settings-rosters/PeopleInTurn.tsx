// People in the order of their turns; whoever takes two turns stands there twice.
import { PersonPicker } from '../../desk-ui/pickers/pickers.tsx'
import { useWords } from '../../i18n/words.ts'
import { useNamesOf } from './use-rosters.ts'
import { rosterWords } from './words.ts'

interface PeopleInTurnProps {
  readonly id?: string
  readonly value?: readonly string[]
  readonly onChange?: (people: readonly string[]) => void
  readonly organisation: string
}

const UP = '↑'
const DOWN = '↓'
const OUT = '✕'

function moved(people: readonly string[], at: number, by: -1 | 1): readonly string[] {
  const next = [...people]
  const [one] = next.splice(at, 1)
  if (one !== undefined) next.splice(at + by, 0, one)
  return next
}

export function PeopleInTurn({ id, value = [], onChange, organisation }: PeopleInTurnProps) {
  const say = useWords(rosterWords)
  const nameOf = useNamesOf(value)
  return (
    <div className="people-in-turn">
      {value.length > 0 && (
        <ol>
          {value.map((person, at) => {
            const name = nameOf(person)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same person may stand there twice
              <li key={`${person} ${at}`}>
                <span>{name}</span>
                <button
                  type="button"
                  className="button plain"
                  aria-label={say('up', { name })}
                  disabled={at === 0}
                  onClick={() => onChange?.(moved(value, at, -1))}
                >
                  {UP}
                </button>
                <button
                  type="button"
                  className="button plain"
                  aria-label={say('down', { name })}
                  disabled={at === value.length - 1}
                  onClick={() => onChange?.(moved(value, at, 1))}
                >
                  {DOWN}
                </button>
                <button
                  type="button"
                  className="button plain"
                  aria-label={say('takeOut', { name })}
                  onClick={() => onChange?.(value.filter((_, n) => n !== at))}
                >
                  {OUT}
                </button>
              </li>
            )
          })}
        </ol>
      )}
      <PersonPicker
        {...(id === undefined ? {} : { id })}
        aria-label={say('addPerson')}
        placeholder={say('addPerson')}
        organisation={organisation}
        value={null}
        onChange={person => person !== undefined && onChange?.([...value, person])}
      />
    </div>
  )
}
