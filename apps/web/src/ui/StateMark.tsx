// State told three ways at once: shape, colour and word.
import type { ReactNode } from 'react'
import { useWords } from '../i18n/words.ts'
import type { State } from './marks.ts'
import './state-mark.css'
import { uiWords } from './words.ts'

const RING = <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2" />

/** ○ ◔ ◑ ● ◆ ✓ ⇄ ▲ ✕, drawn so that they look the same on every device. */
export const SHAPES: Readonly<Record<State, ReactNode>> = {
  called: RING,
  signed: (
    <>
      {RING}
      <path d="M8 8V2a6 6 0 0 1 6 6z" fill="currentColor" />
    </>
  ),
  en_route: (
    <>
      {RING}
      <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
    </>
  ),
  on_scene: <circle cx="8" cy="8" r="7" fill="currentColor" />,
  done_claimed: <path d="M8 0.5 15.5 8 8 15.5 0.5 8z" fill="currentColor" />,
  released: (
    <path d="M2.5 8.5 6.5 12.5 13.5 3.5" fill="none" stroke="currentColor" strokeWidth="2.4" />
  ),
  returned: (
    <path
      d="M2 5.5h11M10 2.5l3 3-3 3M14 10.5H3M6 7.5l-3 3 3 3"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
    />
  ),
  late: <path d="M8 1 15.5 14.5H0.5z" fill="currentColor" />,
  defaulted: <path d="M3 3l10 10M13 3 3 13" fill="none" stroke="currentColor" strokeWidth="2.6" />,
}

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
        {SHAPES[state]}
      </svg>
      {of !== undefined && <span className="state-mark-of">{of}</span>}
      <span className={hasWord ? undefined : 'visually-hidden'}>{word}</span>
    </span>
  )
}
