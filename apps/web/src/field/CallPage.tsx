// One call: what, where, how long; who is here; and the one thing to do next, under the thumb.
import { useEffect, useState } from 'react'
import { momentOf, timeOf } from '../i18n/formats.ts'
import { nameIn, useLanguage, useWords } from '../i18n/words.ts'
import { Countdown } from '../ui/Countdown.tsx'
import { stateOf } from '../ui/marks.ts'
import { StateMark } from '../ui/StateMark.tsx'
import { attendanceOf, type Call, type Me, nextClock } from './calls.ts'
import { type ClockName, clockWord } from './clock-words.ts'
import { acknowledge, setOut, sign } from './deeds.ts'
import { Here } from './Here.tsx'
import { answeredBy, type Deed, type MyPart, myPart, pendingState } from './my-part.ts'
import { Navigate } from './Navigate.tsx'
import { ActionBar, TopBar } from './Parts.tsx'
import { askForPosition } from './position.ts'
import { go, type Step } from './route.ts'
import type { StepProps } from './step-props.ts'
import { onTrouble } from './trouble.ts'
import { useQueue } from './use-field.ts'
import { fieldWords } from './words.ts'

export function CallPage({ call, me }: StepProps) {
  const say = useWords(fieldWords)
  const { queue } = useQueue()
  const part = myPart(call, queue, me.person)
  const { whistle } = call
  return (
    <>
      <main className="screen has-bar">
        <TopBar title={whistle.title ?? say('hidden')} />
        <Standing call={call} me={me} />
        <Pending call={call} part={part} />
        {part.hasAskedRelease && <p className="verdict">{say('awaitRelease')}</p>}
        <Facts call={call} />
        <Navigate whistle={whistle} />
        <Here call={call} me={me} />
        <Others call={call} part={part} />
      </main>
      <Bar call={call} me={me} part={part} />
    </>
  )
}

/** What was said already, and waits for somebody else. */
function Pending({ call: { summons }, part }: { readonly call: Call; readonly part: MyPart }) {
  const say = useWords(fieldWords)
  const tag = useLanguage()
  const { extension, dispute } = summons
  return (
    <>
      {(dispute !== undefined || part.pending.has('returnSummons')) && (
        <p className="verdict">{say('returned')}</p>
      )}
      {extension !== undefined && (
        <p className="verdict">{say('extendWaits', { until: momentOf(tag, extension.dueAt) })}</p>
      )}
    </>
  )
}

function Standing({ call, me }: { readonly call: Call; readonly me: Me }) {
  const say = useWords(fieldWords)
  const { queue } = useQueue()
  const { summons } = call
  const clock = nextClock(call, answeredBy(call, queue, me.person))
  const pending = pendingState(call, queue, me.person)
  const own = attendanceOf(summons, me.person)
  return (
    <div className="standing">
      <StateMark
        state={pending ?? stateOf({ ...summons, disputed: summons.dispute !== undefined })}
        hasWord
      />
      {pending !== undefined && <span className="waits">{say('waits')}</span>}
      {summons.role === 'lead' && <span className="tag">{say('lead')}</span>}
      {clock !== undefined && (
        <span className="standing-clock">
          {say(clockWord(clock.clock as ClockName))}{' '}
          <Countdown
            dueAt={clock.dueAt}
            startedAt={clock.startedAt}
            of={say(clockWord(clock.clock as ClockName))}
            hasTarget
          />
        </span>
      )}
      {own !== undefined && <Counted own={own} />}
    </div>
  )
}

/** An arrival that was made offline has two times; both are told. */
function Counted({ own }: { readonly own: NonNullable<ReturnType<typeof attendanceOf>> }) {
  const say = useWords(fieldWords)
  const tag = useLanguage()
  const { claimedAt, receivedAt, countsAt, offline, status } = own
  if (countsAt === undefined && status !== 'doubtful') return null
  const counts = countsAt ?? receivedAt
  const isTwo = offline === true && claimedAt !== undefined && receivedAt !== undefined
  return (
    <p className="counted">
      {isTwo && counts !== undefined
        ? say('countsAt', {
            claimed: timeOf(tag, claimedAt),
            received: timeOf(tag, receivedAt),
            counts: timeOf(tag, counts),
          })
        : counts !== undefined && say('arrivedAt', { at: timeOf(tag, counts) })}
      {status === 'doubtful' && <span className="counted-why">{say('doubtfulWhy')}</span>}
    </p>
  )
}

