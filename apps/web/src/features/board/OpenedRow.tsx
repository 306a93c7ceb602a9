// An opened row: each department's lane on one axis, so that a glance shows who is holding whom up.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { api, get } from '../../api/client.ts'
import { serverNow } from '../../api/clock.ts'
import { axisOf, type LaneSummons, laneOf, type Told } from '../../desk-ui/lanes/lanes.ts'
import { AxisLine, Track } from '../../desk-ui/lanes/Track.tsx'
import { whenOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { Countdown } from '../../ui/Countdown.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { Failed, Loading } from '../../ui/views.tsx'
import type { Row, Summons } from './rows.ts'
import type { Labels } from './use-board.ts'
import { boardWords, clockWord } from './words.ts'

interface OpenedProps {
  readonly row: Row
  readonly labels: Labels
}

export function OpenedRow({ row, labels }: OpenedProps) {
  const say = useWords(boardWords)
  const tag = useLanguage()
  const { whistle, story } = useStory(row)
  if (whistle.isError) return <Failed error={whistle.error} onRetry={() => whistle.refetch()} />
  if (whistle.data === undefined || story.data === undefined)
    return (
      <div className="board-opened">
        <Loading rows={row.summonses.length} height="44px" />
      </div>
    )
  const now = serverNow()
  const told = story.data.items as readonly Told[]
  const bodies: readonly LaneSummons[] = whistle.data.summonses
  const lanes = new Map(bodies.map(one => [one.department, laneOf(one, told, now)]))
  const axis = axisOf([...lanes.values()], row.startedAt, now)
  const short = labels.short(row.summonses.map(({ department }) => department))
  return (
    <div className="board-opened">
      <p className="board-opened-since">
        {say('since', { at: whenOf(tag, row.startedAt, now), office: labels.full(row.command) })}
      </p>
      <ul>
        {row.summonses.map(one => (
          <Body
            key={one.department}
            summons={one}
            name={short.get(one.department) ?? one.department}
          >
            <LaneOf lane={lanes.get(one.department)} axis={axis} />
          </Body>
        ))}
      </ul>
      <div className="board-body-lane">
        <span />
        <span />
        <AxisLine axis={axis} />
      </div>
    </div>
  )
}

interface LaneProps {
  readonly lane: ReturnType<typeof laneOf> | undefined
  readonly axis: ReturnType<typeof axisOf>
}

function LaneOf({ lane, axis }: LaneProps) {
  const say = useWords(boardWords)
  if (lane === undefined) return null
  return <Track lane={lane} axis={axis} nameOf={clock => say(clockWord(clock))} />
}

interface BodyProps {
  readonly summons: Summons
  readonly name: string
  readonly children: React.ReactNode
}

function Body({ summons, name, children }: BodyProps) {
  const say = useWords(boardWords)
  const { state, owed, present, role } = summons
  return (
    <li className="board-body-lane">
      <span className="board-body-name">
        <StateMark state={state} of={name} hasWord={true} />
        <small>
          {[
            role === 'lead' ? say('lead') : '',
            present > 0 ? say('present', { count: present }) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </span>
      <span className="board-body-owed">
        {owed !== undefined && (
          <>
            <small aria-hidden="true">{say(owed.what)}</small>
            <Countdown
              dueAt={owed.dueAt}
              startedAt={summons.calledAt}
              of={say(owed.what)}
              hasTarget={true}
            />
          </>
        )}
      </span>
      {children}
    </li>
  )
}

/** What the whistle's own page asks too; anew when the row is another one. */
function useStory(row: Row) {
  const tag = useLanguage()
  const queries = useQueryClient()
  const { id } = row
  const path = { params: { path: { id } } }
  const whistle = useQuery({
    queryKey: ['whistle', id],
    queryFn: ({ signal }) => get(api.GET('/api/whistles/{id}', { ...path, signal })),
  })
  const story = useQuery({
    queryKey: ['whistle', id, 'story', tag],
    queryFn: ({ signal }) => get(api.GET('/api/whistles/{id}/timeline', { ...path, signal })),
  })
  const shown = useRef(row)
  useEffect(() => {
    if (shown.current === row) return
    shown.current = row
    // What is there stays until the new one is.
    queries.invalidateQueries({ queryKey: ['whistle', id] }).catch(() => undefined)
  }, [row, id, queries])
  return { whistle, story }
}
