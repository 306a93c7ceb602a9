// What was said, by whom as far as it may be known, and the photos that came with it.
import { Modal } from 'antd'
import { useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { momentOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { Failed } from '../../ui/views.tsx'
import { CaseActDialog } from './CaseActDialog.tsx'
import { Photos } from './Photos.tsx'
import { type Case, type CaseAct, type Photo, type Report, usePhotos } from './use-cases.ts'
import { caseWords, wordFor } from './words.ts'

interface ReportsProps {
  readonly matter: Case
  readonly acts: readonly CaseAct[]
  readonly onAct: (act: CaseAct) => void
}

export function Reports({ matter, acts }: ReportsProps) {
  const say = useWords(caseWords)
  const photos = usePhotos(matter.id)
  const judge = acts.find(({ act }) => act === 'judgeCasePhoto')
  const of = (report: string) => (photos.data ?? []).filter(photo => photo.report === report)
  return (
    <section className="case-part" aria-labelledby="case-reports">
      <h2 id="case-reports">{say('reports')}</h2>
      {matter.reports.length === 0 && <p className="cases-quiet">{say('noReports')}</p>}
      {photos.isError && <Failed error={photos.error} onRetry={() => photos.refetch()} />}
      <ol className="case-reports">
        {matter.reports.map(report => (
          <li key={report.id}>
            <OneReport
              report={report}
              matter={matter}
              acts={acts.filter(act => act.report === report.id)}
              photos={of(report.id)}
              judge={judge}
            />
          </li>
        ))}
      </ol>
    </section>
  )
}

interface OneReportProps {
  readonly report: Report
  readonly matter: Case
  readonly acts: readonly CaseAct[]
  readonly photos: readonly Photo[]
  readonly judge: CaseAct | undefined
}

type Opened = Schemas['Reporter']
type Code = Schemas['FollowCode']

function OneReport({ report, matter, acts, photos, judge }: OneReportProps) {
  const say = useWords(caseWords)
  const tag = useLanguage()
  const [act, setAct] = useState<CaseAct>()
  const [opened, setOpened] = useState<Opened>()
  const [code, setCode] = useState<Code>()
  const source = wordFor('source', report.source)
  const done = (answer: unknown) => {
    if (act?.act === 'unsealReporter') setOpened(answer as Opened)
    else setCode(answer as Code)
    setAct(undefined)
  }
  return (
    <>
      <p className="cases-quiet">
        <strong>{source === undefined ? report.source : say(source)}</strong>
        {` · ${say('receivedAt', { at: momentOf(tag, report.receivedAt) })}`}
        {report.reporter === 'sealed' && ` · ${say('reporterSealed')}`}
        {report.reporter === 'erased' && ` · ${say('reporterErased')}`}
      </p>
      <p className="case-words">{report.text ?? say('erased')}</p>
      {photos.length > 0 && <Photos matter={matter} photos={photos} judge={judge} />}
      {opened === undefined ? null : (
        <Reporter told={opened} onClose={() => setOpened(undefined)} />
      )}
      {acts.length > 0 && (
        <p className="case-acts">
          {acts.map(one => (
            <button key={one.act} type="button" className="button" onClick={() => setAct(one)}>
              {say(`act_${one.act as 'unsealReporter'}`)}
            </button>
          ))}
        </p>
      )}
      {act && (
        <CaseActDialog act={act} matter={matter} onClose={() => setAct(undefined)} onDone={done} />
      )}
      {code && <NewCode code={code} onClose={() => setCode(undefined)} />}
    </>
  )
}

const KNOWN = ['name', 'phone', 'address', 'account'] as const

/** Shown as long as one looks, and kept nowhere. */
function Reporter({ told, onClose }: { readonly told: Opened; readonly onClose: () => void }) {
  const say = useWords(caseWords)
  const known = KNOWN.filter(field => told[field] !== undefined)
  return (
    <section className="case-reporter" aria-label={say('openedReporter')}>
      <h3>{say('openedReporter')}</h3>
      {known.length === 0 && <p>{say('nothingKnown')}</p>}
      <dl>
        {known.map(field => (
          <div key={field} className="case-known">
            <dt>{say(`reporter_${field}`)}</dt>
            <dd>{told[field]}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className="button" onClick={onClose}>
        {say('hide')}
      </button>
    </section>
  )
}

function NewCode({ code, onClose }: { readonly code: Code; readonly onClose: () => void }) {
  const say = useWords(caseWords)
  return (
    <Modal
      open={true}
      title={say('codeTitle')}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <button type="button" className="button" onClick={onClose}>
          {say('close')}
        </button>
      }
    >
      <p>{say('codeLead')}</p>
      <dl className="case-code">
        <div className="case-known">
          <dt>{say('number')}</dt>
          <dd>{code.number}</dd>
        </div>
        <div className="case-known">
          <dt>{say('code')}</dt>
          <dd>{code.code}</dd>
        </div>
      </dl>
    </Modal>
  )
}
