// A number opened: what it counts, over which period, how many are in it, and each of them.
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { BoardWhistle, Whistles } from '../../desk-ui/board-pages.ts'
import { momentOf } from '../../i18n/formats.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { leaderWords } from './words.ts'

export interface Explanation {
  readonly name: string
  readonly what: string
  readonly period: string
  readonly whistles: readonly BoardWhistle[]
}

interface ExplainedProps {
  readonly explanation: Explanation
  readonly names: Whistles['names']
  readonly onClose: () => void
}

const MOST_SHOWN = 200

export function Explained({ explanation, names, onClose }: ExplainedProps) {
  const say = useWords(leaderWords)
  const nameOf = useName()
  const tag = useLanguage()
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    box.current?.showModal()
  }, [])
  const { name, what, period, whistles } = explanation
  const cases = new Set(whistles.map(({ caseId }) => caseId)).size
  const rest = whistles.length - MOST_SHOWN
  return (
    <dialog ref={box} className="leader-explained" aria-labelledby="leader-name" onClose={onClose}>
      <header>
        <h2 id="leader-name">{name}</h2>
        <button type="button" className="button" onClick={() => box.current?.close()}>
          {say('close')}
        </button>
      </header>
      <p>{what}</p>
      <p className="leader-quiet">{period}</p>
      <p>{say('countOf', { whistles: whistles.length, cases })}</p>
      <ul>
        {whistles.slice(0, MOST_SHOWN).map(one => (
          <li key={one.id}>
            <Link to="/whistles/$id" params={{ id: one.id }}>
              {one.title ?? say('noTitle')}
            </Link>
            <small>
              {`${momentOf(tag, one.soundedAt ?? one.draftedAt)} · ${nameOf(names[one.caller], one.caller)}`}
            </small>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="leader-quiet">{say('more', { count: rest })}</p>}
    </dialog>
  )
}

interface FigureProps {
  readonly explanation: Explanation
  /** When something else than whistles is counted. */
  readonly count?: number
  readonly isWarning?: boolean
  readonly onExplain: (explanation: Explanation) => void
}

/** A number with its name; pressed, it explains itself. */
export function Figure(props: FigureProps) {
  const { explanation, count = explanation.whistles.length, isWarning = false, onExplain } = props
  return (
    <button
      type="button"
      className="leader-figure"
      data-warning={isWarning && count > 0}
      aria-haspopup="dialog"
      onClick={() => onExplain(explanation)}
    >
      <b>{count}</b>
      <span>{explanation.name}</span>
    </button>
  )
}
