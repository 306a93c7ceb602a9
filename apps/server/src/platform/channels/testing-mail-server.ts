// An SMTP server that keeps what it is given, and behaves as badly as a test wants.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { Behaviour } from './testing-contract.ts'

export interface Mail {
  readonly recipients: readonly string[]
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** Besides the common ones: keeps the message and breaks the line without an answer, or answers late. */
export type MailBehaviour = Behaviour | 'drop' | 'slow'

const SLOW_MS = 3000

export interface MailServer {
  readonly port: number
  readonly mails: readonly Mail[]
  /** Messages that were kept although the line broke before anybody was told so. */
  readonly dropped: readonly Mail[]
  behave(how: MailBehaviour): void
  /** For one mailbox alone. */
  behaveTo(recipient: string, how: MailBehaviour): void
  leave(): Promise<void>
}

const REPLIES = {
  refuse: Object.assign(new Error('no such mailbox'), { responseCode: 550 }),
  busy: Object.assign(new Error('try again later'), { responseCode: 451 }),
} as const

export interface MailServerOptions {
  /** Whoever sends must log in so. */
  readonly user?: string | undefined
  readonly password?: string | undefined
  readonly onMail?: (mail: Mail) => void
}

export async function startMailServer({
  user,
  password,
  onMail,
}: MailServerOptions = {}): Promise<MailServer> {
  let how: MailBehaviour = 'take'
  const mails: Mail[] = []
  const dropped: Mail[] = []
  const toOne = new Map<string, MailBehaviour>()
  const howFor = (recipients: readonly string[]) =>
    recipients.map(one => toOne.get(one)).find(one => one !== undefined) ?? how
  const server = new SMTPServer({
    disabledCommands: user === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
    allowInsecureAuth: true,
    authOptional: user === undefined,
    logger: false,
    onAuth: (auth, _session, done) => {
      if (auth.username === user && auth.password === password) done(null, { user })
      else done(new Error('no'))
    },
    onRcptTo: ({ address }, _session, done) => {
      const here = howFor([address])
      if (here === 'hang') return
      done(here === 'refuse' || here === 'busy' ? REPLIES[here] : undefined)
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address)
        const mail = readMail(Buffer.concat(chunks).toString('latin1'), recipients)
        keep(mail, session.id, done)
      })
    },
  })
  const keep = (mail: Mail, session: string, done: () => void) => {
    const here = howFor(mail.recipients)
    if (here === 'drop') {
      dropped.push(mail)
      for (const connection of server.connections)
        if (connection.session.id === session) connection._socket.destroy()
      return
    }
    mails.push(mail)
    onMail?.(mail)
    if (here === 'slow') setTimeout(done, SLOW_MS)
    else done()
  }
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  let hasLeft = false
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    dropped,
    behaveTo: (recipient, next) => {
      toOne.set(recipient, next)
    },
    behave: next => {
      how = next
    },
    leave: async () => {
      if (hasLeft) return
      hasLeft = true
      for (const connection of server.connections) connection._socket.destroy()
      await new Promise<void>(resolve => {
        server.close(() => resolve())
      })
    },
  }
}

function readMail(raw: string, recipients: readonly string[]): Mail {
  const border = raw.indexOf('\r\n\r\n')
  const lines = raw
    .slice(0, border)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = new Map(
    lines.map(line => {
      const [name = '', ...rest] = line.split(':')
      return [name.toLowerCase(), decodeWords(rest.join(':').trim())] as const
    }),
  )
  const encoding = headers.get('content-transfer-encoding') ?? '7bit'
  return { recipients, headers, body: decodeBody(raw.slice(border + 4), encoding) }
}

/** RFC 2047. */
function decodeWords(text: string): string {
  return text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_whole, kind: string, coded: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(coded, 'base64').toString('latin1')
        : fromQuoted(coded.replaceAll('_', ' ')),
    )
    .replace(/^.*$/s, all => Buffer.from(all, 'latin1').toString('utf8'))
}

function decodeBody(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  const bytes = encoding === 'quoted-printable' ? fromQuoted(body.replaceAll('=\r\n', '')) : body
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

function fromQuoted(text: string): string {
  return text.replaceAll(/=([0-9A-F]{2})/gi, (_whole, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}
