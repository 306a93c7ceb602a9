// One's own ways of contact while they are edited. Pure.
import type { Schemas } from '../../api/client.ts'

type Contacts = Schemas['Contacts']
export type Body = Schemas['SetContacts']

export interface Way {
  readonly id: string
  readonly channel: string
  readonly address: string
  readonly enabled: boolean
  /** As it is kept: absent for a new one, and for an address that was typed over. */
  readonly kept?: Contacts['ways'][number]
}

export interface Draft {
  readonly ways: readonly Way[]
  readonly isQuiet: boolean
  /** Minutes after midnight. */
  readonly quietFrom: number
  readonly quietUntil: number
  readonly language: 'zh' | 'en'
  readonly atOnce: boolean
}

/** Whose address is no text that people type. */
const WITHOUT_TEXT: ReadonlySet<string> = new Set(['inbox', 'web_push'])
/** From ten in the evening until seven. */
const USUAL_QUIET = { from: 22 * 60, until: 7 * 60 }

export function hasText(channel: string): boolean {
  return !WITHOUT_TEXT.has(channel)
}

export function toDraft({ ways, quiet, language, atOnce }: Contacts): Draft {
  return {
    ways: ways.map(kept => ({
      id: kept.id,
      channel: kept.channel,
      address: hasText(kept.channel) ? (kept.address ?? '') : '',
      enabled: kept.enabled,
      kept,
    })),
    isQuiet: quiet !== undefined,
    quietFrom: (quiet ?? USUAL_QUIET).from,
    quietUntil: (quiet ?? USUAL_QUIET).until,
    language,
    atOnce,
  }
}

/** An address that nobody touched is left out: it stays what it is, and proved. */
export function toBody({ ways, isQuiet, quietFrom, quietUntil, language, atOnce }: Draft): Body {
  return {
    ways: ways.map(({ id, channel, address, enabled, kept }) => ({
      id,
      channel,
      enabled,
      ...(isUntouched(channel, address, kept) ? {} : { address: address.trim() }),
    })),
    ...(isQuiet ? { quiet: { from: quietFrom, until: quietUntil } } : {}),
    language,
    atOnce,
  }
}

function isUntouched(channel: string, address: string, kept: Way['kept'] | undefined) {
  return !hasText(channel) || (kept !== undefined && address === (kept.address ?? ''))
}

export function isProved({ channel, address, kept }: Way): boolean {
  if (!hasText(channel)) return true
  return isUntouched(channel, address, kept) && kept?.verifiedAt !== undefined
}

/** Kept as it stands here, so that a code can be sent to it. */
export function isKept({ channel, address, kept }: Way): boolean {
  return kept !== undefined && isUntouched(channel, address, kept)
}

export function moved(ways: readonly Way[], at: number, by: -1 | 1): readonly Way[] {
  const to = at + by
  const [one, other] = [ways[at], ways[to]]
  if (one === undefined || other === undefined) return ways
  return ways.with(at, other).with(to, one)
}

/** A name of its own, which is never one that another way has. */
export function added(ways: readonly Way[], channel: string): readonly Way[] {
  const taken = new Set(ways.map(({ id }) => id))
  const name = channel.replaceAll('_', '-')
  let id = name
  for (let n = 2; taken.has(id); n += 1) id = `${name}-${n}`
  return [...ways, { id, channel, address: '', enabled: true }]
}

const HOUR = 60

/** `22:00`, as fields of the browser take it. */
export function toClock(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / HOUR) % 24)}:${two(minutes % HOUR)}`
}

export function fromClock(text: string): number | undefined {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(text) ?? []
  return hours === undefined ? undefined : Number(hours) * HOUR + Number(minutes)
}
