// Whether a page can be answered from where it is read, and the link by which it is.
import {
  type Appointment,
  type OrganisationId,
  type Page,
  type PageAct,
  type PageOrder,
  type PersonId,
  subjectIdOf,
  toInstant,
} from '@muster/domain'
import type { Platform } from '../../platform/feature.ts'
import { isHeld } from '../directory.ts'
import type { Edge } from '../edge.ts'
import { districtOf } from '../ids.ts'
import { type AnswerKind, type AnswerLinks, createAnswerLinks } from './answer-links.ts'

/** Nothing is asked of whoever reads these. */
const NOT_ANSWERED: ReadonlySet<string> = new Set(['canary', 'notice'])

const CALLS: ReadonlySet<PageAct> = new Set<PageAct>(['call', 'urge', 'page'])

/** Read by a whole group: a link in it is of use only to the person, logged in. */
const GROUPS: ReadonlySet<string> = new Set(['wecom', 'dingtalk', 'feishu'])

export function answerOf(order: PageOrder): AnswerKind | undefined {
  // Of a rehearsal and of an alarm it is enough to say that one knows.
  if (order.broadcast !== undefined) return NOT_ANSWERED.has(order.act) ? undefined : 'acknowledge'
  const { act, clock, department } = order
  if (department === undefined) return undefined
  if (act === 'stand_down') return 'acknowledge'
  return CALLS.has(act) && clock === 'sign' ? 'sign' : undefined
}

/** The office of the person in that organisation or a part of it; who speaks for the desk comes first. */
const BY_RANK = ['duty', 'officer', 'deputy', 'head'] as const

export function officeWithin(
  { registry, now }: Pick<Edge, 'registry' | 'now'>,
  person: PersonId,
  department: OrganisationId,
): string | undefined {
  const { directory } = registry
  const at = toInstant(now())
  const held = directory
    .appointmentsOf(person)
    .filter((one: Appointment) => isHeld(one, at) && directory.holdsOffice(person, one.office, at))
    .flatMap(one => directory.findOffice(one.office) ?? [])
    .filter(office => directory.within(office.organisation).includes(department))
  const ranked = held.toSorted((a, b) => BY_RANK.indexOf(a.rank) - BY_RANK.indexOf(b.rank))
  return ranked[0]?.id
}

const links = new WeakMap<Platform, Promise<AnswerLinks>>()

/** One for each server. */
export function answerLinksOf({ platform, now }: Edge): Promise<AnswerLinks> {
  const known = links.get(platform)
  if (known !== undefined) return known
  const made = platform
    .loadSecret('answer-numbers')
    .then(secret => createAnswerLinks({ db: platform.db, now, secret }))
  links.set(platform, made)
  return made
}

/** The page on which a message is answered; people of a text message type it, so it is short. */
export const ANSWER_PATH = '/a'

export interface Answerable {
  readonly link?: string
  readonly reply?: { readonly act: AnswerKind; readonly code: string }
}

export interface Sent {
  readonly page: Page
  readonly id: string
  readonly attempt: number
}

/** Nothing where it cannot be answered so, or where nobody said at which address people find this server. */
export async function answerableBy(
  edge: Edge,
  { page, id, attempt }: Sent,
  to: { readonly channel: string; readonly address: string },
): Promise<Answerable> {
  const { order } = page
  const { publicUrl, channels } = edge.platform
  const act = answerOf(order)
  const department = order.broadcast === undefined ? order.department : order.organisation
  if (act === undefined || department === undefined) return {}
  const office = officeWithin(edge, order.person, department)
  const isSms = to.channel === 'sms'
  const takesReplies = isSms && channels.sms?.replies !== undefined
  if (office === undefined || (publicUrl === undefined && !takesReplies)) return {}
  const made = await (await answerLinksOf(edge)).make({
    district: districtOf(id),
    subject: subjectIdOf(order),
    department,
    round: order.round ?? 1,
    person: order.person,
    office,
    act,
    needsLogIn: GROUPS.has(to.channel),
    page: id,
    attempt,
    ...(takesReplies ? { number: to.address } : {}),
  })
  // A text message that can be answered by one stays short.
  if (made.code !== undefined) return { reply: { act, code: made.code } }
  return publicUrl === undefined ? {} : { link: `${publicUrl}${ANSWER_PATH}#${made.secret}` }
}
