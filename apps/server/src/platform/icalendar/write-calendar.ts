// iCalendar (RFC 5545) out: events at moments, in UTC, so that every program shows them at the right local time.

export interface CalendarEvent {
  /** The same for the same thing, whenever it is written. */
  readonly uid: string
  /** Epoch milliseconds; `until` is not part of it. */
  readonly from: number
  readonly until: number
  readonly summary: string
  readonly description?: string
  /** Takes no time away from whoever reads it. */
  readonly isTransparent: boolean
}

export interface CalendarToWrite {
  readonly name: string
  /** IANA name: what a program shows new events in. */
  readonly timeZone: string
  readonly writtenAt: number
  readonly events: readonly CalendarEvent[]
}

const MOST_OCTETS = 75

/** Long lines go on in the next one after a space; no character is torn apart. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > MOST_OCTETS) {
      parts.push(part)
      part = ''
      // The space that begins the line counts.
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n ')
}

function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r?\n/g, '\\n')
}

function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

function eventLines(event: CalendarEvent, writtenAt: number): readonly string[] {
  const { uid, from, until, summary, description, isTransparent } = event
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${utc(writtenAt)}`,
    `DTSTART:${utc(from)}`,
    `DTEND:${utc(until)}`,
    `SUMMARY:${escaped(summary)}`,
    ...(description === undefined ? [] : [`DESCRIPTION:${escaped(description)}`]),
    `TRANSP:${isTransparent ? 'TRANSPARENT' : 'OPAQUE'}`,
    'END:VEVENT',
  ]
}

/** One calendar as text. */
export function writeCalendar({ name, timeZone, writtenAt, events }: CalendarToWrite): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Muster//Muster//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    `X-WR-TIMEZONE:${timeZone}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...events.flatMap(event => eventLines(event, writtenAt)),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}
