// SMS through whatever gateway a city has: the operator writes down what it wants to be asked and what it answers.
import type { Json } from '../event-store/types.ts'
import type { OutgoingFetch } from '../outgoing/outgoing.ts'
import type { Channel, OutgoingMessage, Sent } from './channel.ts'
import { fitted, inCharacters } from './fit.ts'
import type { SmsSettings } from './settings.ts'
import { BAD_ADDRESS, failed, refusedWith, troubleOf } from './trouble.ts'

/** A number as people write it; with or without the country. */
const NUMBER = /^\+?\d{6,15}$/

export function createSms(settings: SmsSettings, fetch: OutgoingFetch): Channel {
  return {
    code: 'sms',
    hasReceipts: settings.receipts !== undefined && settings.receipt !== undefined,
    isIdempotent: settings.isIdempotent,
    send: async (message, signal) => {
      const to = message.to.replaceAll(/[\s()-]/g, '')
      if (!NUMBER.test(to)) return BAD_ADDRESS
      const { url, init } = toRequest(settings, { ...message, to })
      try {
        const answer = await fetch(url, { ...init, redirect: 'error', signal })
        if (answer.ok) return judge(settings, await answer.text())
        await answer.body?.cancel()
        return refusedWith(answer.status)
      } catch (error) {
        return troubleOf(error, signal)
      }
    },
  }
}

/** One line: the words are cut where they must be, the link and the signature never. */
export function smsText(
  { signature, mostCharacters }: Pick<SmsSettings, 'signature' | 'mostCharacters'>,
  { text, link }: Pick<OutgoingMessage, 'text' | 'link'>,
): string {
  const foot = link === undefined ? '' : ` ${link}`
  const room = mostCharacters - signature.length - foot.length
  return `${signature}${fitted(text.replaceAll(/\s+/g, ' ').trim(), room, inCharacters)}${foot}`
}

type Filling = Readonly<Record<string, string>>

function toRequest(settings: SmsSettings, message: OutgoingMessage) {
  const { method, headers, query = {}, json, form } = settings
  const filling: Filling = {
    to: message.to,
    text: smsText(settings, message),
    title: message.title,
    key: message.key,
    language: message.language,
  }
  const url = new URL(settings.url)
  for (const [name, value] of Object.entries(query))
    url.searchParams.set(name, filled(value, filling))
  const sent = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, filled(value, filling)]),
  )
  if (json !== undefined) {
    const body = JSON.stringify(filledJson(json, filling))
    const type = { 'content-type': 'application/json; charset=utf-8' }
    return { url, init: { method, headers: { ...type, ...sent }, body } }
  }
  const fields = Object.entries(form ?? {}).map(
    ([name, value]) => [name, filled(value, filling)] as [string, string],
  )
  const body = form === undefined ? {} : { body: new URLSearchParams(fields) }
  return { url, init: { method, headers: sent, ...body } }
}

/** Once over the template: what was filled in is not looked at again. */
function filled(template: string, filling: Filling): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => filling[name] ?? whole)
}

function filledJson(template: Json, filling: Filling): Json {
  if (typeof template === 'string') return filled(template, filling)
  if (Array.isArray(template)) return template.map((each: Json) => filledJson(each, filling))
  if (typeof template !== 'object' || template === null) return template
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => [name, filledJson(value, filling)]),
  )
}

/** What stands at `a.b.0.c`, as text; undefined where nothing does. */
export function textAt(value: unknown, path: string): string | undefined {
  let at: unknown = value
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined
    at = (at as Readonly<Record<string, unknown>>)[name]
  }
  return typeof at === 'string' || typeof at === 'number' ? String(at) : undefined
}

function judge({ accepted, receipt }: SmsSettings, text: string): Sent {
  const answer = parsed(text)
  if (accepted !== undefined) {
    const code = textAt(answer, accepted.field)
    if (code === undefined) return failed('answer_unreadable')
    if (!accepted.is.includes(code)) {
      const said = /^[\w.-]{1,30}$/.test(code) ? code.toLowerCase() : 'other'
      return failed(`gateway_${said}`, accepted.never.includes(code))
    }
  }
  const named = receipt === undefined ? undefined : textAt(answer, receipt)
  return named === undefined ? { ok: true } : { ok: true, receipt: named.slice(0, 200) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
