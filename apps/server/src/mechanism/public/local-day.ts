// Days as the city counts them.
const DAY_MS = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()

/** `2026-03-02`: the day of a moment in a time zone. */
export function dayOf(at: number, timeZone: string): string {
  const known = formats.get(timeZone)
  const format = known ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  if (known === undefined) formats.set(timeZone, format)
  return format.format(at)
}

/** The first moment of a day; summer time moves it by what the zone says at that noon. */
export function startOfDay(day: string, timeZone: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`)
  const hours = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  for (const guess of [utc - DAY_MS / 2, utc, utc + DAY_MS / 2]) {
    const [hour = 0, minute = 0] = hours.format(guess).split(':').map(Number)
    const start = guess - (hour * 60 + minute) * 60_000
    for (const candidate of [start, start + DAY_MS])
      if (dayOf(candidate, timeZone) === day && dayOf(candidate - 1, timeZone) < day)
        return candidate
  }
  return utc
}
