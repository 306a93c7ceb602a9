// The channels of a city, as its operator describes them in a JSON file: docs/guides/channels.md.
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const host = z.string().regex(/^[A-Za-z0-9.:_-]{1,253}$/)
const names = z.record(z.string(), z.string())
const fieldPath = z.string().regex(/^[\w-]+(?:\.[\w-]+){0,4}$/)

const email = z
  .strictObject({
    host,
    port: z.int().min(1).max(65_535),
    /** TLS from the first byte; otherwise the line is encrypted by STARTTLS before anything is said. */
    secure: z.boolean(),
    user: z.string().min(1).optional(),
    password: z.string().min(1).optional(),
    from: z.string().regex(/^[^\r\n<>]{0,100}<?[^\s@<>]+@[^\s@<>]+>?$/),
    /** Only for a server on the same machine or on a line of its own. */
    mayBePlain: z.boolean().default(false),
  })
  .refine(({ user, password }) => (user === undefined) === (password === undefined), {
    error: 'user and password go together',
  })

const webPush = z.strictObject({
  subject: z.string().regex(/^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/),
})

/** Codes in a field of an answer or of a call-back. */
const codes = z.array(z.string()).min(1)

const sms = z
  .strictObject({
    url: z.url({ protocol: /^https?$/ }),
    method: z.enum(['POST', 'GET']).default('POST'),
    headers: names.default({}),
    query: names.optional(),
    json: z.record(z.string(), z.json()).optional(),
    form: names.optional(),
    /** Where in the JSON answer it is said whether the message was taken; by the status alone when absent. */
    accepted: z
      .strictObject({ field: fieldPath, is: codes, never: z.array(z.string()).default([]) })
      .optional(),
    /** Where in the JSON answer stands the name by which receipts speak of the message. */
    receipt: fieldPath.optional(),
    /** The gateway sends one message for one `{key}`, however often it is asked. */
    isIdempotent: z.boolean().default(false),
    /** What providers in China ask to stand before every message: 【…】. */
    signature: z.string().max(30).default(''),
    mostCharacters: z.int().min(70).max(1000).default(350),
    /** Whoever calls back must name it. */
    callbackSecret: z.string().min(20).max(200).optional(),
    receipts: z
      .strictObject({ id: fieldPath, status: fieldPath, delivered: codes, failed: codes })
      .optional(),
    replies: z.strictObject({ from: fieldPath, text: fieldPath }).optional(),
    /** What the gateway wants to read after a call-back. */
    answer: z.string().max(200).default('{"code":0}'),
  })
  .refine(({ json, form }) => json === undefined || form === undefined, {
    error: 'json and form exclude each other',
  })
  .refine(
    ({ callbackSecret, receipts, replies }) =>
      callbackSecret !== undefined || (receipts === undefined && replies === undefined),
    { error: 'receipts and replies need callbackSecret' },
  )

const channels = z.strictObject({
  email: email.optional(),
  webPush: webPush.optional(),
  sms: sms.optional(),
})

export type ChannelSettings = z.output<typeof channels>
export type EmailSettings = z.output<typeof email>
export type SmsSettings = z.output<typeof sms>

/** Reads the file; throws with what is wrong with it, never with what it says: it holds passwords. */
export function readChannels(file: string): ChannelSettings {
  return checkChannels(parsed(file))
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Error(code === undefined ? 'is not JSON' : `cannot be read (${code})`, {
      cause: error,
    })
  }
}

export function checkChannels(value: unknown): ChannelSettings {
  const result = channels.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new Error(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is wrong'}`)
}
