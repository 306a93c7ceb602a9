import { useEffect, useState } from 'react'
import { useWords } from '../i18n/words.ts'
import { type Notices, noticesNow, turnOnNotices } from './notices.ts'
import { fieldWords } from './words.ts'

/** The one wish a phone may have besides: to be heard when its owner is called. */
export function NoticesButton() {
  const say = useWords(fieldWords)
  const [notices, setNotices] = useState<Notices>()
  const [hasFailed, setFailed] = useState(false)
  useEffect(() => {
    noticesNow().then(setNotices, () => setNotices('impossible'))
  }, [])
  if (notices === undefined || notices === 'impossible') return null
  if (notices === 'denied') return <p className="hint">{say('noticesDenied')}</p>
  if (notices === 'on') return <p className="hint">{`${say('notices')} · ${say('noticesOn')}`}</p>
  const turnOn = () => {
    setFailed(false)
    turnOnNotices().then(setNotices, () => setFailed(true))
  }
  return (
    <>
      <button type="button" className="button" onClick={turnOn}>
        {say('notices')}
      </button>
      {hasFailed && <p role="alert">{say('noticesFailed')}</p>}
    </>
  )
}
