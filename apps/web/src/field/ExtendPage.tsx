// More time to finish, asked of the commander before it is due.
import { useState } from 'react'
import { settings } from '../api/settings.ts'
import { fromField, toField } from '../i18n/city-time.ts'
import { momentOf } from '../i18n/formats.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { askForTime } from './deeds.ts'
import { finishOf } from './my-part.ts'
import { ActionBar, TopBar } from './Parts.tsx'
import { backTo, goBack } from './route.ts'
import type { StepProps } from './step-props.ts'
import { stepWords } from './step-words.ts'
import { onTrouble } from './trouble.ts'
import { fieldWords } from './words.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const MORE = [
  ['more2h', 2 * HOUR],
  ['more4h', 4 * HOUR],
  ['more1d', DAY],
  ['more3d', 3 * DAY],
  ['more7d', 7 * DAY],
] as const

export function ExtendPage({ call }: StepProps) {
  const tell = useWords(stepWords)
  const dueAt = finishOf(call)?.dueAt
  if (dueAt !== undefined) return <ExtendForm call={call} due={Date.parse(dueAt)} />
  return (
    <main className="screen">
      <TopBar title={tell('extendNone')} back={backTo(call)} />
    </main>
  )
}

function ExtendForm({ call, due }: Pick<StepProps, 'call'> & { readonly due: number }) {
  const say = useWords(fieldWords)
  const tell = useWords(stepWords)
  const tag = useLanguage()
  const [until, setUntil] = useState<number>()
  const [reason, setReason] = useState('')
  const [isBusy, setBusy] = useState(false)
  const isLater = until !== undefined && until > due
  const isWhole = isLater && reason.trim() !== ''
  const ask = () => {
    if (until === undefined) return
    setBusy(true)
    askForTime(call, { dueAt: new Date(until).toISOString(), reason: reason.trim() })
      .then(() => goBack(backTo(call)), onTrouble)
      .finally(() => setBusy(false))
  }
  return (
    <>
      <main className="screen has-bar">
        <TopBar title={say('extend')} back={backTo(call)} />
        <p>{tell('extendLead', { due: momentOf(tag, due) })}</p>
        <fieldset className="chips">
          <legend>{tell('extendMore')}</legend>
          {MORE.map(([word, ms]) => (
            <label key={word} className="chip">
              <input
                type="radio"
                name="more"
                checked={until === due + ms}
                onChange={() => setUntil(due + ms)}
              />
              <span className="chip-face">{tell(word)}</span>
            </label>
          ))}
        </fieldset>
        <label className="field">
          <span className="field-name">{tell('extendUntil')}</span>
          <input
            type="datetime-local"
            value={until === undefined ? '' : toField(until, settings.timeZone)}
            min={toField(due, settings.timeZone)}
            onChange={({ target }) => {
              const at = Date.parse(fromField(target.value, settings.timeZone))
              setUntil(Number.isNaN(at) ? undefined : at)
            }}
          />
        </label>
        {until !== undefined && !isLater && <p role="alert">{tell('extendNotLater')}</p>}
        <label className="field">
          <span className="field-name">{tell('extendReason')}</span>
          <textarea
            rows={3}
            value={reason}
            maxLength={2000}
            aria-describedby="extend-hint"
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        <p id="extend-hint" className="hint">
          {tell('dictation')}
        </p>
      </main>
      <ActionBar>
        <button type="button" className="act primary" disabled={isBusy || !isWhole} onClick={ask}>
          {tell('extendSave')}
        </button>
      </ActionBar>
    </>
  )
}
