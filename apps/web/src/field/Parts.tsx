// Parts of the phone's screens: the way back, the bar for a thumb, the slide for what cannot be undone.
import { type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { useWords } from '../i18n/words.ts'
import { goBack, type Place } from './route.ts'
import { fieldWords } from './words.ts'

export function TopBar({ title, back }: { readonly title: string; readonly back?: Place }) {
  const say = useWords(fieldWords)
  return (
    <div className="top">
      <button type="button" className="back" aria-label={say('back')} onClick={() => goBack(back)}>
        <svg viewBox="0 0 16 16" className="turns" aria-hidden="true">
          <path d="M10.5 2.5 5 8l5.5 5.5" fill="none" stroke="currentColor" strokeWidth="2" />
        </svg>
      </button>
      <h1>{title}</h1>
    </div>
  )
}

/** Stays where the thumb is, whatever is above it. */
export function ActionBar({ children }: { readonly children: ReactNode }) {
  return <div className="bar">{children}</div>
}

interface SlideProps {
  readonly label: string
  readonly isDisabled?: boolean
  readonly onDone: () => void
}

const FAR_ENOUGH = 0.85
const HOLD_MS = 3000

/** Slid to its end, or held for three seconds: by key, by switch, by a hand that cannot slide. */
export function Slide({ label, isDisabled = false, onDone }: SlideProps) {
  const say = useWords(fieldWords)
  const track = useRef<HTMLButtonElement>(null)
  const [share, setShare] = useState(0)
  const start = useRef<number>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [isHolding, setHolding] = useState(false)

  const stop = () => {
    clearTimeout(timer.current)
    start.current = undefined
    setHolding(false)
    setShare(0)
  }
  const hold = () => {
    if (isDisabled) return
    clearTimeout(timer.current)
    setHolding(true)
    timer.current = setTimeout(() => {
      stop()
      onDone()
    }, HOLD_MS)
  }
  const move = (event: PointerEvent) => {
    const width = track.current?.clientWidth ?? 0
    if (start.current === undefined || width === 0) return
    // From the beginning of the line to its end, whichever way the language runs.
    const sign = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1
    const next = Math.min(1, Math.max(0, (sign * (event.clientX - start.current)) / (width * 0.8)))
    if (next > 0.05) clearTimeout(timer.current)
    setShare(next)
    if (next < FAR_ENOUGH) return
    stop()
    onDone()
  }
  return (
    <button
      ref={track}
      type="button"
      className="slide"
      data-holding={isHolding}
      disabled={isDisabled}
      aria-description={say('slideHint')}
      onPointerDown={event => {
        if (isDisabled) return
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = event.clientX
        hold()
      }}
      onPointerMove={move}
      onPointerUp={stop}
      onPointerCancel={stop}
      onKeyDown={event => {
        if ((event.key === 'Enter' || event.key === ' ') && !event.repeat) hold()
      }}
      onKeyUp={stop}
      onBlur={stop}
    >
      <span
        className="slide-knob"
        style={{ insetInlineStart: `${share * 78}%` }}
        aria-hidden="true"
      >
        <svg viewBox="0 0 16 16" className="turns" aria-hidden="true">
          <path d="M3 3l5 5-5 5M8 3l5 5-5 5" fill="none" stroke="currentColor" strokeWidth="2" />
        </svg>
      </span>
      <span className="slide-label">{label}</span>
    </button>
  )
}
