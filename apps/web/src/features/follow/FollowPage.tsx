// How a report fares: by number and code, or by what this phone was asked to keep.
import { type FormEvent, useEffect, useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import {
  forgetReport,
  type KeptReport,
  keptReports,
  takeLooking,
} from '../../public-ui/kept-reports.ts'
import { Failed } from '../../ui/views.tsx'
import { FollowedReport } from './FollowedReport.tsx'
import './follow.css'
import { useFollow } from './use-follow.ts'
import { followWords } from './words.ts'

function Kept({ onOpen }: { readonly onOpen: (report: KeptReport) => void }) {
  const say = useWords(followWords)
  const [kept, setKept] = useState(keptReports)
  if (kept.length === 0) return null
  return (
    <section className="follow-kept">
      <h2>{say('kept')}</h2>
      <ul>
        {kept.map(report => (
          <li key={report.number}>
            <button
              type="button"
              className="button"
              aria-label={say('open', { number: report.number })}
              onClick={() => onOpen(report)}
            >
              <span>{report.about}</span> {report.number}
            </button>
            <button
              type="button"
              className="button plain"
              aria-label={say('forget', { number: report.number })}
              onClick={() => {
                forgetReport(report.number)
                setKept(keptReports())
              }}
            >
              {say('forgetShort')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function FollowPage() {
  const say = useWords(followWords)
  const { report, found, problem, isWrong, isLoading, look, leave } = useFollow()
  const [number, setNumber] = useState('')
  const [code, setCode] = useState('')
  useEffect(() => {
    const handed = takeLooking()
    if (handed !== undefined) look(handed).catch(() => undefined)
  }, [look])
  const open = (asked: KeptReport) => {
    look(asked).catch(() => undefined)
  }
  if (report !== undefined && found !== undefined)
    return (
      <FollowedReport report={report} found={found} onLeave={leave} onSaid={() => open(report)} />
    )
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    open({ number, code })
  }
  return (
    <div className="narrow">
      <h1>{say('title')}</h1>
      <p className="lead">{say('lead')}</p>
      <Kept onOpen={open} />
      <form className="narrow" onSubmit={onSubmit} noValidate>
        <label className="field">
          <span>{say('number')}</span>
          <input
            value={number}
            inputMode="numeric"
            autoComplete="off"
            placeholder={say('numberHint')}
            aria-invalid={isWrong}
            onChange={({ target }) => setNumber(target.value)}
          />
        </label>
        <label className="field">
          <span>{say('code')}</span>
          <input
            value={code}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            placeholder={say('codeHint')}
            aria-invalid={isWrong}
            onChange={({ target }) => setCode(target.value)}
          />
        </label>
        <div role="alert">{isWrong && <p className="wrong">{say('wrong')}</p>}</div>
        {problem !== undefined && <Failed error={problem} />}
        <div className="bar">
          <button type="submit" className="button primary" disabled={isLoading}>
            {say(isLoading ? 'looking' : 'look')}
          </button>
        </div>
      </form>
    </div>
  )
}
