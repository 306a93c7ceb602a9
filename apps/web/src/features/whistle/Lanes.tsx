// The departments side by side on one axis of time: a glance shows who is holding whom up.
import { useState } from 'react'
import { serverNow } from '../../api/clock.ts'
import { type Axis, axisOf, type Lane, laneOf, type Told } from '../../desk-ui/lanes/lanes.ts'
import { AxisLine, Track } from '../../desk-ui/lanes/Track.tsx'
import { nameIn, useLanguage, useWords } from '../../i18n/words.ts'
import { Countdown } from '../../ui/Countdown.tsx'
import { type Marked, type State, stateOf } from '../../ui/marks.ts'
import { StateMark } from '../../ui/StateMark.tsx'
import { SummonsDetail } from './SummonsDetail.tsx'
import type { Summons, Whistle } from './use-whistle.ts'
import { hasWord, whistleWords } from './words.ts'

type Say = ReturnType<typeof useWords<keyof (typeof whistleWords.tables)['en']>>

interface LanesProps {
  readonly whistle: Whistle
  readonly story: readonly Told[]
}

function missedOf({ clocks }: Summons): readonly string[] {
  const now = serverNow()
  return clocks
    .filter(
      ({ outcome, missedAt, missCancelled, dueAt }) =>
        outcome === 'running' &&
        missCancelled !== true &&
        (missedAt !== undefined || Date.parse(dueAt) < now),
    )
    .map(({ clock }) => clock)
}

export function markedOf(summons: Summons): Marked {
  const { status, dispute, arrived } = summons
  return { status, disputed: dispute !== undefined, missed: missedOf(summons), arrived }
}

/** The clock that runs out first of those that run. */
function nextClock({ clocks, dispute }: Summons) {
  return [...clocks, ...(dispute ? [dispute.ruling] : [])]
    .filter(({ outcome }) => outcome === 'running')
    .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))[0]
}

function clockName(say: Say, clock: string): string {
  const word = `clock_${clock}`
  return hasWord(word) ? say(word as 'clock_sign') : clock
}

interface RowProps {
  readonly whistle: Whistle
  readonly summons: Summons
  readonly lane: Lane
  readonly axis: Axis
}

function LaneRow({ whistle, summons, lane, axis }: RowProps) {
  const say = useWords(whistleWords)
  const tag = useLanguage()
  const [isOpen, setOpen] = useState(false)
  const next = nextClock(summons)
  const word =
    next && hasWord(`clock_${next.clock}`) ? (`clock_${next.clock}` as 'clock_sign') : undefined
  const name = nameIn(tag, summons.name, summons.department)
  return (
    <li className="whistle-lane">
      <button
        type="button"
        className="lane-head"
        aria-expanded={isOpen}
        onClick={() => setOpen(shown => !shown)}
      >
        <StateMark state={stateOf(markedOf(summons))} of={name} hasWord={true} />
        <small>
          {[
            summons.role === 'lead' ? say('leads') : undefined,
            summons.round > 1 ? say('round', { count: summons.round }) : undefined,
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </button>
      <Track lane={lane} axis={axis} nameOf={clock => clockName(say, clock)} />
      <span className="lane-clock">
        {next && word ? (
          <>
            <small>{say(word)}</small>
            <Countdown
              dueAt={next.dueAt}
              startedAt={next.startedAt}
              of={say(word)}
              hasTarget={true}
            />
          </>
        ) : null}
      </span>
      {isOpen && <SummonsDetail whistle={whistle} summons={summons} />}
    </li>
  )
}

/** Late and disputed ones first, the settled last; of equals the lead first, then in the order of the call. */
const NEED: readonly State[] = [
  'late',
  'returned',
  'done_claimed',
  'called',
  'signed',
  'en_route',
  'on_scene',
  'defaulted',
  'released',
]

function byNeed(summonses: readonly Summons[]): readonly Summons[] {
  const need = (one: Summons) =>
    NEED.indexOf(stateOf(markedOf(one))) * 2 - Number(one.role === 'lead')
  return summonses.toSorted((a, b) => need(a) - need(b))
}

export function Lanes({ whistle, story }: LanesProps) {
  const say = useWords(whistleWords)
  const now = serverNow()
  const { summonses, soundedAt, endedAt } = whistle
  if (summonses.length === 0 || soundedAt === undefined)
    return (
      <section className="whistle-lanes" aria-label={say('lanes')}>
        <p className="whistle-quiet">{say('lanesEmpty')}</p>
      </section>
    )
  const end = endedAt === undefined ? undefined : Date.parse(endedAt)
  const lanes = summonses.map(summons => laneOf(summons, story, end ?? now))
  const axis = axisOf(lanes, Date.parse(soundedAt), now, end)
  return (
    <section className="whistle-lanes" aria-label={say('lanes')}>
      <h2>{say('lanes')}</h2>
      <ul>
        {byNeed(summonses).map(summons => {
          const lane = lanes.find(one => one.department === summons.department)
          return lane === undefined ? null : (
            <LaneRow
              key={summons.department}
              whistle={whistle}
              summons={summons}
              lane={lane}
              axis={axis}
            />
          )
        })}
      </ul>
      <div className="whistle-lane whistle-axis">
        <span />
        <AxisLine axis={axis} />
      </div>
    </section>
  )
}
