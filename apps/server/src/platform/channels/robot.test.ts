import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createPace } from './pace.ts'
import { createRobot } from './robot.ts'
import { DINGTALK, FEISHU, type RobotProfile, WECOM } from './robot-profiles.ts'
import { describeChannel, message } from './testing-contract.ts'
import { type Asked, outgoing, startProvider } from './testing-provider.ts'

const SECRET = 'SECabc123'
const AT = 1_484_634_600_000

interface Chat {
  readonly profile: RobotProfile
  readonly path: string
  /** Answers of the chat, all with status 200, as its documentation has them. */
  readonly answers: Readonly<Record<'take' | 'refuse' | 'busy', unknown>>
  /** Undefined: what came is not what the chat understands. */
  read(asked: Asked): string | undefined
}

interface Body {
  readonly msgtype?: string
  readonly msg_type?: string
  readonly timestamp?: string
  readonly sign?: string
  readonly markdown?: { readonly content: string }
  readonly actionCard?: { title: string; text: string; singleTitle: string; singleURL: string }
  readonly card?: {
    readonly header: { readonly title: { readonly tag: string; readonly content: string } }
    readonly elements: readonly {
      readonly text?: { readonly tag: string; readonly content: string }
      readonly actions?: readonly { readonly url: string }[]
    }[]
  }
}

function bodyOf({ body }: Asked): Body {
  return JSON.parse(body.toString('utf8')) as Body
}

const wecom: Chat = {
  profile: WECOM,
  path: '/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa',
  answers: {
    take: { errcode: 0, errmsg: 'ok' },
    refuse: { errcode: 93000, errmsg: 'invalid webhook url' },
    busy: { errcode: 45009, errmsg: 'api freq out of limit' },
  },
  read: asked => {
    const { msgtype, markdown } = bodyOf(asked)
    const isWithin = Buffer.byteLength(markdown?.content ?? '') <= 4096
    return msgtype === 'markdown' && isWithin ? markdown?.content : undefined
  },
}

const dingtalk: Chat = {
  profile: DINGTALK,
  path: `/robot/send?access_token=abcdef#${SECRET}`,
  answers: {
    take: { errcode: 0, errmsg: 'ok' },
    refuse: { errcode: 310000, errmsg: 'sign not match' },
    busy: { errcode: 130101, errmsg: 'send too fast, exceed 20 times per minute' },
  },
  read: asked => {
    const { searchParams } = asked.url
    const sign = createHmac('sha256', SECRET).update(`${AT}\n${SECRET}`).digest('base64')
    const isSigned =
      searchParams.get('timestamp') === String(AT) &&
      searchParams.get('sign') === sign &&
      searchParams.get('access_token') === 'abcdef'
    const card = bodyOf(asked).actionCard
    const url = new URL(card?.singleURL ?? 'a:').searchParams.get('url')
    return isSigned && card && asked.body.length <= 20_000
      ? `${card.title}\n${card.text}\n${url}`
      : undefined
  },
}

const feishu: Chat = {
  profile: FEISHU,
  path: `/open-apis/bot/v2/hook/abcdef#${SECRET}`,
  answers: {
    take: { StatusCode: 0, StatusMessage: 'success', code: 0, data: {}, msg: 'success' },
    refuse: { code: 19021, msg: 'sign match fail or timestamp is not within one hour' },
    busy: { code: 11232, msg: 'frequency limited' },
  },
  read: asked => {
    const { timestamp, sign, card, msg_type } = bodyOf(asked)
    const expected = createHmac('sha256', `${timestamp}\n${SECRET}`).update('').digest('base64')
    const isSigned = sign === expected && timestamp === String(AT / 1000)
    const [words, actions] = card?.elements ?? []
    // Everything is plain text: no markup is read at all.
    const isPlain = card?.header.title.tag === 'plain_text' && words?.text?.tag === 'plain_text'
    return isSigned && isPlain && msg_type === 'interactive' && asked.body.length <= 20_000
      ? `${card.header.title.content}\n${words.text.content}\n${actions?.actions?.[0]?.url}`
      : undefined
  },
}

for (const { profile, path, answers, read } of [wecom, dingtalk, feishu]) {
  describeChannel(profile.code, async () => {
    const provider = await startProvider(how => ({
      status: 200,
      body: JSON.stringify(answers[how]),
    }))
    let monotonic = 0
    const pace = createPace(profile.perMinute, () => {
      monotonic += 60_000
      return monotonic
    })
    return {
      channel: createRobot(profile, { fetch: outgoing, pace, now: () => AT }),
      to: `${provider.origin}${path}`,
      malformed: ['', 'group of the water bureau', 'ftp://127.0.0.1/'],
      behave: how => provider.behave(how),
      arrived: () => provider.asked.map(asked => ({ text: read(asked) ?? '' })),
      leave: () => provider.leave(),
    }
  })
}

describe('words of people in a chat', () => {
  it.each([WECOM, DINGTALK])('format nothing and call nobody', profile => {
    const text =
      '<@all> <font color="warning">x</font> [here](http://evil.example/) **b** # h ![i](u)'
    const url = new URL('https://chat.example/')
    const { body } = profile.toRequest({ url, secret: undefined }, { ...message, to: '', text }, AT)
    const { markdown, actionCard } = body as Body
    const words = (markdown?.content ?? actionCard?.text ?? '').split('\n').slice(1).join('\n')
    const [own] = words.split('[查看并办理]')
    expect(own).not.toMatch(/[<>[\]*#!`_]/)
  })
})

describe('a robot', () => {
  const start = async (text: string, perMinute = 20) => {
    const provider = await startProvider(() => ({ status: 200, body: text }))
    let now = 0
    const pace = createPace(perMinute, () => now)
    const channel = createRobot(WECOM, { fetch: outgoing, pace, now: () => AT })
    const send = (urgent: boolean) =>
      channel.send({ ...message, to: `${provider.origin}/a`, urgent }, AbortSignal.timeout(3000))
    return {
      provider,
      send,
      wait: (ms: number) => {
        now += ms
      },
    }
  }

  it('is asked no more often than it bears, and keeps places for what is urgent', async () => {
    const { provider, send, wait } = await start('{"errcode":0}')
    const limited = { ok: false, reason: 'rate_limited', permanent: false }
    for (let sent = 0; sent < 15; sent += 1) expect(await send(false)).toEqual({ ok: true })
    expect(await send(false)).toEqual(limited)
    for (let sent = 15; sent < 20; sent += 1) expect(await send(true)).toEqual({ ok: true })
    expect(await send(true)).toEqual(limited)
    expect(provider.asked).toHaveLength(20)
    wait(60_000)
    expect(await send(false)).toEqual({ ok: true })
    await provider.leave()
  })

  it.each([
    ['{"errcode":-1}', false],
    ['{"errcode":40058}', true],
    ['{"errcode":"0"}', false],
    ['<html>', false],
  ])('that answers 200 and %s has not taken it', async (text, permanent) => {
    const { provider, send } = await start(text)
    expect(await send(true)).toMatchObject({ ok: false, permanent })
    await provider.leave()
  })
})
