// A clock that somebody is held to: figures that change by themselves, and the target time beside them.
import { memo, useEffect, useState } from 'react'
import { serverNow } from '../api/clock.ts'
import { settings } from '../api/settings.ts'
import { whenOf } from '../i18n/formats.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { countdown, untilNextChange } from './countdown.ts'
import './countdown.css'
import { uiWords } from './words.ts'

export interface CountdownProps {
  /** Epoch milliseconds, or as the API writes it. */
  readonly dueAt: number | string
  readonly startedAt?: number | string
  /** What it is a clock of, for screen readers: 签收, 到场 … */
  readonly of: string
  /** Also shows the time at which it is due. */
  readonly hasTarget?: boolean
}

const toMs = (at: number | string) => (typeof at === 'number' ? at : Date.parse(at))

export const Countdown = memo(function Countdown(props: CountdownProps) {
  const dueAt = toMs(props.dueAt)
  const now = useNow(dueAt)
  const tag = useLanguage()
  const say = useWords(uiWords)
  const about =
    props.startedAt === undefined ? { dueAt } : { dueAt, startedAt: toMs(props.startedAt) }
  const { figures, isOver, isNear, unit, days } = countdown(about, now)
  const shown = unit === 'days' ? say(isOver ? 'daysOver' : 'daysLeft', { count: days }) : figures
  const target = whenOf(tag, dueAt, now)
  const spoken = say(isOver ? 'overSince' : 'dueAt', { of: props.of, at: target })
  return (
    <span className="countdown" data-over={isOver} data-near={isNear} title={spoken}>
      <span aria-hidden="true" className="countdown-figures">
        {shown}
      </span>
      <span className="visually-hidden">{spoken}</span>
      {props.hasTarget === true && (
        <span aria-hidden="true" className="countdown-target">
          {target}
        </span>
      )}
    </span>
  )
})

/** The server's time, told anew whenever the figures change, at once after sleep, and when another tab was in front. */
function useNow(dueAt: number): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const tick = () => {
      clearTimeout(timer)
      const at = serverNow()
      setNow(at)
      const wait = settings.isTimeRunning ? untilNextChange(dueAt, at) : STANDING_MS
      timer = setTimeout(tick, wait)
    }
    tick()
    document.addEventListener('visibilitychange', tick)
    addEventListener('pageshow', tick)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', tick)
      removeEventListener('pageshow', tick)
    }
  }, [dueAt])
  return now
}

/** A clock that stands is looked at now and then: somebody may have moved it. */
const STANDING_MS = 500
