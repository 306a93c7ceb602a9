// A number opened: what it counts, over which period, how many are in it, and each of them.
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { type CountedQuery, useCounted } from '../../desk-ui/counted.ts'
import { momentOf, numberOf } from '../../i18n/formats.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import { MONTH } from './use-leader.ts'
import { leaderWords } from './words.ts'

export interface Explanation {
  readonly name: string
  readonly what: string
  readonly period: string
  /** By what they were counted, or which they are. */
  readonly of: CountedQuery | readonly string[]
}

interface ExplainedProps {
  readonly explanation: Explanation
  readonly onClose: () => void
}

export function Explained({ explanation, onClose }: ExplainedProps) {
  const say = useWords(leaderWords)
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    box.current?.showModal()
  }, [])
  const { name, what, period } = explanation
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
      <Counted of={explanation.of} />
    </dialog>
  )
}

function Counted({ of }: Pick<Explanation, 'of'>) {
  const say = useWords(leaderWords)
  const nameOf = useName()
  const tag = useLanguage()
  const { query, all } = useCounted(MONTH, of)
  if (query.isPending) return <Loading rows={4} />
  if (query.isError) return <Failed error={query.error} onRetry={() => query.refetch()} />
  const { whistles, cases, items, names } = all
  return (
    <>
      <p>{say('countOf', { whistles, cases })}</p>
      <ul>
        {items.map(one => (
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
      {query.hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={query.isFetchingNextPage}
          onClick={() => {
            query.fetchNextPage().catch(() => undefined)
          }}
        >
          {say('more', { count: numberOf(tag, whistles - items.length) })}
        </button>
      )}
    </>
  )
}

interface FigureProps {
  readonly explanation: Explanation
  readonly count: number
  readonly isWarning?: boolean
  readonly onExplain: (explanation: Explanation) => void
}

/** A number with its name; pressed, it explains itself. */
export function Figure({ explanation, count, isWarning = false, onExplain }: FigureProps) {
  const tag = useLanguage()
  return (
    <button
      type="button"
      className="leader-figure"
      data-warning={isWarning && count > 0}
      aria-haspopup="dialog"
      onClick={() => onExplain(explanation)}
    >
      <b>{numberOf(tag, count)}</b>
      <span>{explanation.name}</span>
    </button>
  )
}
