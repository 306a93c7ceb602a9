// The words of a message: by act, channel and language, from what stands on the whistle and nothing else.
import {
  isSettled,
  type SealedText,
  type Summons,
  type Whistle,
  type WhistleOrder,
} from '@muster/domain'
import { fitted, inCharacters } from '../../platform/channels/fit.ts'
import type { Outage } from '../outages.ts'
import type { Names } from '../story/say.ts'
import { KIND_WORDS, type Language, openWord } from '../story/words.ts'
import type { FrameWords, MessageFacts, MessageWords } from './message-words.ts'
import { EN, EN_FRAME } from './words-en.ts'
import { ZH, ZH_FRAME } from './words-zh.ts'

/** What a message is about; a page's order has all of it, and a preview makes it up. */
export type Told = Pick<
  WhistleOrder,
  'act' | 'department' | 'round' | 'clock' | 'dueAt' | 'gap' | 'drill' | 'confidential'
>

export interface ToldPage {
  readonly order: Told
  readonly whistle: Whistle
}

export interface Telling {
  /** `text` opens the words of the matter as they may be sent on: without what leads to a reporter. */
  readonly names: Names
  readonly language: Language
  readonly channel: string
  /** Muster was away when it should have been said. */
  readonly outage?: Outage
  /** People and matters are made up: the demo city. */
  readonly isInvented: boolean
  /** Where it is answered. */
  readonly link?: string
  /** By what a text message is answered. */
  readonly reply?: { readonly act: 'sign' | 'acknowledge'; readonly code: string }
}

export interface WordsOfMessage {
  readonly title: string
  readonly text: string
  readonly link?: string
}

const WORDS: Readonly<Record<Language, MessageWords>> = { zh: ZH, en: EN }
export const FRAMES: Readonly<Record<Language, FrameWords>> = { zh: ZH_FRAME, en: EN_FRAME }

/** Read by a whole group. */
const ROBOTS: ReadonlySet<string> = new Set(['wecom', 'dingtalk', 'feishu'])

const SMS = 'sms'
const SUBJECT_IN_SMS = { zh: 16, en: 36 } as const satisfies Record<Language, number>
const LONGEST_TITLE = 80
const LONGEST_ASK = 500
const MOST_LISTED = 10

function summonsOf({ order, whistle }: ToldPage): Summons | undefined {
  return order.department === undefined ? undefined : whistle.summonses[order.department]
}

/**
 * A confidential whistle names its target to nobody before that department's people are there, and never in a group
 * (rule 23): a message lies open on a table and goes through other hands.
 */
function mayNameTarget(told: ToldPage, channel: string): boolean {
  if (!(told.order.confidential || told.whistle.policy?.confidential === true)) return true
  return summonsOf(told)?.arrived === true && !ROBOTS.has(channel)
}

function opened({ names }: Telling, sealed: SealedText | undefined): string {
  return (sealed === undefined ? undefined : names.text(sealed))?.replace(/\s+/g, ' ').trim() ?? ''
}

function subjectOf({ whistle }: ToldPage, telling: Telling, mayName: boolean): string {
  const { language, channel } = telling
  const frame = FRAMES[language]
  const kind = whistle.policy?.name[language] ?? openWord(KIND_WORDS, whistle.kindCode, language)
  if (!mayName) return channel === SMS ? kind : frame.confidential(kind)
  const most = channel === SMS ? SUBJECT_IN_SMS[language] : LONGEST_TITLE
  const title = fitted(opened(telling, whistle.draft.title), most, inCharacters)
  return title === '' ? kind : frame.quoted(title)
}

export function factsOf(told: ToldPage, telling: Telling): MessageFacts {
  const { order, whistle } = told
  const { names, channel } = telling
  const mayName = mayNameTarget(told, channel)
  const summons = summonsOf(told)
  const { assembly } = whistle.draft
  const rightUnit = summons?.dispute?.rightUnit
  return {
    caller: names.organisation(whistle.caller.organisation),
    subject: subjectOf(told, telling, mayName),
    department: order.department === undefined ? '' : names.organisation(order.department),
    clock: order.clock,
    due: order.dueAt === undefined ? '' : names.time(order.dueAt),
    assembly: [names.time(assembly.at), opened(telling, assembly.place)].join(' ').trim(),
    ask:
      mayName && summons
        ? fitted(opened(telling, summons.ask.text), LONGEST_ASK, inCharacters)
        : '',
    rightUnit: mayName && rightUnit !== undefined ? names.organisation(rightUnit) : '',
    next: whistle.nextSessionAt === undefined ? '' : names.time(whistle.nextSessionAt),
    status: summons && isSettled(summons) ? summons.status : undefined,
  }
}

/** Before everything, so that no cut of a provider takes it away. */
function markOf(all: readonly ToldPage[], { language, isInvented }: Telling): string {
  const frame = FRAMES[language]
  const isDrill = all.some(({ order, whistle }) => order.drill || whistle.drill)
  return `${isInvented ? frame.invented : ''}${isDrill ? frame.drill : ''}`
}

function aboutOutage({ outage, names, language }: Telling): string {
  if (outage === undefined) return ''
  type At = Parameters<Names['time']>[0]
  return FRAMES[language].outage(names.time(outage.from as At), names.time(outage.to as At))
}

function single(told: ToldPage, telling: Telling): WordsOfMessage {
  const { language, channel, link, reply } = telling
  const frame = FRAMES[language]
  const words = WORDS[language][told.order.act]
  const facts = factsOf(told, telling)
  const mark = markOf([told], telling)
  const title = `${mark}${words.title(facts)}`
  const late = aboutOutage(telling)
  if (channel === SMS) {
    const answer = reply === undefined ? '' : frame.reply(reply.act, reply.code)
    const gap = told.order.gap ? frame.gapSms : ''
    const said = `${words.sms(facts).trim()}${answer}`
    return { title, text: `${mark}${gap}${late}${said}`, ...(link ? { link } : {}) }
  }
  const parts = [late, words.text(facts), told.order.gap ? frame.gap : '']
  const text = `${mark}${parts.filter(part => part !== '').join('\n')}`
  return { title, text, ...(link ? { link } : {}) }
}

/** Several that wait for one person: a sentence each, and why they come together. */
function bundle(all: readonly ToldPage[], telling: Telling): WordsOfMessage {
  const { language, link } = telling
  const frame = FRAMES[language]
  const mark = markOf(all, telling)
  const listed = all.slice(0, MOST_LISTED).map((told, index) => {
    // One of several may be a drill while another is not.
    const own = told.order.drill ? frame.drill : ''
    const sentence = WORDS[language][told.order.act].sms(factsOf(told, telling)).trim()
    return frame.item(index + 1, `${own}${sentence}`)
  })
  const more = all.length > MOST_LISTED ? frame.more : ''
  const text = [aboutOutage(telling), ...listed, more].filter(part => part !== '').join('\n')
  return {
    title: `${mark}${frame.several(all.length)}`,
    text: `${mark}${text}`,
    ...(link ? { link } : {}),
  }
}

/** Title, words and link of the message that carries these pages to one person by one channel. */
export function wordsOf(all: readonly ToldPage[], telling: Telling): WordsOfMessage {
  const [first, ...others] = all
  if (first === undefined) return { title: '', text: '' }
  return others.length === 0 ? single(first, telling) : bundle(all, telling)
}
