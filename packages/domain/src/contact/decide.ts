// Keeping one's ways of contact: nobody writes another's, and an address counts once a code has come back from it.
import { BY_SYSTEM, isSystem } from '../access/actor.ts'
import type { Context } from '../access/rules.ts'
import type { Standing } from '../access/standing.ts'
import { assertNever } from '../kernel/assert-never.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import type { PersonId, SealedText } from '../kernel/ids.ts'
import { type Instant, MINUTE } from '../kernel/time.ts'
import type { QuietHours } from '../paging/quiet.ts'
import {
  type ContactEvent,
  type ContactState,
  type Contacts,
  type MessageLanguage,
  MOST_WRONG_CODES,
  type Way,
  type WayId,
} from './contact.ts'

/** A way as it is asked for; `provesItself` where the channel gave the address out itself. */
export interface WantedWay extends Omit<Way, 'verifiedAt'> {
  readonly provesItself: boolean
}

export type ContactCommand =
  | {
      readonly type: 'SetContacts'
      readonly person: PersonId
      readonly ways: readonly WantedWay[]
      readonly quiet?: QuietHours
      readonly language: MessageLanguage
      readonly atOnce?: boolean
    }
  | {
      readonly type: 'AskWay'
      readonly way: WayId
      readonly proof: string
      readonly until: Instant
    }
  | { readonly type: 'GiveCode'; readonly way: WayId; readonly proof: string }
  /** As they were elsewhere, brought in with a city. */
  | { readonly type: 'TakeOverContacts'; readonly contacts: Omit<Contacts, 'status' | 'asked'> }
  /** `address`: the one that is gone; whoever set another one meanwhile keeps it. */
  | { readonly type: 'LoseWay'; readonly way: WayId; readonly address: SealedText }

type Of<T extends ContactCommand['type']> = Extract<ContactCommand, { readonly type: T }>

function isOwner({ actor }: Context, owner: PersonId): Standing {
  if (isSystem(actor)) return refuse('not_for_the_system', 3)
  const { person, office, organisation } = actor
  if (person !== owner) return refuse('not_your_contacts', 2)
  return { ok: true, by: { person, office, organisation } }
}

/** An address that stays is still known to be the person's. */
function kept(state: ContactState, wanted: WantedWay): Instant | undefined {
  const known = state.status === 'kept' ? state.ways.find(way => way.id === wanted.id) : undefined
  const isSame = known?.channel === wanted.channel && known.address === wanted.address
  return isSame ? known.verifiedAt : undefined
}

function set(
  state: ContactState,
  command: Of<'SetContacts'>,
  context: Context,
): Decision<ContactEvent> {
  const standing = isOwner(context, command.person)
  if (!standing.ok) return standing
  const { person, quiet, language, atOnce } = command
  if (new Set(command.ways.map(({ id }) => id)).size < command.ways.length)
    return refuse('way_twice', 0, { field: 'ways' })
  const { now: at } = context
  const ways = command.ways.map((wanted): Way => {
    const { id, channel, address, enabled, provesItself } = wanted
    const verifiedAt = kept(state, wanted) ?? (provesItself ? at : undefined)
    return { id, channel, address, enabled, ...(verifiedAt === undefined ? {} : { verifiedAt }) }
  })
  const stamp = { at, by: standing.by }
  return accept({
    type: 'ContactsSet',
    ...stamp,
    person,
    ways,
    ...(quiet ? { quiet } : {}),
    language,
    ...(atOnce === true ? { atOnce } : {}),
  })
}

function findWay(contacts: Contacts, id: WayId): Way | undefined {
  return contacts.ways.find(way => way.id === id)
}

function ask(contacts: Contacts, command: Of<'AskWay'>, context: Context): Decision<ContactEvent> {
  const standing = isOwner(context, contacts.person)
  if (!standing.ok) return standing
  const way = findWay(contacts, command.way)
  if (!way) return refuse('unknown_way', 0, { field: 'way' })
  if (way.verifiedAt !== undefined) return refuse('way_verified', 0)
  const { now: at } = context
  // Nobody floods an address, theirs or not.
  if (contacts.asked && at < contacts.asked.at + MINUTE) return refuse('code_just_sent', 0)
  const { proof, until } = command
  return accept({ type: 'WayAsked', at, by: standing.by, way: way.id, proof, until })
}

function give(
  contacts: Contacts,
  { way, proof }: Of<'GiveCode'>,
  context: Context,
): Decision<ContactEvent> {
  const standing = isOwner(context, contacts.person)
  if (!standing.ok) return standing
  if (!findWay(contacts, way)) return refuse('unknown_way', 0, { field: 'way' })
  const { asked } = contacts
  const { now: at } = context
  const isOpen = asked?.way === way && at < asked.until && asked.wrong < MOST_WRONG_CODES
  if (!isOpen) return refuse('code_over', 0)
  const stamp = { at, by: standing.by, way }
  return accept({ type: asked.proof === proof ? 'WayVerified' : 'WrongCodeGiven', ...stamp })
}

function takeOver(
  state: ContactState,
  { contacts }: Of<'TakeOverContacts'>,
  { actor, now: at }: Context,
): Decision<ContactEvent> {
  if (!isSystem(actor)) return refuse('only_the_system', 3)
  if (state.status !== 'none') return accept()
  return accept({ type: 'ContactsSet', at, by: BY_SYSTEM, ...contacts })
}

function lose(
  contacts: Contacts,
  { way, address }: Of<'LoseWay'>,
  { actor, now: at }: Context,
): Decision<ContactEvent> {
  if (!isSystem(actor)) return refuse('only_the_system', 3)
  if (findWay(contacts, way)?.address !== address) return refuse('unknown_way', 0)
  return accept({ type: 'WayLost', at, by: BY_SYSTEM, way })
}

export function decideContacts(
  state: ContactState,
  command: ContactCommand,
  context: Context,
): Decision<ContactEvent> {
  if (command.type === 'SetContacts') return set(state, command, context)
  if (command.type === 'TakeOverContacts') return takeOver(state, command, context)
  if (state.status === 'none') return refuse('unknown_way', 0, { field: 'way' })
  switch (command.type) {
    case 'AskWay':
      return ask(state, command, context)
    case 'GiveCode':
      return give(state, command, context)
    case 'LoseWay':
      return lose(state, command, context)
    default:
      return assertNever(command)
  }
}
