// The way into the demo city: one click for each role.
import { useEffect, useState } from 'react'
import { type DemoPerson, enterAs, goToLogIn, listDemoPeople } from '../../api/session.ts'
import { nameIn, useLanguage, useWords } from '../../i18n/words.ts'
import { LanguageChoice, ThemeChoice } from '../../ui/Choices.tsx'
import { Failed, Loading } from '../../ui/views.tsx'
import './demo-door.css'
import { enterWords } from './words.ts'

export function DemoDoor({ onEntered }: { readonly onEntered: () => void }) {
  const say = useWords(enterWords)
  const [people, setPeople] = useState<readonly DemoPerson[]>()
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    listDemoPeople().then(setPeople, setError)
  }, [])
  const enter = (person: string) => {
    enterAs(person).then(onEntered, setError)
  }
  return (
    <main className="demo-door">
      <header>
        <h1>{say('title')}</h1>
        <span className="demo-door-choices">
          <LanguageChoice />
          <ThemeChoice />
        </span>
      </header>
      <p>{say('lead')}</p>
      {error !== undefined && <Failed error={error} />}
      {people === undefined && error === undefined && <Loading rows={7} height="64px" />}
      {people !== undefined && <People people={people} onChoose={enter} />}
      <p className="demo-door-other">
        <button type="button" className="button" onClick={goToLogIn}>
          {say('byPassword')}
        </button>
        <small>{say('other')}</small>
      </p>
    </main>
  )
}

interface PeopleProps {
  readonly people: readonly DemoPerson[]
  readonly onChoose: (person: string) => void
}

function People({ people, onChoose }: PeopleProps) {
  const tag = useLanguage()
  const say = useWords(enterWords)
  return (
    <ul>
      {people.map(({ person, name, title, organisation }) => (
        <li key={person}>
          <button type="button" onClick={() => onChoose(person)}>
            <strong>{title === undefined ? say('administrator') : nameIn(tag, title)}</strong>
            <span>{nameIn(tag, name)}</span>
            <span className="demo-door-place">{nameIn(tag, organisation)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
