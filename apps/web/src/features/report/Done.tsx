// It was taken in: number and code to write down, and the photos that follow it.
import { useCallback, useEffect, useState } from 'react'
import { useName, useWords } from '../../i18n/words.ts'
import { keepReport, lookAt } from '../../public-ui/kept-reports.ts'
import { goTo } from '../../public-ui/path.ts'
import { type Given, owedPhotos, type PhotosSent, sendPhotos } from './send-report.ts'
import { reportWords } from './words.ts'

/** Goes on by itself as soon as there is a network again. */
function useOwedPhotos() {
  const [state, setState] = useState<PhotosSent | 'sending' | undefined>()
  const send = useCallback(() => {
    const owed = owedPhotos()
    if (owed === undefined) return
    setState('sending')
    sendPhotos(owed).then(setState, () => setState({ sent: 0, left: 1 }))
  }, [])
  useEffect(() => {
    send()
    addEventListener('online', send)
    return () => removeEventListener('online', send)
  }, [send])
  return { state, send }
}

export function OwedPhotos() {
  const say = useWords(reportWords)
  const { state, send } = useOwedPhotos()
  if (state === undefined) return null
  if (state === 'sending') return <p role="status">{say('photosSending')}</p>
  if (state.left > 0)
    return (
      <div role="status" className="narrow">
        <p>{say('photosLeft', { count: state.left })}</p>
        <button type="button" className="button" onClick={send}>
          {say('photosAgain')}
        </button>
      </div>
    )
  return state.sent > 0 ? <p role="status">{say('photosSent', { count: state.sent })}</p> : null
}

export interface DoneProps {
  readonly given: Given
  readonly about: string
  readonly onAnother: () => void
}

export function Done({ given, about, onAnother }: DoneProps) {
  const say = useWords(reportWords)
  const nameOf = useName()
  const [kept, setKept] = useState<boolean>()
  const [isCopied, setCopied] = useState(false)
  const { number, code, organisationName } = given
  const copy = () => {
    navigator.clipboard.writeText(`${number} ${code}`).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <div className="narrow report-done">
      <h1>{say('done')}</h1>
      <p className="lead">{say('doneLead', { who: nameOf(organisationName) })}</p>
      <dl className="report-code">
        <div>
          <dt>{say('number')}</dt>
          <dd>{number}</dd>
        </div>
        <div>
          <dt>{say('code')}</dt>
          <dd>{code}</dd>
        </div>
      </dl>
      <p className="quiet">{say('codeOnce')}</p>
      <div className="bar">
        <button type="button" className="button" onClick={copy}>
          {isCopied ? say('copied') : say('copy')}
        </button>
        <button
          type="button"
          className="button"
          disabled={kept === true}
          onClick={() => setKept(keepReport({ number, code, about }))}
        >
          {kept === true ? say('kept') : say('keep')}
        </button>
      </div>
      <p role="status">{kept === false && <span className="wrong">{say('keepFailed')}</span>}</p>
      <OwedPhotos />
      <div className="bar">
        <button
          type="button"
          className="button primary"
          onClick={() => {
            lookAt({ number, code, about })
            goTo('/public/follow')
          }}
        >
          {say('toFollow')}
        </button>
        <button type="button" className="button" onClick={onAnother}>
          {say('another')}
        </button>
      </div>
    </div>
  )
}
