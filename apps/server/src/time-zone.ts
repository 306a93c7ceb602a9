// How far a time zone is ahead of UTC at an instant.

const HOUR_MS = 3_600_000

/** Minutes ahead of UTC. The answer is kept for the hour: zones change on full hours or rarer. */
export function offsetInZone(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  let hour = Number.NaN
  let offset = 0
  return at => {
    const wanted = Math.floor(at / HOUR_MS)
    if (wanted !== hour) {
      offset = toMinutes(format.format(at))
      hour = wanted
    }
    return offset
  }
}

function toMinutes(text: string): number {
  const parts = /GMT([+-])(\d{2}):(\d{2})/.exec(text)
  if (parts === null) return 0
  const [, sign, hours, minutes] = parts
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}
