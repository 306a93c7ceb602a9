// What the department will do, by its own duty: said before it is done, so that the others know.
import { useState } from 'react'
import { useLanguage, useWords } from '../i18n/words.ts'
import { propose } from './deeds.ts'
import { measureWords } from './measure-words.ts'
import { type MeasureName, offeredMeasures, typeWord } from './measures.ts'
import { ActionBar, TopBar } from './Parts.tsx'
import { backTo, goBack } from './route.ts'
import type { StepProps } from './step-props.ts'
import { stepWords } from './step-words.ts'
import { onTrouble } from './trouble.ts'
import { fieldWords } from './words.ts'

export function PlanPage({ call }: StepProps) {
  const say = useWords(fieldWords)
  const sayMeasure = useWords(measureWords)
  const tell = useWords(stepWords)
  const tag = useLanguage()
  const offered = offeredMeasures(call)
  const [chosen, setChosen] = useState<ReadonlySet<MeasureName>>(new Set())
  const [ownText, setText] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const named = offered.filter(one => chosen.has(one)).map(one => sayMeasure(typeWord(one)))
  const made = new Intl.ListFormat(tag, { type: 'conjunction' }).format(named)
  const text = ownText ?? made
  const toggle = (one: MeasureName) => {
    const next = new Set(chosen)
    if (!next.delete(one)) next.add(one)
    setChosen(next)
  }
  const save = () => {
    setBusy(true)
    propose(call, text.trim())
      .then(() => goBack(backTo(call)), onTrouble)
      .finally(() => setBusy(false))
  }
  return (
    <>
      <main className="screen has-bar">
        <TopBar title={say('plan')} back={backTo(call)} />
        <fieldset className="chips">
          <legend>{tell('planLead')}</legend>
          {offered.map(one => (
            <label key={one} className="chip">
              <input type="checkbox" checked={chosen.has(one)} onChange={() => toggle(one)} />
              <span className="chip-face">{sayMeasure(typeWord(one))}</span>
            </label>
          ))}
        </fieldset>
        <label className="field">
          <span className="field-name">{tell('inWords')}</span>
          <textarea
            rows={4}
            value={text}
            maxLength={4000}
            aria-describedby="plan-hint"
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <p id="plan-hint" className="hint">
          {tell('dictation')}
        </p>
      </main>
      <ActionBar>
        <button
          type="button"
          className="act primary"
          disabled={isBusy || text.trim() === ''}
          onClick={save}
        >
          {tell('planSave')}
        </button>
      </ActionBar>
    </>
  )
}
