// Asking for release: the department says that its part is done; the commander lets it go.
import { useState } from 'react'
import { useWords } from '../i18n/words.ts'
import { claimDone } from './deeds.ts'
import { ActionBar, Slide, TopBar } from './Parts.tsx'
import { backTo, goBack } from './route.ts'
import type { StepProps } from './step-props.ts'
import { onTrouble } from './trouble.ts'
import { fieldWords } from './words.ts'

export function DonePage({ call }: StepProps) {
  const say = useWords(fieldWords)
  const [result, setResult] = useState('')
  const back = backTo(call)
  const isEmpty = result.trim() === ''
  return (
    <>
      <main className="screen has-bar">
        <TopBar title={say('doneTitle')} back={back} />
        <p>{say('doneLead')}</p>
        <label className="field">
          <span className="field-name">{say('doneResult')}</span>
          <textarea
            rows={4}
            value={result}
            maxLength={4000}
            onChange={({ target }) => setResult(target.value)}
          />
        </label>
        {isEmpty && <p className="hint">{say('needsText')}</p>}
      </main>
      <ActionBar>
        <Slide
          label={say('doneSlide')}
          isDisabled={isEmpty}
          onDone={() => {
            claimDone(call, result.trim()).then(() => goBack(back), onTrouble)
          }}
        />
      </ActionBar>
    </>
  )
}
