// The first screen: what is asked of me, mine first, then who needs somebody next.
import { nameIn, useLanguage, useWords } from '../i18n/words.ts'
import { Countdown } from '../ui/Countdown.tsx'
import { stateOf } from '../ui/marks.ts'
import { StateMark } from '../ui/StateMark.tsx'
import { Empty, Failed, Loading } from '../ui/views.tsx'
import { type Call, calledByUs, callsOf, type Me, nextClock } from './calls.ts'
import { type ClockName, clockWord } from './clock-words.ts'
import { answeredBy, isMine, pendingState } from './my-part.ts'
import { go } from './route.ts'
import { refreshAll } from './snapshots.ts'
import { useQueue, useSnapshots } from './use-field.ts'
import { fieldWords } from './words.ts'

export function CallList({ me }: { readonly me: Me }) {
  const say = useWords(fieldWords)
  const { known, state, error } = useSnapshots()
  const calls = callsOf(known, me)
  const called = calledByUs(known, me)
  return (
    <main className="screen">
      <h1>{say('title')}</h1>
      {state === 'asking' && <Loading rows={3} height="7rem" />}
      {state === 'failed' && <Failed error={error} onRetry={() => void refreshAll()} />}
      {state !== 'asking' && state !== 'failed' && calls.length === 0 && called.length === 0 && (
        <Empty title={say('empty')}>
          <p>{say('emptyLead')}</p>
        </Empty>
      )}
      <ul className="calls">
        {calls.map(call => (
          <li key={`${call.whistle.id}/${call.summons.department}`}>
            <CallCard call={call} me={me} />
          </li>
        ))}
      </ul>
      {called.length > 0 && (
        <section className="codes">
          <h2>{say('codeTitle')}</h2>
          <ul className="calls">
            {called.map(({ id, title }) => (
              <li key={id}>
                <button
                  type="button"
                  className="call-card"
                  onClick={() => go({ is: 'code', whistle: id })}
                >
                  <strong>{title ?? say('hidden')}</strong>
                  <span className="call-more">{say('showCode')}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </main>
  )
}

function CallCard({ call, me }: { readonly call: Call; readonly me: Me }) {
  const say = useWords(fieldWords)
  const tag = useLanguage()
  const { queue } = useQueue()
  const { whistle, summons } = call
  const clock = nextClock(call, answeredBy(call, queue, me.person))
  const pending = pendingState(call, queue, me.person)
  return (
    <button
      type="button"
      className="call-card"
      onClick={() =>
        go({
          is: 'call',
          whistle: whistle.id,
          department: summons.department,
          step: 'look',
        })
      }
    >
      <span className="call-head">
        <StateMark
          state={pending ?? stateOf({ ...summons, disputed: summons.dispute !== undefined })}
          hasWord
        />
        {pending !== undefined && <span className="waits">{say('waits')}</span>}
        {isMine(call, me.person) && <span className="tag">{say('mine')}</span>}
        {whistle.drill && <span className="tag">{say('drill')}</span>}
        {clock !== undefined && (
          <span className="call-clock">
            {say(clockWord(clock.clock as ClockName))}{' '}
            <Countdown
              dueAt={clock.dueAt}
              startedAt={clock.startedAt}
              of={say(clockWord(clock.clock as ClockName))}
            />
          </span>
        )}
      </span>
      <strong>{whistle.title ?? say('hidden')}</strong>
      <span className="call-place">
        {whistle.place?.text ?? whistle.assembly.place ?? ''}
        {whistle.caller.name === undefined ? '' : ` · ${nameIn(tag, whistle.caller.name)}`}
      </span>
    </button>
  )
}
