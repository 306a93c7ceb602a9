// How a person can be reached 联系方式: their own ways in their own order, hours of quiet, and language.
import type { By } from '../access/actor.ts'
import { assertNever } from '../kernel/assert-never.ts'
import type { Id, PersonId, SealedText } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import type { PageStep } from '../paging/page.ts'
import type { QuietHours } from '../paging/quiet.ts'

export type WayId = Id<'way'>

/** The languages of messages. */
export type MessageLanguage = 'zh' | 'en'

/** One way to a person, by one channel. */
export interface Way {
  readonly id: WayId
  readonly channel: string
  readonly address: SealedText
  /** Switched off by the person, to be switched on again. */
  readonly enabled: boolean
  /** Since when it is known that messages there reach this person; before it none is sent there. */
  readonly verifiedAt?: Instant
}

/** A code was sent to an address, to see that it is the person's. */
export interface AskedCode {
  readonly way: WayId
  /** What the right code makes with a secret of the installation. */
  readonly proof: string
  readonly at: Instant
  readonly until: Instant
  readonly wrong: number
}

export interface Contacts {
  readonly status: 'kept'
  readonly person: PersonId
  /** In the order in which they are tried. */
  readonly ways: readonly Way[]
  readonly quiet?: QuietHours
  readonly language: MessageLanguage
  /** In an emergency all ways are used together, instead of one after the other. */
  readonly atOnce?: boolean
  readonly asked?: AskedCode
}

export type ContactState = { readonly status: 'none' } | Contacts

export const NO_CONTACTS: ContactState = { status: 'none' }

interface Stamp {
  readonly at: Instant
  readonly by: By
}

export type ContactEvent =
  | (Stamp & {
      readonly type: 'ContactsSet'
      readonly person: PersonId
      readonly ways: readonly Way[]
      readonly quiet?: QuietHours
      readonly language: MessageLanguage
      readonly atOnce?: boolean
    })
  | (Stamp & {
      readonly type: 'WayAsked'
      readonly way: WayId
      readonly proof: string
      readonly until: Instant
    })
  | (Stamp & { readonly type: 'WrongCodeGiven'; readonly way: WayId })
  | (Stamp & { readonly type: 'WayVerified'; readonly way: WayId })
  /** The provider says that nobody is there any more: a browser that unsubscribed, or was thrown away. */
  | (Stamp & { readonly type: 'WayLost'; readonly way: WayId })

/** So many wrong codes, and another one has to be sent. */
export const MOST_WRONG_CODES = 5

export const INBOX = 'inbox'
export const WEB_PUSH = 'web_push'
export const SMS = 'sms'

/** The way to the phone number that stands in the directory. */
export const DIRECTORY_PHONE = 'directory-phone'

function without({ asked: _, ...contacts }: Contacts): Contacts {
  return contacts
}

function changed(
  contacts: Contacts,
  event: Exclude<ContactEvent, { type: 'ContactsSet' }>,
): Contacts {
  switch (event.type) {
    case 'WayAsked': {
      const { way, proof, at, until } = event
      return { ...contacts, asked: { way, proof, at, until, wrong: 0 } }
    }
    case 'WrongCodeGiven': {
      const { asked } = contacts
      return asked ? { ...contacts, asked: { ...asked, wrong: asked.wrong + 1 } } : contacts
    }
    case 'WayVerified': {
      const { at } = event
      const ways = contacts.ways.map(way =>
        way.id === event.way ? { ...way, verifiedAt: at } : way,
      )
      return { ...without(contacts), ways }
    }
    case 'WayLost': {
      const rest = contacts.asked?.way === event.way ? without(contacts) : contacts
      return { ...rest, ways: contacts.ways.filter(({ id }) => id !== event.way) }
    }
    default:
      return assertNever(event)
  }
}

export function evolveContacts(state: ContactState, event: ContactEvent): ContactState {
  if (event.type !== 'ContactsSet') return state.status === 'none' ? state : changed(state, event)
  const { person, ways, quiet, language, atOnce } = event
  return {
    status: 'kept',
    person,
    ways,
    ...(quiet ? { quiet } : {}),
    language,
    ...(atOnce === true ? { atOnce } : {}),
  }
}

function ordered(ways: readonly PageStep[], channels: readonly string[] | undefined) {
  if (channels === undefined) return ways
  const named = channels.flatMap(channel => ways.filter(way => way.channel === channel))
  // A ladder that names channels which this person has none of still has to reach them.
  return named.length > 0 ? named : ways
}

/** A browser rings where it is open: whoever adds one has not given up the phone of the directory. */
function hasChosen(own: readonly PageStep[]): boolean {
  const besides = own.filter(({ channel }) => channel !== WEB_PUSH)
  return besides.length === own.length
    ? own.length > 0
    : besides.some(({ channel }) => channel !== INBOX)
}

/**
 * The ways to try for a person, in order: those that the ladder's channels name, else their own. Whoever set nothing
 * is tried by the phone of the directory; the inbox is everybody's and comes last.
 */
export function contactSteps(
  state: ContactState,
  has: { readonly directoryPhone: boolean },
  channels?: readonly string[],
): readonly PageStep[] {
  const own: PageStep[] =
    state.status === 'none'
      ? []
      : state.ways
          .filter(way => way.enabled && way.verifiedAt !== undefined)
          .map(({ id, channel }) => ({ channel, contact: id }))
  if (has.directoryPhone && !hasChosen(own)) {
    const last = own.findIndex(({ channel }) => channel === INBOX)
    own.splice(last < 0 ? own.length : last, 0, { channel: SMS, contact: DIRECTORY_PHONE })
  }
  if (!own.some(({ channel }) => channel === INBOX)) own.push({ channel: INBOX, contact: INBOX })
  return ordered(own, channels)
}
