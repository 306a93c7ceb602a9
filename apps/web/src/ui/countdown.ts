// How long something has got, or by how much it is over: figures and words, from two instants.

export interface Countdown {
  /** `17:40`, `1:05:09`, `+03:12`, or in days `12` beyond the last. */
  readonly figures: string
  readonly isOver: boolean
  /** Less than the last fifth of the time, and at most ten minutes. */
  readonly isNear: boolean
  /** Days are shown as a number with a word; the rest as figures alone. */
  readonly unit: 'clock' | 'days'
  readonly days: number
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NEAR_MS = 10 * MINUTE
const NEAR_PART = 5

const two = (value: number) => String(value).padStart(2, '0')

/** Minutes and seconds under an hour, hours under two days, then days. Whole seconds are rounded up while they last. */
export function countdown(
  { dueAt, startedAt }: { readonly dueAt: number; readonly startedAt?: number },
  now: number,
): Countdown {
  const left = dueAt - now
  const isOver = left < 0
  const seconds = isOver ? Math.floor(-left / SECOND) : Math.ceil(left / SECOND)
  const span = seconds * SECOND
  const nearMs =
    startedAt === undefined ? NEAR_MS : Math.min(NEAR_MS, (dueAt - startedAt) / NEAR_PART)
  const about = { isOver, isNear: !isOver && left <= nearMs }
  if (span >= 2 * DAY) return { ...about, figures: '', unit: 'days', days: Math.floor(span / DAY) }
  const sign = isOver ? '+' : ''
  return { ...about, figures: sign + clockFigures(seconds), unit: 'clock', days: 0 }
}

/** 7:05 as `07:05`, an hour and more as `1:07:05`. */
export function clockFigures(seconds: number): string {
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  const rest = two(seconds % 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${two(minutes)}:${rest}`
}

/** After how long the figures change next, so that nothing is drawn in vain; at least a frame. */
export function untilNextChange(dueAt: number, now: number): number {
  const left = dueAt - now
  if (Math.abs(left) >= 2 * DAY + MINUTE) return MINUTE
  const part = ((left % SECOND) + SECOND) % SECOND
  return Math.max(16, part === 0 ? SECOND : part)
}
