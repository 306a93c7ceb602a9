// What a link is for, as whoever opened it reads it; nothing happens by looking.
import type { answerBodies } from '@muster/contract'
import {
  type BroadcastState,
  entriesFor,
  isSettled,
  type PageState,
  type Summons,
  toInstant,
  type Whistle,
} from '@muster/domain'
import type { z } from 'zod'
import { broadcastWords } from '../../mechanism/broadcasting/broadcast-words.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf, subjectStreamOf } from '../../mechanism/ids.ts'
import { namesFor } from '../../mechanism/names.ts'
import type { AnswerLink } from '../../mechanism/paging/answer-links.ts'
import { namesForMessage } from '../../mechanism/paging/message-names.ts'
import { wordsOf } from '../../mechanism/paging/words.ts'
import type { Language } from '../../mechanism/story/words.ts'
import { findAnswer } from '../../platform/event-store/find-answer.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { isOfBroadcast, onceOf, summonsOf, whistleOf } from './act-by-link.ts'

type Answerable = z.input<typeof answerBodies.answerable>

function waits(summons: Summons | undefined, { act, person }: AnswerLink): boolean {
  if (summons === undefined) return false
  if (act === 'sign')
    return !isSettled(summons) && summons.clocks.sign?.outcome === 'running' && !summons.dispute
  const attendance = summons.people[person]
  return attendance?.status === 'called_off' && attendance.acknowledged !== true
}

/** A return names the item of the list, and so the problem: not of a matter that is still kept confidential. */
function mayReturn(whistle: Whistle, { act }: AnswerLink): boolean {
  return act === 'sign' && whistle.policy?.confidential !== true
}

function choices(edge: Edge, whistle: Whistle, link: AnswerLink, language: Language) {
  const { registry } = edge
  const { problemType, place } = whistle.draft
  const now = toInstant(edge.now())
  const entries = entriesFor(registry.list(problemType), place.areas, now)
  const own = registry.directory.findOrganisation(link.department)
  const units = [...registry.directory.organisations()].filter(
    one => one.department === true && one.id !== link.department && one.district === own?.district,
  )
  const named = new Set<string>(entries.flatMap(({ lead, assisting }) => [lead, ...assisting]))
  return {
    listItems: entries.map(({ id, duty }) => ({ id, name: duty[language] })),
    // Those that the list names come first.
    units: units
      .toSorted((a, b) => Number(named.has(b.id)) - Number(named.has(a.id)))
      .map(({ id, name }) => ({ id, name: name[language] })),
  }
}

function stateOf(isOpen: boolean, isUsed: boolean): Answerable['state'] {
  if (isUsed) return 'used'
  return isOpen ? 'open' : 'over'
}

/** A rehearsal or an alarm: read, and said that one knows. */
async function viewBroadcastAnswer(
  edge: Edge,
  link: AnswerLink,
  language: Language,
): Promise<Answerable> {
  const key = streamOf('page', link.page)
  const about = subjectStreamOf(link.subject)
  const view = await edge.platform.executor.view([key, about])
  const page = view.state<PageState>(key)
  const broadcast = view.state<BroadcastState>(about)
  if (page.status === 'none' || broadcast.status === 'none')
    throw new ProblemError({ code: 'not_found' })
  const isUsed = page.status === 'settled' && page.settled === 'answered'
  const isOpen = page.status === 'open' && broadcast.status === 'running'
  const { title, text } = broadcastWords(edge, broadcast, { language, channel: 'link' })
  return {
    state: stateOf(isOpen, isUsed),
    acts: isOpen ? ['acknowledge'] : [],
    title,
    text,
    office: namesFor(edge, language, toInstant(edge.now())).office(link.office),
    needsLogIn: link.needsLogIn,
    listItems: [],
    units: [],
  }
}

export async function viewAnswer(
  edge: Edge,
  link: AnswerLink,
  language: Language,
): Promise<Answerable> {
  if (isOfBroadcast(link)) return viewBroadcastAnswer(edge, link, language)
  const whistle = await whistleOf(edge, link)
  const summons = summonsOf(whistle, link)
  const earlier = await findAnswer(edge.platform.db, onceOf(edge, link))
  const isOpen = earlier === undefined && waits(summons, link)
  const sign = summons?.clocks.sign
  const order = {
    act: link.act === 'sign' ? ('call' as const) : ('stand_down' as const),
    ...(summons === undefined ? {} : { department: summons.department, round: summons.round }),
    ...(sign === undefined ? {} : { dueAt: sign.dueAt }),
    gap: false,
    drill: whistle.drill,
    confidential: whistle.policy?.confidential === true,
  }
  const names = await namesForMessage(edge, [whistle], language)
  const isInvented = edge.platform.isDemo
  const { title, text } = wordsOf([{ order, whistle }], {
    names,
    language,
    // What a group may not read it may not read by the link either.
    channel: link.needsLogIn ? 'wecom' : 'link',
    isInvented,
  })
  const canReturn = isOpen && mayReturn(whistle, link)
  return {
    state: stateOf(isOpen, earlier !== undefined),
    acts: isOpen ? [link.act, ...(canReturn ? (['return'] as const) : [])] : [],
    title,
    text,
    office: names.office(link.office),
    needsLogIn: link.needsLogIn,
    ...(canReturn ? choices(edge, whistle, link, language) : { listItems: [], units: [] }),
  }
}
