// News of a roster to those whom it concerns: a swap asked for, agreed, declined or taken back; a gap or overlap ahead.
import {
  type AlarmSubject,
  type BroadcastAudience,
  type BroadcastId,
  type BroadcastPlan,
  type Context,
  coverage,
  DAY,
  type DutyRoster,
  decideBroadcast,
  type Finding,
  type Instant,
  NO_BROADCAST,
  type Period,
  type PersonId,
  type RecordedSwap,
  type RosterEvent,
  type RosterState,
  SYSTEM,
  shift,
  toId,
  toInstant,
} from '@muster/domain'
import type { OutgoingJob, StreamKey, StreamWrite } from '../../platform/event-store/types.ts'
import type { Edge } from '../edge.ts'
import { LAYER_WORDS, sentenceOf } from '../finding-words.ts'
import type { Names } from '../story/say.ts'
import type { Language } from '../story/words.ts'
import { BROADCAST_QUEUES } from './broadcast-commands.ts'

type SwapNews = 'swap_asked' | 'swap_agreed' | 'swap_declined' | 'swap_withdrawn'

const NEWS: Readonly<Partial<Record<RosterEvent['type'], SwapNews>>> = {
  SwapProposed: 'swap_asked',
  SwapAgreed: 'swap_agreed',
  SwapDeclined: 'swap_declined',
  SwapWithdrawn: 'swap_withdrawn',
}

/** Of no use any more a day later; whoever is left alone until morning still hears of it. */
const LASTS = DAY

interface Told {
  readonly writes: readonly StreamWrite[]
  readonly jobs: readonly OutgoingJob[]
}

const NOBODY: Told = { writes: [], jobs: [] }

function swapIn(roster: DutyRoster, event: RosterEvent): RecordedSwap | undefined {
  if (!('swap' in event)) return undefined
  const id = typeof event.swap === 'string' ? event.swap : event.swap.id
  return roster.proposed.find(swap => swap.id === id)
}

/** Whoever did not do it themselves: both, where somebody else did it for them. */
function audienceOf(swap: RecordedSwap, event: RosterEvent): readonly PersonId[] {
  const { asks, asked } = swap
  const told = event.type === 'SwapProposed' || event.type === 'SwapWithdrawn' ? asked : asks
  const other = told === asks ? asked : asks
  return event.by.person === other ? [told] : [told, other]
}

export function planNotice(
  id: string,
  about: AlarmSubject,
  { audiences, at }: { readonly audiences: readonly BroadcastAudience[]; readonly at: Instant },
): BroadcastPlan {
  return {
    id: toId<BroadcastId>(id),
    purpose: 'notice',
    audiences,
    startsAt: at,
    endsAt: shift(at, LASTS),
    emergency: false,
    about,
  }
}

/** What was done to a roster, and what it is now. */
interface Happened {
  readonly roster: RosterState
  readonly events: readonly RosterEvent[]
  readonly context: Context
}

/** In the transaction of the act itself. */
export function tellOfSwap(stream: StreamKey, { roster, events, context }: Happened): Told {
  const event = events.findLast(({ type }) => NEWS[type] !== undefined)
  const kind = event && NEWS[event.type]
  const swap = event && roster.status !== 'none' ? swapIn(roster, event) : undefined
  if (event === undefined || kind === undefined || swap === undefined || roster.status === 'none')
    return NOBODY
  const { organisation } = roster
  const audiences = audienceOf(swap, event)
    .filter(person => person !== event.by.person)
    .map((person): BroadcastAudience => ({ kind: 'person', organisation, person }))
  if (audiences.length === 0) return NOBODY
  const about = { kind, source: `${roster.id}#${swap.id}` }
  const plan = planNotice(stream.id, about, { audiences, at: event.at })
  const asSystem = { ...context, actor: SYSTEM }
  const decided = decideBroadcast(NO_BROADCAST, { type: 'PlanBroadcast', plan }, asSystem)
  if (!decided.ok) return NOBODY
  return {
    writes: [{ stream, events: decided.events }],
    jobs: [{ queue: BROADCAST_QUEUES.calm, data: { broadcast: stream.id } }],
  }
}

