// Photos of residents: looked at on purpose, since each look is recorded, and judged by whoever has looked.
import { Form, Input } from 'antd'
import { useState } from 'react'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { momentOf } from '../../i18n/formats.ts'
import { nameIn, useLanguage, useWords } from '../../i18n/words.ts'
import { type Case, type CaseAct, doAct, type Photo, useRenewal } from './use-cases.ts'
import { caseWords } from './words.ts'

interface PhotosProps {
  readonly matter: Case
  readonly photos: readonly Photo[]
  /** Absent where this office may not judge them. */
  readonly judge: CaseAct | undefined
}

export function Photos({ matter, photos, judge }: PhotosProps) {
  const say = useWords(caseWords)
  return (
    <section className="case-photos" aria-label={say('photos')}>
      <p className="cases-quiet">{say('photosLead')}</p>
      <ul>
        {photos.map(photo => (
          <li key={photo.id}>
            <OnePhoto photo={photo} matter={matter} judge={judge} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface OnePhotoProps {
  readonly photo: Photo
  readonly matter: Case
  readonly judge: CaseAct | undefined
}

function OnePhoto({ photo, matter, judge }: OnePhotoProps) {
  const say = useWords(caseWords)
  const tag = useLanguage()
  const [isSeen, setSeen] = useState(false)
  const [verdict, setVerdict] = useState<boolean>()
  const { state, judgedAt, judgedBy } = photo
  return (
    <>
      {isSeen && (
        <img
          src={`/api/cases/${matter.id}/photos/${photo.id}`}
          alt={say('photoOf', { at: momentOf(tag, photo.receivedAt) })}
        />
      )}
      {!isSeen && state !== 'erased' && (
        <button type="button" className="case-photo-door" onClick={() => setSeen(true)}>
          <span>{say('look')}</span>
          <small>{say('lookHint')}</small>
        </button>
      )}
      <strong data-state={state}>{say(`photo_${state}`)}</strong>
      {judgedAt !== undefined && (
        <small className="cases-quiet">
          {say('judgedBy', { office: nameIn(tag, judgedBy), at: momentOf(tag, judgedAt) })}
        </small>
      )}
      {isSeen && judge !== undefined && (
        <span className="case-acts">
          {state !== 'cleared' && (
            <button type="button" className="button" onClick={() => setVerdict(true)}>
              {say('clear')}
            </button>
          )}
          {state !== 'withheld' && (
            <button type="button" className="button" onClick={() => setVerdict(false)}>
              {say('withhold')}
            </button>
          )}
        </span>
      )}
      {verdict !== undefined && judge !== undefined && (
        <Verdict
          path={judge.path.replace('{photo}', photo.id)}
          cleared={verdict}
          onClose={() => setVerdict(undefined)}
        />
      )}
    </>
  )
}

interface VerdictProps {
  readonly path: string
  readonly cleared: boolean
  readonly onClose: () => void
}

const LONGEST_REASON = 500

function Verdict({ path, cleared, onClose }: VerdictProps) {
  const say = useWords(caseWords)
  const renew = useRenewal()
  const what = cleared ? 'clear' : 'withhold'
  return (
    <ActDialog<{ readonly reason: string }, unknown>
      title={say(`${what}Title`)}
      verb={say(`${what}Verb`)}
      consequence={<p>{say(`${what}Consequence`)}</p>}
      send={({ reason }, key) => doAct(path, { cleared, reason }, key)}
      onDone={() => {
        onClose()
        renew()
      }}
      onClose={onClose}
    >
      <Form.Item name="reason" label={say('photoReason')} rules={[{ required: true }]}>
        <Input.TextArea rows={2} maxLength={LONGEST_REASON} />
      </Form.Item>
    </ActDialog>
  )
}
