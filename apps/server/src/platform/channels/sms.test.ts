import { describe, expect, it } from 'vitest'
import { checkChannels, type SmsSettings } from './settings.ts'
import { createSms, smsText } from './sms.ts'
import { describeChannel, message } from './testing-contract.ts'
import { outgoing, startProvider } from './testing-provider.ts'

const TO = '+86 138-0000-0001'

function settingsOf(sms: object): SmsSettings {
  const checked = checkChannels({ sms }).sms
  if (checked === undefined) throw new Error('no sms')
  return checked
}

const jsonGateway = (origin: string) =>
  settingsOf({
    url: `${origin}/send`,
    headers: { authorization: 'Bearer gate' },
    json: { account: 'muster', to: ['{to}'], content: '{text}', extend: { ref: '{key}', n: 1 } },
    accepted: { field: 'result.code', is: ['0'], never: ['3'] },
    receipt: 'result.msgid',
    receipts: { id: 'msgid', status: 'stat', delivered: ['DELIVRD'], failed: ['UNDELIV'] },
    callbackSecret: 'a-secret-of-the-gateway',
    signature: '【吹哨报到】',
    isIdempotent: true,
  })

const ANSWERS = {
  take: '{"result":{"code":0,"msgid":"m-77"}}',
  refuse: '{"result":{"code":3}}',
  busy: '{"result":{"code":9}}',
}

describeChannel('SMS by a gateway of JSON', async () => {
  const provider = await startProvider(how => ({ status: 200, body: ANSWERS[how] }))
  return {
    channel: createSms(jsonGateway(provider.origin), outgoing),
    to: TO,
    malformed: ['', '12', 'duty@example.gov.cn', '13800000001,13800000002'],
    behave: how => provider.behave(how),
    arrived: () =>
      provider.asked.map(({ body }) => {
        const { content, extend } = JSON.parse(body.toString('utf8')) as {
          readonly content: string
          readonly extend: { readonly ref: string }
        }
        return { text: content, id: extend.ref }
      }),
    leave: () => provider.leave(),
  }
})

const STATUS = { take: 200, refuse: 400, busy: 500 } as const

describeChannel('SMS by a gateway of forms', async () => {
  const provider = await startProvider(how => ({ status: STATUS[how] }))
  const form = { mobile: '{to}', msg: '{text}' }
  const settings = settingsOf({ url: `${provider.origin}/sms`, form, query: { app: 'muster' } })
  return {
    channel: createSms(settings, outgoing),
    to: TO,
    malformed: ['', 'x'],
    behave: how => provider.behave(how),
    arrived: () =>
      provider.asked.map(({ body, url }) => {
        const fields = new URLSearchParams(body.toString('utf8'))
        const isAddressed = fields.get('mobile') === '+8613800000001'
        return {
          text: url.search === '?app=muster' && isAddressed ? (fields.get('msg') ?? '') : '',
        }
      }),
    leave: () => provider.leave(),
  }
})

describe('a text message', () => {
  it('is named by the gateway, so that receipts can speak of it', async () => {
    const provider = await startProvider(() => ({ status: 200, body: ANSWERS.take }))
    const channel = createSms(jsonGateway(provider.origin), outgoing)
    expect(channel.hasReceipts).toBe(true)
    const sent = await channel.send({ ...message, to: TO }, AbortSignal.timeout(3000))
    expect(sent).toEqual({ ok: true, receipt: 'm-77' })
    expect(provider.asked[0]?.headers.authorization).toBe('Bearer gate')
    await provider.leave()
  })

  it('fits its limit with signature and link whole', () => {
    const limits = { signature: '【吹哨报到】', mostCharacters: 70 }
    const text = smsText(limits, { text: '山洪'.repeat(100), link: 'https://m.example/a#b' })
    expect(text.length).toBeLessThanOrEqual(70)
    expect(text).toMatch(/^【吹哨报到】山洪.*… https:\/\/m\.example\/a#b$/)
  })

  it('fills in what people wrote as it is, braces and all', async () => {
    const provider = await startProvider(() => ({ status: 200, body: ANSWERS.take }))
    const channel = createSms(jsonGateway(provider.origin), outgoing)
    const text = '{key} "quoted" {to}'
    await channel.send({ ...message, to: TO, text }, AbortSignal.timeout(3000))
    const { content } = JSON.parse(String(provider.asked[0]?.body)) as { readonly content: string }
    expect(content).toContain(text)
    await provider.leave()
  })

  it.each([
    { url: 'ftp://gate.example/' },
    { url: 'https://gate.example/', json: {}, form: {} },
    { url: 'https://gate.example/', replies: { from: 'a', text: 'b' } },
    { url: 'https://gate.example/', unknown: true },
  ])('is not sent by a gateway described as %o', sms => {
    expect(() => checkChannels({ sms })).toThrow(/sms/)
  })
})