const TITLES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  swap_asked: { zh: '有人请您换班', en: 'Somebody asks you to swap duty' },
  swap_agreed: { zh: '换班已同意', en: 'Your swap was agreed to' },
  swap_declined: { zh: '换班未获同意', en: 'Your swap was declined' },
  swap_withdrawn: { zh: '换班申请已撤回', en: 'A swap was taken back' },
  roster_finding: { zh: '值班表有问题', en: 'Something is wrong with the roster' },
  browser_lost: {
    zh: '一个浏览器不再接收推送',
    en: 'A browser is not told any more',
  },
}

const LOST: Readonly<Record<Language, string>> = {
  zh: '推送服务回复：您的一个浏览器已取消订阅，今后不再向它推送；其他通知方式不变。如仍要用它接收，请在该浏览器中重新开启推送。',
  en: 'Its push service says that one of your browsers has unsubscribed, so it is not told any more; your other ways stay as they are. Switch messages on again in that browser if you want them there.',
}

interface Saying {
  readonly language: Language
  readonly names: Names
}

interface Notice {
  readonly what: string
  readonly notice: string
}

/** What stands in the roster now, so that nobody reads what is not so any more. */
export function noticeOf(edge: Edge, { about }: BroadcastPlan, saying: Saying): Notice {
  const { kind = '', source = '' } = about ?? {}
  const what = TITLES[kind]?.[saying.language] ?? kind
  if (kind === 'browser_lost') return { what, notice: LOST[saying.language] }
  const [id = '', detail = ''] = source.split('#')
  const roster = edge.registry.rosters.find(id)
  if (roster === undefined) return { what, notice: what }
  const sentence =
    kind === 'roster_finding'
      ? findingSentence(edge, roster, detail, saying)
      : swapSentence(roster, detail, { ...saying, kind })
  return { what, notice: sentence ?? what }
}

function span({ from, until }: Period, { names }: Saying): string {
  return `${names.time(from)}–${names.time(until)}`
}

function swapSentence(
  roster: DutyRoster,
  id: string,
  { kind, ...saying }: Saying & { readonly kind: string },
): string | undefined {
  const swap = roster.proposed.find(one => one.id === id)
  if (swap === undefined) return undefined
  const { names, language } = saying
  const [asks, asked] = [names.person(swap.asks), names.person(swap.asked)]
  const layer = LAYER_WORDS[swap.layer][language]
  const [gives, takes] = [span(swap.gives, saying), swap.takes && span(swap.takes, saying)]
  const isZh = language === 'zh'
  const returned = isZh ? `，${takes}由${asks}值` : `; ${asks} takes ${takes}`
  const back = takes === undefined ? '' : returned
  const wanted = isZh
    ? `${asks}请${asked}值${gives}的${layer}${back}`
    : `${asks} asks ${asked} to be ${layer} ${gives}${back}`
  const outcome: Readonly<Record<string, string>> = isZh
    ? {
        swap_asked: '请答复。',
        swap_agreed: '已同意，现已生效。',
        swap_declined: '未获同意。',
        swap_withdrawn: '已撤回。',
      }
    : {
        swap_asked: 'Please answer.',
        swap_agreed: 'Agreed: it counts from now.',
        swap_declined: 'Declined.',
        swap_withdrawn: 'Taken back.',
      }
  return `${wanted}${isZh ? '：' : '. '}${outcome[kind] ?? ''}`
}

/** By kind, layer and when it ends. */
export function nameOfFinding(finding: Finding): string {
  const layer = finding.kind === 'two_layers' ? finding.layers.join('+') : finding.layer
  return `${finding.kind}.${layer}.${finding.until}`
}

function findingSentence(
  edge: Edge,
  roster: DutyRoster,
  name: string,
  { language }: Saying,
): string | undefined {
  const until = Number(name.split('.').at(-1))
  const now = toInstant(edge.now())
  if (!(now < until)) return undefined
  const period = { from: now, until: toInstant(until) }
  const finding = coverage(roster, period, edge.registry.calendar).find(
    one => nameOfFinding(one) === name,
  )
  const organisation = edge.registry.directory.findOrganisation(roster.organisation)?.name
  return finding && sentenceOf(finding, organisation)[language]
}
