// Which period figures are of, and its days in words.
import { useMemo, useState } from 'react'
import { serverNow } from '../api/clock.ts'
import { settings } from '../api/settings.ts'
import { dateOf } from '../i18n/formats.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { Choice } from '../ui/Choice.tsx'
import { PERIODS, type Period, type PeriodName, periodOf } from './period.ts'
import { periodWords } from './period-words.ts'

export interface ChosenPeriod {
  readonly name: PeriodName
  readonly choose: (name: PeriodName) => void
  readonly period: Period
  /** Its first and last day, or its first alone while it goes on. */
  readonly days: string
}

/** Counted from the moment at which the page was opened, so that figures do not move by themselves. */
export function usePeriod(): ChosenPeriod {
  const say = useWords(periodWords)
  const tag = useLanguage()
  const [name, choose] = useState<PeriodName>('month')
  const [opened] = useState(serverNow)
  const period = useMemo(() => periodOf(name, opened, settings.timeZone), [name, opened])
  const from = dateOf(tag, period.from)
  const days = Number.isFinite(period.to)
    ? say('between', { from, to: dateOf(tag, period.to - 1) })
    : say('since', { from })
  return { name, choose, period, days }
}

export function PeriodChoice({ name, choose }: Pick<ChosenPeriod, 'name' | 'choose'>) {
  const say = useWords(periodWords)
  return (
    <Choice
      label={say('period')}
      className="input"
      all={PERIODS}
      chosen={name}
      nameOf={each => say(each)}
      onChoose={choose}
    />
  )
}
