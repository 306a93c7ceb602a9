// State told three ways at once: shape, colour and word.
import { useWords } from '../i18n/words.ts'
import { MARK_SHAPES } from './mark-shapes.ts'
import type { State } from './marks.ts'
import './state-mark.css'
import { uiWords } from './words.ts'

export interface StateMarkProps {
  readonly state: State
  /** Whom it is about, beside the mark: then the word is for screen readers and the tooltip. */
  readonly of?: string
  /** Shows the word beside the mark. */
  readonly hasWord?: boolean
}

export function StateMark({ state, of, hasWord = of === undefined }: StateMarkProps) {
  const say = useWords(uiWords)
  const word = say(state)
  return (
    <span
      className="state-mark"
      data-state={state}
      title={of === undefined ? word : `${of} · ${word}`}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {MARK_SHAPES[state].map(({ path, width }) => (
          <path
            key={path}
            d={path}
            fill={width === undefined ? 'currentColor' : 'none'}
            stroke={width === undefined ? 'none' : 'currentColor'}
            strokeWidth={width}
          />
        ))}
      </svg>
      {of !== undefined && <span className="state-mark-of">{of}</span>}
      <span className={hasWord ? undefined : 'visually-hidden'}>{word}</span>
    </span>
  )
}
