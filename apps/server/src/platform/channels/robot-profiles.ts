// What the robots of the three group chats want to be told, and what they answer: payload, limits, signature, codes.
import { createHmac } from 'node:crypto'
import type { OutgoingMessage } from './channel.ts'
import { fitted, inBytes } from './fit.ts'

/** A robot's address: the hook, and the secret by which messages to it are signed, after `#`. */
export interface RobotAddress {
  readonly url: URL
  readonly secret: string | undefined
}

export interface RobotRequest {
  readonly url: URL
  readonly body: unknown
}

export interface RobotProfile {
  readonly code: string
  /** Messages in a minute to one robot. */
  readonly perMinute: number
  toRequest(address: RobotAddress, message: OutgoingMessage, now: number): RobotRequest
  /** The code inside an answer of status 200. */
  codeOf(answer: Readonly<Record<string, unknown>>): unknown
  readonly busy: ReadonlySet<unknown>
  /** The robot, its key or its rules refuse for good; all other codes may pass. */
  readonly final: ReadonlySet<unknown>
}

const OPEN_WORDS = { zh: '查看并办理', en: 'Open and answer' } as const

/** What would be markup becomes a letter that looks alike: words of people format nothing and call nobody. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '<': '＜',
  '>': '＞',
  '[': '［',
  ']': '］',
  '*': '＊',
  _: '＿',
  '`': '｀',
  '#': '＃',
  '~': '～',
  '|': '｜',
  '!': '！',
  '\\': '＼',
  '@': '＠',
}

export function asPlainMarkdown(text: string): string {
  return text.replaceAll(/[<>[\]*_`#~|!\\@]/g, mark => LOOKALIKES[mark] ?? mark)
}

/** A link in markdown ends at its bracket. */
function asTarget(link: string): string {
  return link.replaceAll('(', '%28').replaceAll(')', '%29').replaceAll(/\s/g, '')
}

/** WeCom 企业微信: markdown up to 4096 bytes. */
export const WECOM: RobotProfile = {
  code: 'wecom',
  perMinute: 20,
  toRequest: ({ url }, { title, text, link, language }) => {
    const head = `**${asPlainMarkdown(title)}**\n`
    const foot = link === undefined ? '' : `\n[${OPEN_WORDS[language]}](${asTarget(link)})`
    const room = 4096 - inBytes(head) - inBytes(foot)
    const content = `${head}${fitted(asPlainMarkdown(text), room, inBytes)}${foot}`
    return { url, body: { msgtype: 'markdown', markdown: { content } } }
  },
  codeOf: ({ errcode }) => errcode,
  busy: new Set([45009]),
  // Unknown hook, key not given or wrong, parameters or size refused.
  final: new Set([93000, 93004, 93008, 40001, 40058, 45002]),
}

/** DingTalk 钉钉: a card of 20,000 bytes; the signature stands in the address. */
export const DINGTALK: RobotProfile = {
  code: 'dingtalk',
  perMinute: 20,
  toRequest: ({ url, secret }, message, now) => {
    const signed = new URL(url)
    if (secret !== undefined) {
      const sign = createHmac('sha256', secret).update(`${now}\n${secret}`).digest('base64')
      signed.searchParams.set('timestamp', String(now))
      signed.searchParams.set('sign', sign)
    }
    return { url: signed, body: dingtalkBody(message) }
  },
  codeOf: ({ errcode }) => errcode,
  // -1: the service is busy; the other two: more than twenty a minute.
  busy: new Set([-1, 130101, 410100]),
  // Token, key word, signature or address not accepted; parameters refused.
  final: new Set([300001, 300005, 310000, 40035, 400013, 400101, 400102, 400105]),
}

function dingtalkBody({ title, text, link, language }: OutgoingMessage): unknown {
  const head = asPlainMarkdown(title)
  const words = `### ${head}\n\n${fitted(asPlainMarkdown(text), 15_000, inBytes).replaceAll('\n', '\n\n')}`
  if (link === undefined) return { msgtype: 'markdown', markdown: { title: head, text: words } }
  return {
    msgtype: 'actionCard',
    actionCard: {
      title: head,
      text: words,
      singleTitle: OPEN_WORDS[language],
      // Opened in the browser of the phone, not in a side bar without log-in.
      singleURL: `dingtalk://dingtalkclient/page/link?url=${encodeURIComponent(link)}&pc_slide=false`,
    },
  }
}

/** Feishu 飞书: a card of plain text, 20 KB; the signature stands in the body. */
export const FEISHU: RobotProfile = {
  code: 'feishu',
  perMinute: 100,
  toRequest: ({ url, secret }, message, now) => ({
    url,
    body: {
      ...(secret === undefined ? {} : feishuSignature(secret, Math.floor(now / 1000))),
      msg_type: 'interactive',
      card: feishuCard(message),
    },
  }),
  // Success is `code`; an older form of it is `StatusCode`.
  codeOf: ({ code, StatusCode }) => code ?? StatusCode,
  busy: new Set([11232]),
  // Hook unknown or stopped, signature, address or key word refused, request not understood.
  final: new Set([19001, 19002, 19005, 19021, 19022, 19024, 9499, 10208]),
}

function feishuSignature(secret: string, seconds: number) {
  // The text to be signed is the key here, and what is signed is empty.
  const sign = createHmac('sha256', `${seconds}\n${secret}`).digest('base64')
  return { timestamp: String(seconds), sign }
}

function feishuCard({ title, text, link, urgent, language }: OutgoingMessage): unknown {
  const plain = (content: string) => ({ tag: 'plain_text', content })
  const button = link && {
    tag: 'action',
    actions: [{ tag: 'button', text: plain(OPEN_WORDS[language]), url: link, type: 'primary' }],
  }
  return {
    config: { wide_screen_mode: true },
    header: { title: plain(fitted(title, 600, inBytes)), template: urgent ? 'red' : 'blue' },
    elements: [
      { tag: 'div', text: plain(fitted(text, 12_000, inBytes)) },
      ...(button === undefined ? [] : [button]),
    ],
  }
}

export const ROBOT_PROFILES: readonly RobotProfile[] = [WECOM, DINGTALK, FEISHU]
