// Web push: encrypted for the browser, signed by VAPID, so that the push service reads nothing of it.
import { createECDH, hash } from 'node:crypto'
import { z } from 'zod'
import type { OutgoingFetch } from '../outgoing/outgoing.ts'
import type { Channel, OutgoingMessage } from './channel.ts'
import { fitted, inBytes } from './fit.ts'
import { BAD_ADDRESS, failed, refusedWith, troubleOf } from './trouble.ts'

/** What a browser gives when it subscribes; as JSON it is the address of this channel. */
const subscription = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(2000),
  keys: z.object({
    // An uncompressed point of P-256, and 16 bytes.
    p256dh: z.string().regex(/^[A-Za-z0-9_-]{87}=?$/),
    auth: z.string().regex(/^[A-Za-z0-9_-]{22}(?:==)?$/),
  }),
})

export interface Vapid {
  readonly publicKey: string
  readonly privateKey: string
}

/** The key pair that browsers subscribe for: the same on every node and after every start. */
export function vapidOf(secret: Uint8Array): Vapid {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(secret)
  return {
    publicKey: pair.getPublicKey('base64url'),
    privateKey: Buffer.from(secret).toString('base64url'),
  }
}

export interface WebPushParts {
  readonly fetch: OutgoingFetch
  readonly vapid: Vapid
  /** Whom a push service turns to: `mailto:` or an https address. */
  readonly subject: string
}

/** A push service keeps what the device does not fetch at once for this long. */
const KEPT_SECONDS = 86_400
/** A record holds 4096 bytes with its header and tag (RFC 8291, section 4); the rest is fields. */
const MOST_TEXT_BYTES = 2500
const TOPIC_LENGTH = 32

export function createWebPush({ fetch, vapid, subject }: WebPushParts): Channel {
  return {
    code: 'web_push',
    hasReceipts: false,
    // The key names the notification on the device: a second one takes the place of the first.
    isIdempotent: true,
    send: async (message, signal) => {
      const to = readSubscription(message.to)
      if (to === undefined) return BAD_ADDRESS
      try {
        // With what it needs it takes a megabyte, which only those have who push.
        const { default: webPush } = await import('web-push')
        const { headers, body } = webPush.generateRequestDetails(to, payloadOf(message), {
          vapidDetails: { subject, ...vapid },
          TTL: KEPT_SECONDS,
          urgency: message.urgent ? 'high' : 'normal',
          topic: hash('sha256', message.tag, 'base64url').slice(0, TOPIC_LENGTH),
        })
        const answer = await fetch(to.endpoint, {
          method: 'POST',
          headers: textHeaders(headers),
          body: new Uint8Array(body ?? []),
          redirect: 'error',
          signal,
        })
        await answer.body?.cancel()
        if (answer.ok) return { ok: true }
        return answer.status === 403 ? failed('key_refused', true) : refusedWith(answer.status)
      } catch (error) {
        return troubleOf(error, signal)
      }
    },
  }
}

function readSubscription(text: string): z.output<typeof subscription> | undefined {
  try {
    return subscription.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** What the service worker gets. */
function payloadOf({ key, title, text, link, urgent, tag, language }: OutgoingMessage): string {
  const id = hash('sha256', key, 'base64url').slice(0, TOPIC_LENGTH)
  const body = fitted(text, MOST_TEXT_BYTES, inBytes)
  return JSON.stringify({
    id,
    title: fitted(title, 200, inBytes),
    body,
    link,
    urgent,
    tag,
    language,
  })
}

function textHeaders(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.toLowerCase() !== 'content-length')
      .map(([name, value]) => [name, String(value)]),
  )
}
