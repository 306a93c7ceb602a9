// One whistle: one line until it is opened.
import { Link } from '@tanstack/react-router'
import { memo, useMemo } from 'react'
import { useWords } from '../../i18n/words.ts'
import { Countdown } from '../../ui/Countdown.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { OpenedRow } from './OpenedRow.tsx'
import { firstOwed, type Row, type Summons } from './rows.ts'
import type { Labels } from './use-board.ts'
import { boardWords } from './words.ts'

export interface RowProps {
  readonly row: Row
  readonly labels: Labels
  readonly isSelected: boolean
  readonly isOpen: boolean
  readonly isHovered: boolean
  readonly onHover: (id: string | undefined) => void
  readonly onChoose: (id: string) => void
}

const ARROW = '→'
const BETWEEN = ' · '

export const BoardRow = memo(function BoardRow(props: RowProps) {
  const { row, labels, isSelected, isOpen, isHovered, onHover, onChoose } = props
  const say = useWords(boardWords)
  const title = row.title ?? say('noTitle')
  return (
    <article
      className="board-row"
      data-late={row.late > 0}
      data-selected={isSelected}
      data-hovered={isHovered}
      onMouseEnter={() => onHover(row.id)}
      onMouseLeave={() => onHover(undefined)}
    >
      <button
        type="button"
        className="board-row-head"
        aria-expanded={isOpen}
        onClick={() => onChoose(row.id)}
      >
        <Owed row={row} />
        <span className="board-row-what">
          <span className="board-row-title">
            {row.drill && <span className="board-drill">{say('drill')}</span>}
            {title}
          </span>
          <span className="board-row-where">
            {labels.full(row.caller)}
            {BETWEEN}
            {labels.kind(row.kind)}
            <span className="board-row-command">
              {BETWEEN}
              {say('command')} {labels.full(row.command)}
            </span>
          </span>
        </span>
        <Chips summonses={row.summonses} labels={labels} />
      </button>
      <Link
        to="/whistles/$id"
        params={{ id: row.id }}
        className="board-row-go"
        aria-label={say('openWhistle', { title })}
      >
        <span aria-hidden="true">{ARROW}</span>
      </Link>
      {isOpen && <OpenedRow row={row} labels={labels} />}
    </article>
  )
})

function Owed({ row }: { readonly row: Row }) {
  const say = useWords(boardWords)
  const owed = firstOwed(row)
  if (owed === undefined) return <span className="board-row-owed">{say('noClock')}</span>
  return (
    <span className="board-row-owed">
      <Countdown dueAt={owed.dueAt} startedAt={row.startedAt} of={say(owed.what)} />
      <small aria-hidden="true">{say(owed.what)}</small>
    </span>
  )
}

function rank({ state, isSettled }: Summons): number {
  if (state === 'late') return 0
  return isSettled ? 2 : 1
}

/** What burns comes first, what is settled last. */
function Chips({ summonses, labels }: Pick<RowProps, 'labels'> & Pick<Row, 'summonses'>) {
  const short = useMemo(
    () => labels.short(summonses.map(({ department }) => department)),
    [labels, summonses],
  )
  return (
    <span className="board-chips">
      {summonses
        .toSorted((a, b) => rank(a) - rank(b))
        .map(({ department, state }) => (
          <StateMark key={department} state={state} of={short.get(department) ?? department} />
        ))}
    </span>
  )
}
