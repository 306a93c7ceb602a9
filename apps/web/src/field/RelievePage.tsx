// Relief at a change of shift: to somebody of the own department who is on the scene.
import { useState } from 'react'
import { nameIn, useLanguage, useWords } from '../i18n/words.ts'
import { relieve } from './deeds.ts'
import { ActionBar, Slide, TopBar } from './Parts.tsx'
import { backTo, goBack } from './route.ts'
import type { StepProps } from './step-props.ts'
import { onTrouble } from './trouble.ts'
import { fieldWords } from './words.ts'

export function RelievePage({ call, me }: StepProps) {
  const say = useWords(fieldWords)
  const tag = useLanguage()
  const { summons, known } = call
  const others = summons.people.filter(
    ({ person, status }) => person !== me.person && status === 'arrived',
  )
  const [chosen, setChosen] = useState(others[0]?.person)
  const back = backTo(call)
  const nameOf = (person: string) => nameIn(tag, known.people[person], person)
  return (
    <>
      <main className="screen has-bar">
        <TopBar title={say('relieveTitle')} back={back} />
        <p>{say('relieveLead')}</p>
        {others.length === 0 && <p role="status">{say('relieveNobody')}</p>}
        <fieldset className="chips" hidden={others.length === 0}>
          <legend className="visually-hidden">{say('relieveTitle')}</legend>
          {others.map(({ person }) => (
            <label key={person} className="chip">
              <input
                type="radio"
                name="successor"
                checked={chosen === person}
                onChange={() => setChosen(person)}
              />
              <span className="chip-face">{nameOf(person)}</span>
            </label>
          ))}
        </fieldset>
      </main>
      {chosen !== undefined && (
        <ActionBar>
          <Slide
            label={say('relieveSlide', { name: nameOf(chosen) })}
            onDone={() => {
              relieve(call, me, chosen).then(() => goBack(back), onTrouble)
            }}
          />
        </ActionBar>
      )}
    </>
  )
}
