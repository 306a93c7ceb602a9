// The first contact with whoever called: with whom it was.
import { useState } from 'react'
import { nameIn, useLanguage, useWords } from '../i18n/words.ts'
import { makeContact } from './deeds.ts'
import { ActionBar, TopBar } from './Parts.tsx'
import { backTo, goBack } from './route.ts'
import type { StepProps } from './step-props.ts'
import { stepWords } from './step-words.ts'
import { onTrouble } from './trouble.ts'
import { fieldWords } from './words.ts'

export function ContactPage({ call }: StepProps) {
  const say = useWords(fieldWords)
  const tell = useWords(stepWords)
  const tag = useLanguage()
  const { name, organisation } = call.whistle.caller
  const [spokeTo, setSpokeTo] = useState(() => nameIn(tag, name, organisation))
  const [isBusy, setBusy] = useState(false)
  const save = () => {
    setBusy(true)
    makeContact(call, spokeTo.trim())
      .then(() => goBack(backTo(call)), onTrouble)
      .finally(() => setBusy(false))
  }
  return (
    <>
      <main className="screen has-bar">
        <TopBar title={say('contact')} back={backTo(call)} />
        <label className="field">
          <span className="field-name">{tell('contactWith')}</span>
          <input
            value={spokeTo}
            maxLength={200}
            onChange={({ target }) => setSpokeTo(target.value)}
          />
        </label>
      </main>
      <ActionBar>
        <button
          type="button"
          className="act primary"
          disabled={isBusy || spokeTo.trim() === ''}
          onClick={save}
        >
          {tell('contactSave')}
        </button>
      </ActionBar>
    </>
  )
}
