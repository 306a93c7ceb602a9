// Words for codes that a city or a channel may add to: what is not known is shown as it is.
import { type Say, useWords } from '../../i18n/words.ts'
import { reachWords } from './words.ts'

type Word = keyof (typeof reachWords.tables)['en']

function isWord(key: string): key is Word {
  return Object.hasOwn(reachWords.tables.en, key)
}

/** Channels that a server can have; a city may add others. */
export const CHANNEL_CODES = [
  'inbox',
  'email',
  'web_push',
  'sms',
  'webhook',
  'wecom',
  'dingtalk',
  'feishu',
] as const

export interface Coded {
  readonly channel: (code: string) => string
  readonly reason: (code: string) => string
  readonly act: (code: string) => string
  readonly say: Say<Word>
}

export function useCoded(): Coded {
  const say = useWords(reachWords)
  const wordOr = (key: string, otherwise: string) => (isWord(key) ? say(key) : otherwise)
  return {
    say,
    channel: code => wordOr(`channel_${code}`, code),
    reason: code => wordOr(`reason_${code}`, say('otherReason', { code })),
    act: code => wordOr(`act_${code}`, code),
  }
}
