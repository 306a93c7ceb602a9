// What burns now, and whom one waits for longest.
import { Link } from '@tanstack/react-router'
import { useName, useWords } from '../../i18n/words.ts'
import { Countdown } from '../../ui/Countdown.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { type Explanation, Figure } from './Explained.tsx'
import type { useNow } from './use-leader.ts'
import { leaderWords } from './words.ts'

const STAGES = ['burning', 'silent', 'toApprove', 'toAccept'] as const
const ASKED = {
  burning: 'burning',
  silent: 'silent',
  toApprove: 'to_approve',
  toAccept: 'to_accept',
} as const

interface NowProps {
  readonly view: NonNullable<ReturnType<typeof useNow>['data']>
  readonly onExplain: (explanation: Explanation) => void
}

export function NowView({ view: { now, names, whistles }, onExplain }: NowProps) {
  const say = useWords(leaderWords)
  const nameOf = useName()
  const callerOf = (whistle: string) => {
    const caller = whistles.get(whistle)?.caller
    return caller === undefined ? '' : say('blownBy', { name: nameOf(names[caller], caller) })
  }
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
              of: { stage: ASKED[stage] },
            }}
            count={now[stage]}
            isWarning={stage === 'silent'}
            onExplain={onExplain}
          />
        ))}
      </div>
      <h3>{say('waits')}</h3>
      {now.waits.length === 0 ? (
        <p className="leader-quiet">{say('waitsNone')}</p>
      ) : (
        <ol className="leader-waits">
          {now.waits.map(({ whistle, what, dueAt, departments }) => (
            <li key={whistle}>
              <span>
                <Countdown dueAt={dueAt} of={say(what)} /> <small>{say(what)}</small>
              </span>
              <Link to="/whistles/$id" params={{ id: whistle }}>
                {whistles.get(whistle)?.title ?? say('noTitle')}
              </Link>
              <span className="leader-caller">{callerOf(whistle)}</span>
              <span className="leader-late">
                {departments.map(department => (
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
