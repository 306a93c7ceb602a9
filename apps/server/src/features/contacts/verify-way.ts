// The code that proves an address: made here, sent by the channel itself, kept only as what a secret makes of it.
import { createHmac, randomInt } from 'node:crypto'
import type { MessageLanguage } from '@muster/domain'
import type { Channel } from '../../platform/channels/channel.ts'

const DIGITS = 6

export function makeCode(): string {
  return String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0')
}

/** Six digits are soon guessed from a bare hash: the secret of the installation goes in. */
export function proofOf(secret: Uint8Array, of: { person: string; way: string; code: string }) {
  const { person, way, code } = of
  return createHmac('sha256', secret).update(`${person}\n${way}\n${code}`).digest('base64url')
}

const WORDS = {
  zh: (code: string) => ({
    title: '吹哨报到验证码',
    text: `验证码 ${code}，十分钟内有效。不是您本人操作请忽略。`,
  }),
  en: (code: string) => ({
    title: 'Muster code',
    text: `Your code is ${code}. It counts for ten minutes. If this was not you, ignore it.`,
  }),
} as const

const PATIENCE_MS = 15_000

export interface CodeMessage {
  readonly to: string
  readonly code: string
  readonly key: string
  readonly language: MessageLanguage
}

/** Whether the channel took it. */
export async function sendCode(channel: Channel, message: CodeMessage): Promise<boolean> {
  const { to, code, key, language } = message
  const sent = await channel.send(
    { key, to, ...WORDS[language](code), urgent: true, tag: 'code', language },
    AbortSignal.timeout(PATIENCE_MS),
  )
  return sent.ok
}