function Facts({ call: { whistle, summons } }: { readonly call: Call }) {
  const say = useWords(fieldWords)
  const tag = useLanguage()
  return (
    <dl className="facts">
      <dt>{say('ask')}</dt>
      <dd>{summons.ask ?? say('hidden')}</dd>
      <dt>{say('place')}</dt>
      <dd>
        {whistle.place === null ? say('hidden') : (whistle.place.text ?? '')}
        {whistle.caller.name !== undefined && (
          <small>{` · ${nameIn(tag, whistle.caller.name)}`}</small>
        )}
      </dd>
      <dt>{say('assembly')}</dt>
      <dd>{`${whistle.assembly.place ?? ''} · ${momentOf(tag, whistle.assembly.at)}`}</dd>
    </dl>
  )
}

const toStep = (call: Call, step: Step) => () =>
  go({ is: 'call', whistle: call.whistle.id, department: call.summons.department, step })

function Others({ call, part }: { readonly call: Call; readonly part: MyPart }) {
  const say = useWords(fieldWords)
  const acts = [
    { is: part.canContact, word: say('contact'), step: 'contact' },
    { is: part.canPlan, word: say('plan'), step: 'plan' },
    { is: part.canAttach, word: say('photo'), step: 'photo' },
    { is: part.canRelieve, word: say('relieve'), step: 'relieve' },
    { is: part.canExtend, word: say('extend'), step: 'extend' },
    { is: part.canAskRelease, word: say('askRelease'), step: 'done' },
    { is: part.canReturn, word: say('returnIt'), step: 'return' },
  ] as const
  return (
    <div className="others">
      {acts.map(
        ({ is, word, step }) =>
          is && (
            <button key={step} type="button" className="button" onClick={toStep(call, step)}>
              {word}
            </button>
          ),
      )}
    </div>
  )
}

const FRESH_MS = 700

/** A wet thumb taps twice: the act that has just come in the other's place does not hear the second. */
function useIsFresh(main: Deed | undefined): boolean {
  const [settled, setSettled] = useState(main)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(main), FRESH_MS)
    return () => clearTimeout(timer)
  }, [main])
  return settled !== main
}

interface BarProps {
  readonly call: Call
  readonly me: Me
  readonly part: MyPart
}

function Bar({ call, me, part }: BarProps) {
  const say = useWords(fieldWords)
  const [isBusy, setBusy] = useState(false)
  const run = (work: () => Promise<unknown>) => () => {
    setBusy(true)
    work()
      .catch(onTrouble)
      .finally(() => setBusy(false))
  }
  const deeds: Readonly<Record<Deed, () => void>> = {
    sign: run(() => sign(call)),
    setOut: run(() => {
      askForPosition()
      return setOut(call)
    }),
    arrive: toStep(call, 'arrive'),
    measure: toStep(call, 'measure'),
    askRelease: toStep(call, 'done'),
    acknowledge: run(() => acknowledge(call, me)),
  }
  const { main, canArrive } = part
  const isFresh = useIsFresh(main)
  if (main === undefined) return null
  return (
    <ActionBar>
      <button
        type="button"
        id="main-act"
        className="act primary"
        // Not `disabled`: a button that sleeps loses the focus.
        aria-disabled={isBusy || isFresh}
        onClick={isBusy || isFresh ? undefined : deeds[main]}
      >
        {say(main)}
      </button>
      {canArrive && main !== 'arrive' && (
        <button type="button" className="act" onClick={deeds.arrive}>
          {say('arrive')}
        </button>
      )}
    </ActionBar>
  )
}
