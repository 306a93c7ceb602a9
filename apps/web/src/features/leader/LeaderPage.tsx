// One look: what burns, who does not come, what keeps coming back.
import { useState } from 'react'
import { settings } from '../../api/settings.ts'
import type { Grouping } from '../../desk-ui/counted.ts'
import { PeriodChoice, usePeriod } from '../../desk-ui/PeriodChoice.tsx'
import { useLiveQueries } from '../../desk-ui/use-live-queries.ts'
import { useWords } from '../../i18n/words.ts'
import { useSession } from '../../ui/session.ts'
import { Failed, Loading, NotAllowed } from '../../ui/views.tsx'
import { Explained, type Explanation } from './Explained.tsx'
import '../../desk-ui/tables/plain-table.css'
import './leader.css'
import { NowView } from './NowView.tsx'
import { PeriodView } from './PeriodView.tsx'
import { RecurringView } from './RecurringView.tsx'
import { MONTH, NOW, useFigures, useNow, useRecurring } from './use-leader.ts'
import { leaderWords } from './words.ts'

const LIVE_KINDS = ['whistle'] as const
const MONTH_KINDS = ['whistle', 'case'] as const
/** A month is long: it need not follow every step of every officer. */
const MONTH_GATHER_MS = 10_000

export function LeaderPage() {
  const { session } = useSession()
  return session.office === undefined ? <NotAllowed /> : <Overview key={session.office} />
}

function Overview() {
  const say = useWords(leaderWords)
  useLiveQueries(NOW, LIVE_KINDS)
  useLiveQueries(MONTH, MONTH_KINDS, MONTH_GATHER_MS)
  const now = useNow()
  const [explanation, setExplanation] = useState<Explanation>()
  return (
    <div className="leader">
      <header>
        <h1>{say('title')}</h1>
        {settings.isDemo && <p className="leader-invented">{say('invented')}</p>}
      </header>
      <section className="leader-part" aria-labelledby="leader-now">
        <h2 id="leader-now">{say('now')}</h2>
        {now.isPending && <Loading rows={4} />}
        {now.isError && <Failed error={now.error} onRetry={() => now.refetch()} />}
        {now.data && <NowView view={now.data} onExplain={setExplanation} />}
      </section>
      <OverTime onExplain={setExplanation} />
      <Again onExplain={setExplanation} />
      {explanation && (
        <Explained explanation={explanation} onClose={() => setExplanation(undefined)} />
      )}
    </div>
  )
}

interface PartProps {
  readonly onExplain: (explanation: Explanation) => void
}

function OverTime({ onExplain }: PartProps) {
  const say = useWords(leaderWords)
  const [by, setBy] = useState<Grouping>('street')
  const { name, choose, period, days } = usePeriod()
  const figures = useFigures(period, by)
  return (
    <section className="leader-part" aria-labelledby="leader-month">
      <h2 id="leader-month">{say('month')}</h2>
      <div className="leader-by">
        <PeriodChoice name={name} choose={choose} />
        <span className="leader-quiet">{days}</span>
      </div>
      {figures.isPending && <Loading rows={6} />}
      {figures.isError && <Failed error={figures.error} onRetry={() => figures.refetch()} />}
      {figures.data && (
        <PeriodView
          figures={figures.data}
          period={period}
          periodName={days}
          by={by}
          onBy={setBy}
          onExplain={onExplain}
        />
      )}
    </section>
  )
}

function Again({ onExplain }: PartProps) {
  const say = useWords(leaderWords)
  const recurring = useRecurring()
  return (
    <section className="leader-part" aria-labelledby="leader-again">
      <h2 id="leader-again">{say('recurring')}</h2>
      {recurring.isPending && <Loading rows={4} />}
      {recurring.isError && <Failed error={recurring.error} onRetry={() => recurring.refetch()} />}
      {recurring.data && <RecurringView recurring={recurring.data} onExplain={onExplain} />}
    </section>
  )
}
