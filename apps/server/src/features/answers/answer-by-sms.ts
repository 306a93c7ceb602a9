// A text message that answers: a key word and the code that was sent to that number.

import { type PersonId, toId } from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import type { AnswerKind, AnswerLink } from '../../mechanism/paging/answer-links.ts'
import { answerLinksOf } from '../../mechanism/paging/answerable.ts'
import { stepsOf } from '../../mechanism/paging/contacts.ts'
import type { Language } from '../../mechanism/story/words.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { actByLink } from './act-by-link.ts'

export interface Reply {
  readonly from: string
  readonly text: string
}

interface Read {
  readonly act: AnswerKind | 'either'
  readonly code: string
}

const KEY_WORDS: Readonly<Record<string, Read['act']>> = {
  '1': 'either',
  签收: 'sign',
  sign: 'sign',
  知悉: 'acknowledge',
  ok: 'acknowledge',
}

/** Phones add spaces and marks, and write digits full width. */
export function readReply(text: string): Read | undefined {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\s\p{P}\p{S}]/gu, '')
    .toLowerCase()
  const [, word = '', code] = /^(1|签收|知悉|sign|ok)(\d{6})$/.exec(plain) ?? []
  const act = KEY_WORDS[word]
  return act === undefined || code === undefined ? undefined : { act, code }
}

const WORDS = {
  zh: {
    done: { sign: '已签收，请按时到场。', acknowledge: '已确认，谢谢。' },
    not: '没有办成：可能已经办理过，或者不再需要。请登录查看。',
  },
  en: {
    done: { sign: 'Signed. Please come in time.', acknowledge: 'Confirmed, thank you.' },
    not: 'Not done: it may have been answered before, or is not needed any more. Please log in.',
  },
} as const satisfies Record<Language, { done: Record<AnswerKind, string>; not: string }>

const SENDING_MS = 10_000

/** Only to a number that sent the right code: nobody can make this server write to others. */
async function confirm(edge: Edge, link: AnswerLink, to: { from: string; isDone: boolean }) {
  const { registry, platform } = edge
  const { language } = stepsOf(registry, toId<PersonId>(link.person))
  const words = WORDS[language]
  const text = to.isDone ? words.done[link.act] : words.not
  const message = {
    key: `${link.hash}/answered`,
    to: to.from,
    title: text,
    text,
    urgent: false,
    tag: link.subject,
    language,
  }
  await platform.channels.find('sms')?.send(message, AbortSignal.timeout(SENDING_MS))
}

async function act(edge: Edge, link: AnswerLink): Promise<boolean> {
  try {
    return (await actByLink(edge, link, { act: link.act })).ok
  } catch (error) {
    if (error instanceof ProblemError) return false
    throw error
  }
}

export async function answerBySms(edge: Edge, { from, text }: Reply): Promise<void> {
  const read = readReply(text)
  if (read === undefined) return
  const link = await (await answerLinksOf(edge)).findByCode(from, read.code)
  if (link === undefined || (read.act !== 'either' && read.act !== link.act)) return
  const isDone = await act(edge, link)
  // The gateway waits for its own answer, not for this one.
  confirm(edge, link, { from, isDone }).catch(error =>
    edge.platform.log.error({ err: error }, 'an answer was not confirmed'),
  )
}
