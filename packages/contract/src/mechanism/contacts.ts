// How a person can be reached: their own ways in their own order, hours of quiet, language.
import { z } from 'zod'
import { code, id, instant, line } from './shared.ts'
import * as shown from './shown.ts'

const channel = code.meta({
  description:
    'By which channel: `sms`, `email`, `web_push`, `wecom`, `dingtalk`, `feishu`, `inbox`',
  examples: ['sms'],
})

const minute = z
  .number()
  .int()
  .min(0)
  .max(24 * 60)

const quiet = z
  .strictObject({
    from: minute.meta({ description: 'Minutes after local midnight', examples: [1320] }),
    until: minute.meta({
      description: 'When they end; not later than the beginning: on the next day',
      examples: [420],
    }),
  })
  .meta({ id: 'QuietHours', description: 'Hours without messages, unless it is an emergency' })

const language = z
  .enum(['zh', 'en'])
  .meta({ description: 'The language of messages', examples: ['zh'] })

const atOnce = z.boolean().meta({
  description: 'In an emergency by all ways at once, instead of one after the other',
  examples: [true],
})

const PHONE = /^\+?[\d ()-]{3,38}$/
const MAIL = /^[^\s@]{1,64}@[^\s@]{1,190}$/

function fits({ channel: by, address }: { channel: string; address?: string | undefined }) {
  if (address === undefined) return true
  if (by === 'sms') return PHONE.test(address)
  return by === 'email' ? MAIL.test(address) : true
}

const way = z
  .strictObject({
    id: id.meta({ description: 'Your name for it', examples: ['phone'] }),
    channel,
    address: line({ max: 2000 })
      .optional()
      .meta({
        description: 'A number, a mail address, what the browser gave; absent: as it was',
        examples: ['+99900000001'],
      }),
    enabled: z
      .boolean()
      .default(true)
      .meta({ description: 'Whether it is used', examples: [true] }),
  })
  .refine(fits, { error: 'not_an_address', path: ['address'] })
  .meta({ id: 'WayOfContact', description: 'One way to a person' })

export const setContacts = z
  .strictObject({
    ways: z.array(way).max(10).meta({ description: 'In the order in which they are tried' }),
    quiet: quiet.optional(),
    language: language.default('zh'),
    atOnce: atOnce.default(false),
  })
  .meta({
    id: 'SetContacts',
    description: 'All of one’s ways of contact; what is left out is gone',
  })

export const addBrowser = z
  .strictObject({
    endpoint: z
      .url({ protocol: /^https?$/, error: 'not_an_address' })
      .max(1500)
      .meta({ description: 'Of the push service', examples: ['https://push.example/abc'] }),
    keys: z
      .strictObject({
        p256dh: z
          .string()
          .regex(/^[A-Za-z0-9_-]{87}=?$/, { error: 'not_an_address' })
          .meta({
            description: 'Public key of the browser',
            examples: [
              'BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM',
            ],
          }),
        auth: z
          .string()
          .regex(/^[A-Za-z0-9_-]{22}(?:==)?$/, { error: 'not_an_address' })
          .meta({ description: 'Secret of the browser', examples: ['tBHItJI5svbpez7KI4CCXg'] }),
      })
      .meta({ description: 'As the browser gives them' }),
    expirationTime: z
      .int()
      .min(0)
      .max(8.64e15)
      .nullable()
      .optional()
      .meta({ description: 'As the browser gives it; nothing depends on it', examples: [null] }),
  })
  .meta({ id: 'AddBrowser', description: 'What PushSubscription.toJSON() gives' })

export const browsers = z
  .strictObject({
    items: z
      .array(
        z.strictObject({
          id: z.string().meta({ description: 'By which it is removed', examples: ['br-4ZqY1dT0'] }),
          service: z
            .string()
            .optional()
            .meta({ description: 'Host of the push service', examples: ['push.example'] }),
          enabled: z.boolean().meta({ description: 'Whether it is used' }),
          since: instant.optional(),
        }),
      )
      .meta({ description: 'Browsers that have subscribed, in your order' }),
  })
  .meta({ id: 'Browsers', description: 'Your browsers that are told by web push' })

const wayShown = z.strictObject({
  id: z.string().meta({ description: 'Its name', examples: ['phone'] }),
  channel: z.string().meta({ description: 'By which channel', examples: ['sms'] }),
  address: z
    .string()
    .nullable()
    .meta({ description: 'Your own; null once erased', examples: ['13800000000'] }),
  enabled: z.boolean().meta({ description: 'Whether it is used' }),
  verifiedAt: instant
    .optional()
    .meta({ description: 'Since when a code has proved it; before it nothing is sent there' }),
})

export const contacts = z
  .strictObject({
    person: shown.person,
    ways: z.array(wayShown).meta({ description: 'Your ways, in your order' }),
    quiet: quiet.optional(),
    language,
    atOnce,
    tried: z.array(z.string()).meta({
      description: 'The channels that are tried now, in order',
      examples: [['sms', 'inbox']],
    }),
  })
  .meta({ id: 'Contacts', description: 'How you are reached' })

export const reach = z
  .strictObject({
    person: shown.person,
    ways: z
      .array(
        z.strictObject({
          channel: z.string().meta({ description: 'By which channel', examples: ['sms'] }),
          enabled: z.boolean().meta({ description: 'Whether the person uses it' }),
          verified: z.boolean().meta({ description: 'Whether it is proved' }),
        }),
      )
      .meta({ description: 'That a way exists; never the address' }),
    tried: z
      .array(z.string())
      .meta({ description: 'The channels that are tried now, in order', examples: [['inbox']] }),
  })
  .meta({ id: 'Reach', description: 'By which channels a colleague can be reached' })

export const giveCode = z
  .strictObject({
    code: z
      .string()
      .regex(/^\d{6}$/, { error: 'not_an_id' })
      .meta({ description: 'As it arrived there', examples: ['482190'] }),
  })
  .meta({ id: 'GiveCode', description: 'Proves that messages there reach you' })

export const pushKey = z
  .strictObject({
    publicKey: z.string().meta({
      description: 'For `pushManager.subscribe`: the public key of this server, base64url',
      examples: ['BKq9…'],
    }),
  })
  .meta({
    id: 'PushKey',
    description:
      'By which a browser subscribes; what it gets is the address of `web_push`, as JSON',
  })
