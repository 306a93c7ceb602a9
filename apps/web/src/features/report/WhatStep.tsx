// Step two: what it is, in words; the kind follows from them, or is chosen.
import { useId } from 'react'
import { useName, useWords } from '../../i18n/words.ts'
import { useProblemTypes } from '../../public-ui/city.ts'
import { TypeSelect } from '../../public-ui/TypeSelect.tsx'
import { suggestTypes } from './report-draft.ts'
import type { DraftInHand } from './use-draft.ts'
import { reportWords } from './words.ts'

export function WhatStep({ draft, change }: DraftInHand) {
  const say = useWords(reportWords)
  const nameOf = useName()
  const id = useId()
  const { data: types = [] } = useProblemTypes()
  const likely = suggestTypes(types, draft.text)
  return (
    <>
      <div className="field">
        <label htmlFor={`${id}-text`}>
          <strong>{say('words')}</strong>
        </label>
        <textarea
          id={`${id}-text`}
          className="input"
          rows={5}
          maxLength={2000}
          aria-describedby={`${id}-hint`}
          value={draft.text}
          onChange={({ target }) => change({ text: target.value })}
        />
        <p id={`${id}-hint`} className="quiet">
          {say('wordsHint')}
        </p>
      </div>
      <div className="report-likely" role="status">
        {likely.length > 0 && (
          <>
            <span className="quiet">{say('typeLikely')}</span>
            {likely.map(({ code, name }) => (
              <button
                key={code}
                type="button"
                className="button"
                aria-pressed={draft.problemType === code}
                onClick={() => change({ problemType: code })}
              >
                {nameOf(name)}
              </button>
            ))}
          </>
        )}
      </div>
      <label className="field" htmlFor={`${id}-type`}>
        <strong>{say('type')}</strong>
        <TypeSelect
          id={`${id}-type`}
          types={types}
          chosen={draft.problemType}
          none={say('typeChoose')}
          onChoose={problemType => change({ problemType })}
        />
      </label>
    </>
  )
}
