// A measure: what, on which item, in words. Templates first, typing last.
import { useState } from 'react'
import { timeOf } from '../i18n/formats.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import type { Call } from './calls.ts'
import { takeMeasure } from './deeds.ts'
import { measureWords } from './measure-words.ts'
import { MEASURES, type MeasureName, offeredMeasures, phraseWord, typeWord } from './measures.ts'
import { ActionBar, TopBar } from './Parts.tsx'
import { backTo, goBack } from './route.ts'
import type { StepProps } from './step-props.ts'
import { stepWords } from './step-words.ts'
import { onTrouble } from './trouble.ts'

export function MeasurePage({ call }: StepProps) {
  const say = useWords(measureWords)
  const tell = useWords(stepWords)
  const { summons } = call
  const offered = offeredMeasures(call)
  const [type, setType] = useState<MeasureName>()
  const [basis, setBasis] = useState(summons.legalItems[0] ?? '')
  const [text, setText] = useState('')
  const [isOwnText, setOwnText] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const back = backTo(call)
  const choose = (one: MeasureName) => {
    setType(one)
    if (!isOwnText) setText(say(phraseWord(one)))
  }
  const isWhole = type !== undefined && basis.trim() !== '' && text.trim() !== ''
  const save = () => {
    if (type === undefined) return
    setBusy(true)
    takeMeasure(call, { measureType: type, legalItem: basis.trim(), text: text.trim() })
      .then(() => goBack(back), onTrouble)
      .finally(() => setBusy(false))
  }
  return (
    <>
      <main className="screen has-bar">
        <TopBar title={say('measureTitle')} back={back} />
        <fieldset className="chips">
          <legend>{say('measureType')}</legend>
          {offered.map(one => (
            <label key={one} className="chip">
              <input
                type="radio"
                name="measure"
                checked={type === one}
                onChange={() => choose(one)}
              />
              <span className="chip-face">{say(typeWord(one))}</span>
            </label>
          ))}
        </fieldset>
        <label className="field">
          <span className="field-name">{say('measureBasis')}</span>
          <input
            value={basis}
            onChange={({ target }) => setBasis(target.value)}
            list="legal-items"
            placeholder={say('measureBasisHint')}
            maxLength={300}
          />
          <datalist id="legal-items">
            {summons.legalItems.map(item => (
              <option key={item} value={item} />
            ))}
          </datalist>
        </label>
        <label className="field">
          <span className="field-name">{tell('inWords')}</span>
          <textarea
            rows={4}
            value={text}
            maxLength={4000}
            aria-describedby="measure-text-hint"
            onChange={({ target }) => {
              setText(target.value)
              setOwnText(target.value !== '')
            }}
          />
        </label>
        <p id="measure-text-hint" className="hint">
          {tell('dictation')}
        </p>
        <Taken call={call} />
      </main>
      <ActionBar>
        <button type="button" className="act primary" disabled={!isWhole || isBusy} onClick={save}>
          {say('measureSave')}
        </button>
      </ActionBar>
    </>
  )
}

function Taken({ call: { summons } }: { readonly call: Call }) {
  const say = useWords(measureWords)
  const tag = useLanguage()
  if (summons.measures.length === 0) return null
  return (
    <section className="taken">
      <h2>{say('measures')}</h2>
      <ul>
        {summons.measures.map(({ id, type, legalItem, at }) => {
          const name = MEASURES.find(one => one === type)
          return (
            <li key={id}>
              <time dateTime={at}>{timeOf(tag, at)}</time>{' '}
              {`${name === undefined ? type : say(typeWord(name))} · ${legalItem}`}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
