// Mail through the city's own SMTP server.
import { hash } from 'node:crypto'
import type { Channel, OutgoingMessage, Sent } from './channel.ts'
import type { EmailSettings } from './settings.ts'
import { BAD_ADDRESS, failed } from './trouble.ts'

const CONNECT_MS = 5000
const SILENCE_MS = 15_000
const CONNECTIONS = 8
const MESSAGES_OF_CONNECTION = 100

/** One plain address: nothing that a header or a list could be made of. */
const ADDRESS = /^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@<>,;:"()[\]\\]{1,253}$/

export interface EmailChannel extends Channel {
  close(): Promise<void>
}

export function createEmail(settings: EmailSettings): EmailChannel {
  const { from } = settings
  let transport: ReturnType<typeof openTransport> | undefined
  const domain = /@([^@>\s]+)>?\s*$/.exec(from)?.[1] ?? 'localhost'
  return {
    code: 'email',
    hasReceipts: false,
    // Each try carries the same Message-ID, which many mailboxes know again and some do not.
    isIdempotent: false,
    send: async (message, signal) => {
      if (!ADDRESS.test(message.to)) return BAD_ADDRESS
      transport ??= openTransport(settings)
      const mail = toMail(message, { from, domain })
      const sending = transport.then(opened => opened.sendMail(mail))
      return await Promise.race([sending.then(sent, refused), untilAborted(signal)])
    },
    close: async () => {
      const opened = await transport
      opened?.close()
    },
  }
}

/** The library takes a megabyte, which only those have who send mail. */
async function openTransport(settings: EmailSettings) {
  const { createTransport } = await import('nodemailer')
  const { host, port, secure, user, password, mayBePlain } = settings
  return createTransport({
    host,
    port,
    secure,
    // Unless the operator allows it, nothing goes over a line that is not encrypted.
    requireTLS: !(secure || mayBePlain),
    ignoreTLS: false,
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: MESSAGES_OF_CONNECTION,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

function toMail(message: OutgoingMessage, { from, domain }: { from: string; domain: string }) {
  const { key, to, title, text, link, urgent, tag, language } = message
  return {
    from,
    to: { name: '', address: to },
    subject: title.replace(/\s+/g, ' '),
    text: link === undefined ? `${text}\n` : `${text}\n\n${link}\n`,
    messageId: `<${nameOf(key)}@${domain}>`,
    // Messages about one thing stand together in the mailbox.
    references: `<${nameOf(tag)}@${domain}>`,
    ...(urgent ? { priority: 'high' as const } : {}),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': language,
    },
  }
}

function nameOf(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 40)
}

function sent(): Sent {
  return { ok: true }
}

interface SmtpError extends Error {
  readonly code?: string
  readonly responseCode?: number
}

function refused(error: SmtpError): Sent {
  const { code, responseCode } = error
  if (code === 'EAUTH') return failed('login_refused', true)
  // 5xx is for good, 4xx for now: RFC 5321, section 4.2.1.
  if (responseCode !== undefined) return failed(`smtp_${responseCode}`, responseCode >= 500)
  if (code === 'ETIMEDOUT') return failed('timed_out')
  return failed(code === undefined ? 'unreachable' : code.toLowerCase())
}

function untilAborted(signal: AbortSignal): Promise<Sent> {
  const timedOut = failed('timed_out')
  if (signal.aborted) return Promise.resolve(timedOut)
  const { promise, resolve } = Promise.withResolvers<Sent>()
  signal.addEventListener('abort', () => resolve(timedOut), { once: true })
  return promise
}
