// What burns now, and whom one waits for longest.
import { Link } from '@tanstack/react-router'
import { serverNow } from '../../api/clock.ts'
import type { Whistles } from '../../desk-ui/board-pages.ts'
import { useName, useWords } from '../../i18n/words.ts'
import { Countdown } from '../../ui/Countdown.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { type Explanation, Figure } from './Explained.tsx'
import { byWhistle, lookNow } from './figures.ts'
import { leaderWords } from './words.ts'

const SHOWN_WAITS = 8
const STAGES = ['burning', 'silent', 'toApprove', 'toAccept'] as const

interface NowProps {
  readonly whistles: Whistles
  readonly onExplain: (explanation: Explanation) => void
}

export function NowView({ whistles: { items, names }, onExplain }: NowProps) {
  const say = useWords(leaderWords)
  const nameOf = useName()
  const now = lookNow(items, serverNow())
  const worst = byWhistle(now.waits)
  return (
    <>
      <div className="leader-figures">
        {STAGES.map(stage => (
          <Figure
            key={stage}
            explanation={{
              name: say(stage),
              what: say(`what_${stage}`),
              period: say('periodNow'),
              whistles: now[stage],
            }}
            isWarning={stage === 'silent'}
            onExplain={onExplain}
          />
        ))}
      </div>
      <h3>{say('waits')}</h3>
      {worst.length === 0 ? (
        <p className="leader-quiet">{say('waitsNone')}</p>
      ) : (
        <ol className="leader-waits">
          {worst.slice(0, SHOWN_WAITS).map(([first, ...others]) => (
            <li key={first.whistle.id}>
              <span>
                <Countdown dueAt={first.dueAt} of={say(first.what)} />{' '}
                <small>{say(first.what)}</small>
              </span>
              <Link to="/whistles/$id" params={{ id: first.whistle.id }}>
                {first.whistle.title ?? say('noTitle')}
              </Link>
              <span className="leader-late">
                {[first, ...others].map(({ department }) => (
                  <StateMark
                    key={department}
                    state="late"
                    of={nameOf(names[department], department)}
                  />
                ))}
              </span>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
