// "Solved" or "not solved", and why: for the sub-district, which judges it.
import { type FormEvent, useId, useState } from 'react'
import { UNREACHABLE } from '../../api/problem.ts'
import { useWords } from '../../i18n/words.ts'
import type { KeptReport } from '../../public-ui/kept-reports.ts'
import { useWord } from './use-follow.ts'
import { followWords } from './words.ts'

interface WordFormProps {
  readonly report: KeptReport
  readonly hasSaid: boolean
  readonly onSaid: () => void
}

const FEWEST_WORDS = 2

export function WordForm({ report, hasSaid, onSaid }: WordFormProps) {
  const say = useWords(followWords)
  const id = useId()
  const { say: tell, problem, isSending, renew } = useWord(report, onSaid)
  const [isOpen, setOpen] = useState(!hasSaid)
  const [solved, setSolved] = useState<boolean>()
  const [reason, setReason] = useState('')
  if (!isOpen)
    return (
      <div className="bar">
        <button type="button" className="button" onClick={() => setOpen(true)}>
          {say('again')}
        </button>
      </div>
    )
  const choose = (value: boolean) => {
    setSolved(value)
    renew()
  }
  const isReady = solved !== undefined && reason.trim().length >= FEWEST_WORDS
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (solved === undefined || !isReady) return
    tell(solved, reason).then(
      isDone => {
        if (!isDone) return
        setOpen(false)
        setReason('')
        setSolved(undefined)
      },
      () => undefined,
    )
  }
  return (
    <form className="narrow" onSubmit={onSubmit}>
      <p className="lead">{say('wordLead')}</p>
      <fieldset className="follow-choice">
        <legend className="visually-hidden">{say('word')}</legend>
        {[true, false].map(value => (
          <label key={String(value)} className="button">
            <input
              type="radio"
              name={`${id}-solved`}
              checked={solved === value}
              onChange={() => choose(value)}
            />
            {say(value ? 'solved' : 'notSolved')}
          </label>
        ))}
      </fieldset>
      {solved !== undefined && (
        <>
          <label className="field">
            <span>{say('reason')}</span>
            <textarea
              className="input"
              rows={3}
              maxLength={1000}
              value={reason}
              onChange={({ target }) => {
                setReason(target.value)
                renew()
              }}
            />
          </label>
          <div role="alert">
            {problem !== undefined && (
              <p className="wrong">
                {problem.code === UNREACHABLE ? say('offline') : problem.detail || problem.title}
              </p>
            )}
          </div>
          <div className="bar">
            <button type="submit" className="button primary" disabled={!isReady || isSending}>
              {say('send')}
            </button>
          </div>
        </>
      )}
    </form>
  )
}
