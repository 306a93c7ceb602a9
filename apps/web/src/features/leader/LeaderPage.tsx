// One look: what burns, who does not come, what keeps coming back.
import { useMemo, useState } from 'react'
import { serverNow } from '../../api/clock.ts'
import { settings } from '../../api/settings.ts'
import { PERIODS, type PeriodName, periodOf } from '../../desk-ui/period.ts'
import { useLiveQueries } from '../../desk-ui/use-live-queries.ts'
import { dateOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { useSession } from '../../ui/session.ts'
import { Failed, Loading, NotAllowed } from '../../ui/views.tsx'
import { Explained, type Explanation } from './Explained.tsx'
import './leader.css'
import { NowView } from './NowView.tsx'
import { PeriodView } from './PeriodView.tsx'
import { MONTH, NOW, useNow, useSounded } from './use-leader.ts'
import { leaderWords } from './words.ts'

const LIVE_KINDS = ['whistle'] as const
/** A month is long: it need not follow every step of every officer. */
const MONTH_GATHER_MS = 10_000

const PERIOD_WORDS = { week: 'week', month: 'thisMonth', lastMonth: 'lastMonth' } as const

export function LeaderPage() {
  const { session } = useSession()
  return session.office === undefined ? <NotAllowed /> : <Overview key={session.office} />
}

function Overview() {
  const say = useWords(leaderWords)
  useLiveQueries(NOW, LIVE_KINDS)
  useLiveQueries(MONTH, LIVE_KINDS, MONTH_GATHER_MS)
  const now = useNow()
  const [explanation, setExplanation] = useState<Explanation>()
  const [names, setNames] = useState({})
  const explain = (from: { readonly names: object } | undefined) => (what: Explanation) => {
    setNames(from?.names ?? {})
    setExplanation(what)
  }
  return (
    <div className="leader">
      <h1>{say('title')}</h1>
      <section className="leader-part" aria-labelledby="leader-now">
        <h2 id="leader-now">{say('now')}</h2>
        {now.isPending && <Loading rows={4} />}
        {now.isError && <Failed error={now.error} onRetry={() => now.refetch()} />}
        {now.data && <NowView whistles={now.data} onExplain={explain(now.data)} />}
      </section>
      <OverTime explain={explain} />
      {explanation && (
        <Explained
          explanation={explanation}
          names={names}
          onClose={() => setExplanation(undefined)}
        />
      )}
    </div>
  )
}

interface OverTimeProps {
  readonly explain: (
    from: { readonly names: object } | undefined,
  ) => (explanation: Explanation) => void
}

function OverTime({ explain }: OverTimeProps) {
  const say = useWords(leaderWords)
  const tag = useLanguage()
  const [name, setName] = useState<PeriodName>('month')
  const [opened] = useState(serverNow)
  const period = useMemo(() => periodOf(name, opened, settings.timeZone), [name, opened])
  const sounded = useSounded(period)
  const from = dateOf(tag, period.from)
  const periodName = Number.isFinite(period.to)
    ? say('between', { from, to: dateOf(tag, period.to - 1) })
    : say('since', { from })
  return (
    <section className="leader-part" aria-labelledby="leader-month">
      <h2 id="leader-month">{say('month')}</h2>
      <div className="leader-by">
        <select
          className="input"
          aria-label={say('period')}
          value={name}
          onChange={({ target }) => setName(target.value as PeriodName)}
        >
          {PERIODS.map(each => (
            <option key={each} value={each}>
              {say(PERIOD_WORDS[each])}
            </option>
          ))}
        </select>
        <span className="leader-quiet">{periodName}</span>
      </div>
      {sounded.isPending && <Loading rows={6} />}
      {sounded.isError && <Failed error={sounded.error} onRetry={() => sounded.refetch()} />}
      {sounded.data && (
        <PeriodView
          whistles={sounded.data}
          period={period}
          periodName={periodName}
          onExplain={explain(sounded.data)}
        />
      )}
    </section>
  )
}
