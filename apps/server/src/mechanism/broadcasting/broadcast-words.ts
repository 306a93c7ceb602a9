// The words of what is said outside of whistles, by purpose, channel and language.
import type { Broadcast } from '@muster/domain'
import { toInstant } from '@muster/domain'
import { fitted, inCharacters } from '../../platform/channels/fit.ts'
import type { Edge } from '../edge.ts'
import { namesFor } from '../names.ts'
import { FRAMES, type WordsOfMessage } from '../paging/words.ts'
import { type Language, openWord } from '../story/words.ts'
import { ALARM_WORDS } from './alarm-words.ts'
import { noticeOf } from './roster-notices.ts'

export interface Saying {
  readonly language: Language
  readonly channel: string
  readonly link?: string
  readonly reply?: { readonly act: 'sign' | 'acknowledge'; readonly code: string }
}

interface Facts {
  /** Of whoever planned it. */
  readonly organisation: string
  readonly since: string
  /** Empty where it has no end. */
  readonly until: string
  /** What whoever planned it wrote, or the name of what raised the alarm. */
  readonly own: string
  readonly what: string
  /** What is new in a roster, as a sentence. */
  readonly notice: string
}

type Say = (facts: Facts) => string

interface PurposeWords {
  readonly title: Say
  readonly text: Say
  readonly sms: Say
}

const SMS = 'sms'
const LONGEST_OWN = { long: 500, sms: 40 } as const

const WORDS: Readonly<
  Record<Language, Readonly<Record<Broadcast['plan']['purpose'], PurposeWords>>>
> = {
  zh: {
    drill: {
      title: () => '通知演练：请确认收到',
      text: f =>
        `${f.organisation}组织通知演练，不必到场。\n请在 ${f.until} 前确认收到。${f.own === '' ? '' : `\n${f.own}`}`,
      sms: f => `${f.organisation}通知演练，不必到场，请在${f.until}前确认收到`,
    },
    canary: {
      title: () => '例行检测，不必处理',
      text: f => `系统在检测通知能否送达，不必处理。${f.since}`,
      sms: () => '例行检测，不必处理',
    },
    notice: {
      title: f => f.what,
      text: f => f.notice,
      sms: f => `${f.what}：${f.notice}`,
    },
    alarm: {
      title: f => `告警：${f.what}`,
      text: f =>
        `${f.what}${f.own === '' ? '' : `：${f.own}`}\n发现于 ${f.since}。请查看系统状态；有人确认后不再重复通知。`,
      sms: f => `告警：${f.what}${f.own === '' ? '' : `，${f.own}`}，${f.since}`,
    },
  },
  en: {
    drill: {
      title: () => 'Say that you got this',
      text: f =>
        `${f.organisation} rehearses being reached; nobody has to come.\nSay that you got this by ${f.until}.${f.own === '' ? '' : `\n${f.own}`}`,
      sms: f =>
        `${f.organisation} rehearses being reached; nobody has to come. Say that you got this by ${f.until}.`,
    },
    canary: {
      title: () => 'A routine check, nothing to do',
      text: f => `Muster checks whether messages arrive. Nothing to do. ${f.since}`,
      sms: () => 'A routine check, nothing to do.',
    },
    notice: {
      title: f => f.what,
      text: f => f.notice,
      sms: f => `${f.what}: ${f.notice}`,
    },
    alarm: {
      title: f => `Alarm: ${f.what}`,
      text: f =>
        `${f.what}${f.own === '' ? '' : `: ${f.own}`}\nFound ${f.since}. Look at the status page; nobody is told again once somebody knows.`,
      sms: f => `Alarm: ${f.what}${f.own === '' ? '' : `, ${f.own}`}, ${f.since}.`,
    },
  },
}

function ownWords(edge: Edge, { plan }: Broadcast, channel: string): string {
  const opened = plan.words === undefined ? '' : (edge.open(plan.words) ?? '')
  const most = channel === SMS ? LONGEST_OWN.sms : LONGEST_OWN.long
  return fitted(opened.replace(/\s+/g, ' ').trim(), most, inCharacters)
}

function factsOf(edge: Edge, broadcast: Broadcast, { language, channel }: Saying): Facts {
  const names = namesFor(edge, language, toInstant(edge.now()))
  const { plan, by, begunAt } = broadcast
  return {
    organisation: names.organisation(by.organisation),
    since: names.time(begunAt ?? plan.startsAt),
    until: plan.endsAt === undefined ? '' : names.time(plan.endsAt),
    own: ownWords(edge, broadcast, channel),
    what: openWord(ALARM_WORDS, plan.about?.kind ?? '', language),
    notice: '',
    ...(plan.purpose === 'notice' ? noticeOf(edge, plan, { language, names }) : {}),
  }
}

/** Marked before everything, so that no cut of a provider takes it away. */
export function broadcastWords(edge: Edge, broadcast: Broadcast, saying: Saying): WordsOfMessage {
  const { language, channel, link, reply } = saying
  const { purpose } = broadcast.plan
  const frame = FRAMES[language]
  const isInvented = edge.platform.isDemo
  const mark = `${isInvented ? frame.invented : ''}${purpose === 'drill' ? frame.drill : ''}`
  const words = WORDS[language][purpose]
  const facts = factsOf(edge, broadcast, saying)
  const answer = reply === undefined ? '' : frame.reply(reply.act, reply.code)
  const text = channel === SMS ? `${words.sms(facts)}${answer}` : words.text(facts)
  return {
    title: `${mark}${words.title(facts)}`,
    text: `${mark}${text}`,
    ...(link === undefined ? {} : { link }),
  }
}
