// What one person is to be told, and by which ways: as contacts, quiet hours and channels are at this moment.
import {
  type PageId,
  type PageOrder,
  type PageRequest,
  type PageStep,
  policyOf,
  quietUntil,
  type Reached,
  toInstant,
  type Whistle,
} from '@muster/domain'
import type { Registry } from '../registry.ts'
import { stepsOf } from './contacts.ts'
import { INBOX } from './page-commands.ts'

/** The channels of this installation, as they are set up now. */
export interface Ways {
  /** Whether a channel is set up here. */
  readonly carries: (channel: string) => boolean
  /** Whether its provider says later that a message arrived. */
  readonly hasReceipts: (channel: string) => boolean
}

const INBOX_STEP: PageStep = { channel: INBOX, contact: INBOX }

/** Channels that nobody has set up are passed over; the inbox is always there. */
export function waysOf(steps: readonly PageStep[], carries: Ways['carries']): readonly PageStep[] {
  const open = steps.filter(({ channel }) => channel === INBOX || carries(channel))
  return open.length > 0 ? open : [INBOX_STEP]
}

/** A provider that would say so and says nothing has not brought it. */
const RECEIPT_WITHIN_MS = 120_000

export function withReceipts(
  steps: readonly PageStep[],
  { hasReceipts }: Pick<Ways, 'hasReceipts'>,
): readonly PageStep[] {
  return steps.map(step =>
    hasReceipts(step.channel) ? { ...step, receiptWithinMs: RECEIPT_WITHIN_MS } : step,
  )
}

export interface Asked {
  readonly id: PageId
  readonly whistle: Whistle
  readonly request: PageRequest
  readonly now: number
}

type Known = Pick<Registry, 'directory' | 'contactsOf' | 'calendar'>

export function orderFor(
  { id, whistle, request, now }: Asked,
  reached: Reached,
  { registry, ways }: { readonly registry: Known; readonly ways: Ways },
): PageOrder {
  const { audience: _audience, key: _key, channels, ...rest } = request
  const { person, organisation, layer, why, gap } = reached
  const { steps, quiet, atOnce } = stepsOf(registry, person, channels)
  const at = toInstant(now)
  const notBefore =
    quiet && !request.emergency ? quietUntil(quiet, at, registry.calendar) : undefined
  return {
    ...rest,
    id,
    whistle: whistle.id,
    person,
    organisation,
    ...(layer === undefined ? {} : { layer }),
    why,
    gap,
    steps: withReceipts(waysOf(steps, ways.carries), ways),
    ...(atOnce && request.emergency ? { atOnce } : {}),
    drill: whistle.drill,
    confidential: whistle.policy !== undefined && policyOf(whistle).confidential,
    ...(notBefore === undefined ? {} : { notBefore }),
  }
}
