// Whether the installation does its work, for somebody who was woken: the answer first, then what to do.
import { Button } from 'antd'
import { type Fare, FareMark } from '../../desk-ui/fares/FareMark.tsx'
import { useLiveQueries } from '../../desk-ui/use-live-queries.ts'
import { momentOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import { AlarmList } from './AlarmList.tsx'
import { CanaryList } from './CanaryList.tsx'
import { MonitorList } from './MonitorList.tsx'
import { StatusNow } from './StatusNow.tsx'
import './trust.css'
import { KEY, type Status, useRenew, useStatus } from './use-trust.ts'
import { trustWords } from './words.ts'

const LIVE_KINDS = ['broadcast', 'page'] as const

const FARES = {
  good: 'good',
  degraded: 'wrong',
  bad: 'wrong',
} as const satisfies Record<Status['level'], Fare>

export function TrustPage() {
  const say = useWords(trustWords)
  const status = useStatus()
  useLiveQueries(KEY, LIVE_KINDS)
  return (
    <div className="trust">
      <header>
        <h1>{say('title')}</h1>
        <p className="settings-lead">{say('lead')}</p>
      </header>
      {status.isPending && <Loading rows={6} />}
      {status.isError && <Failed error={status.error} onRetry={status.refetch} />}
      {status.isSuccess && <Known status={status.data} />}
    </div>
  )
}

function Known({ status }: { readonly status: Status }) {
  const say = useWords(trustWords)
  const tag = useLanguage()
  const renew = useRenew()
  const { level, at } = status
  return (
    <>
      <section className="trust-answer" aria-label={say('title')} data-level={level}>
        <p className="trust-level">
          <FareMark fare={FARES[level]} word={say(`level_${level}`)} />
        </p>
        <p>{say(`explained_${level}`)}</p>
        <p className="trust-asof">
          {say('asOf', { at: momentOf(tag, at) })} <Button onClick={renew}>{say('refresh')}</Button>
        </p>
      </section>
      <AlarmList />
      <StatusNow status={status} />
      <MonitorList />
      <CanaryList />
    </>
  )
}
