// One day of the calendar: for each layer who is there from when to when, or that nobody is.
import { useLanguage, useWords } from '../../i18n/words.ts'
import { dayOf, hoursOf, weekdayOf } from './day-formats.ts'
import type { Day, Layer, Piece } from './duty-days.ts'
import { rosterWords } from './words.ts'

const DAY_MS = 86_400_000
const NOTHING = '—'

interface DayProps {
  readonly day: Day
  readonly layers: readonly Layer[]
  readonly isToday: boolean
  /** Of another month. */
  readonly isOutside: boolean
  /** A month has room for names alone. */
  readonly isShort: boolean
  readonly nameOf: (person: string) => string
  readonly onOpen: (piece: Piece) => void
}

export function DayCell({ day, layers, isToday, isOutside, isShort, nameOf, onOpen }: DayProps) {
  const say = useWords(rosterWords)
  const tag = useLanguage()
  const classes = [
    'duty-day',
    ...(isToday ? ['is-today'] : []),
    ...(isOutside ? ['is-outside'] : []),
  ]
  return (
    <li className={classes.join(' ')} aria-current={isToday ? 'date' : undefined}>
      <h3>
        {dayOf(tag, day.date)} <small>{weekdayOf(tag, day.date)}</small>
        {isToday && <small className="duty-today">{say('today')}</small>}
      </h3>
      {layers.map(layer => (
        <section key={layer} className="duty-layer" aria-label={say(`layer_${layer}`)}>
          <h4>{say(`layer_${layer}`)}</h4>
          {day.pieces[layer].map(piece => (
            <PieceButton
              key={piece.from}
              piece={piece}
              isShort={isShort}
              nameOf={nameOf}
              onOpen={onOpen}
            />
          ))}
          {day.pieces[layer].length === 0 && <span className="duty-none">{NOTHING}</span>}
        </section>
      ))}
    </li>
  )
}

interface PieceProps {
  readonly piece: Piece
  readonly isShort: boolean
  readonly nameOf: (person: string) => string
  readonly onOpen: (piece: Piece) => void
}

/** What is out of the ordinary is worth a word: turns and written shifts are the ordinary. */
const UNUSUAL = new Set(['override', 'swap'])

function PieceButton({ piece, isShort, nameOf, onOpen }: PieceProps) {
  const say = useWords(rosterWords)
  const tag = useLanguage()
  const { span, missing, beyond, from, until } = piece
  const kinds = span.present.flatMap(({ why }) => why.map(({ kind }) => kind))
  const unusual = [...new Set(kinds)].filter(kind => UNUSUAL.has(kind))
  const isWholeDay = until - from >= DAY_MS
  const names = span.present.map(({ person }) => nameOf(person))
  return (
    <button
      type="button"
      className={missing > 0 ? 'duty-piece is-gap' : 'duty-piece'}
      onClick={() => onOpen(piece)}
    >
      <span className="duty-hours">{isWholeDay ? say('wholeDay') : hoursOf(tag, from, until)}</span>
      {names.length > 0 && (
        <span className="duty-names">{names.join(tag === 'en' ? ', ' : '、')}</span>
      )}
      {missing > 0 && (
        <strong>{`▲ ${names.length === 0 ? say('nobody') : say('missing', { count: missing })}`}</strong>
      )}
      {beyond > 0 && <em>{say('beyond', { count: beyond })}</em>}
      {!isShort && unusual.map(kind => <em key={kind}>{say(`why_${kind}`)}</em>)}
      {!isShort && span.away.length > 0 && missing === 0 && (
        <em>{span.away.map(({ person }) => say('away', { name: nameOf(person) })).join(' ')}</em>
      )}
    </button>
  )
}
