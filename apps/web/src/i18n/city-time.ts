// Times as fields take them, in the time of the city, whatever the device is set to.

function offsetMinutes(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    timeZoneName: 'longOffset',
  }).formatToParts(at)
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

/** `2026-11-23T14:05`, for a field of the browser's own. */
export function toField(at: number | string, timeZone: string): string {
  const moment = new Date(at).getTime()
  if (Number.isNaN(moment)) return ''
  const shifted = new Date(moment + offsetMinutes(moment, timeZone) * 60_000)
  return shifted.toISOString().slice(0, 16)
}

/** What such a field says, as the API takes it; empty when it says nothing. */
export function fromField(text: string, timeZone: string): string {
  const naive = text === '' ? Number.NaN : Date.parse(`${text}:00Z`)
  if (Number.isNaN(naive)) return ''
  const offset = offsetMinutes(naive - offsetMinutes(naive, timeZone) * 60_000, timeZone)
  const two = (value: number) => String(value).padStart(2, '0')
  const size = Math.abs(offset)
  return `${text}:00${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}
