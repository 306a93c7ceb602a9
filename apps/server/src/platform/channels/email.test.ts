import { afterEach, describe, expect, it } from 'vitest'
import { createEmail } from './email.ts'
import { describeChannel, message } from './testing-contract.ts'
import { type MailServer, startMailServer } from './testing-mail-server.ts'

const FROM = '吹哨报到 <muster@example.gov.cn>'
const TO = 'duty@water.example.gov.cn'

function channelTo(server: MailServer, login?: { user: string; password: string }) {
  const { port } = server
  return createEmail({
    host: '127.0.0.1',
    port,
    secure: false,
    mayBePlain: true,
    from: FROM,
    ...login,
  })
}

describeChannel('e-mail', async () => {
  const server = await startMailServer()
  return {
    channel: channelTo(server),
    to: TO,
    malformed: ['', 'nobody', 'a@b, c@d', 'a@b\r\nBcc: c@d', 'Name <a@b>'],
    behave: how => server.behave(how),
    arrived: () =>
      server.mails.map(({ headers, body }) => ({
        text: `${headers.get('subject')}\n${body}`,
        id: headers.get('message-id'),
      })),
    leave: () => server.leave(),
  }
})

describe('a mail', () => {
  const running: MailServer[] = []
  afterEach(async () => {
    for (const server of running.splice(0)) await server.leave()
  })
  const start = async (user?: string, password?: string) => {
    const server = await startMailServer({ user, password })
    running.push(server)
    return server
  }
  const signal = () => AbortSignal.timeout(3000)

  it('goes to one recipient, marked as sent by a machine, and as urgent', async () => {
    const server = await start()
    const title = '紧急\r\nBcc: third@example.com'
    await channelTo(server).send({ ...message, to: TO, title }, signal())
    const [mail] = server.mails
    expect(mail?.recipients).toEqual([TO])
    expect(mail?.headers.has('bcc')).toBe(false)
    expect(mail?.headers.get('subject')).toBe('紧急 Bcc: third@example.com')
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail?.headers.get('importance')).toBe('High')
    expect(mail?.headers.get('references')).toMatch(/^<\w+@example\.gov\.cn>$/)
  })

  it('is sent over a log-in, and one that is refused is no matter of the recipient', async () => {
    const server = await start('muster', 'right')
    const good = channelTo(server, { user: 'muster', password: 'right' })
    expect(await good.send({ ...message, to: TO }, signal())).toEqual({ ok: true })
    const bad = channelTo(server, { user: 'muster', password: 'wrong' })
    expect(await bad.send({ ...message, to: TO }, signal())).toEqual({
      ok: false,
      reason: 'login_refused',
      permanent: true,
    })
  })

  it('may be tried again when the line breaks before the last word', async () => {
    const server = await start()
    server.behave('drop')
    expect(await channelTo(server).send({ ...message, to: TO }, signal())).toMatchObject({
      ok: false,
      permanent: false,
    })
  })

  it('is not given to a server that cannot encrypt, unless that is allowed', async () => {
    const { port } = await start()
    const strict = createEmail({
      host: '127.0.0.1',
      port,
      secure: false,
      mayBePlain: false,
      from: FROM,
    })
    expect(await strict.send({ ...message, to: TO }, signal())).toMatchObject({ ok: false })
    expect(running[0]?.mails).toEqual([])
  })
})
