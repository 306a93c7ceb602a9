// Channels in trouble: a mail server, a gateway, receivers of webhooks and of pushes, each of which fails in its own way.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type MailServer,
  startMailServer,
} from '../../../apps/server/src/platform/channels/testing-mail-server.ts'
import {
  type Provider,
  startProvider,
} from '../../../apps/server/src/platform/channels/testing-provider.ts'
import {
  type PushService,
  startPushService,
} from '../../../apps/server/src/platform/channels/testing-push-service.ts'
import type { CastMember, Stage } from '../../stories/play/stage.ts'
import { poll } from '../harness/poll.ts'

export interface Texted {
  readonly to: string
  readonly text: string
}

/** One person, and what is the matter with the first of their ways. */
export interface Troubled {
  readonly name: 'fine' | 'slow' | 'refused' | 'dropped' | 'hanging' | 'gone'
  readonly member: CastMember
  readonly number: string
}

export class TroubledChannels {
  readonly texts: Texted[] = []
  /** What came to the webhook while it still answered. */
  readonly hooked: string[] = []
  #hook: Provider | undefined
  #mail: MailServer | undefined
  #gateway: Provider | undefined
  #push: PushService | undefined

  async open(folder: string): Promise<Readonly<Record<string, string>>> {
    this.#mail = await startMailServer()
    this.#hook = await startProvider((_how, { body }) => {
      const { data } = JSON.parse(body.toString('utf8')) as { data: { text: string } }
      this.hooked.push(data.text)
      return { status: 200 }
    })
    this.#gateway = await startProvider((_how, { body }) => {
      this.texts.push(JSON.parse(body.toString('utf8')) as Texted)
      return { status: 200, body: '{"code":0}' }
    })
    const file = join(folder, 'channels.json')
    const email = {
      host: '127.0.0.1',
      port: this.#mail.port,
      secure: false,
      mayBePlain: true,
      from: 'muster@city.example',
    }
    const sms = { url: `${this.#gateway.origin}/send`, json: { to: '{to}', text: '{text}' } }
    writeFileSync(file, JSON.stringify({ email, sms }))
    return { MUSTER_CHANNELS: file, MUSTER_OUTGOING_ALLOW: '127.0.0.1' }
  }

  get mail(): MailServer {
    if (this.#mail === undefined) throw new Error('not open')
    return this.#mail
  }

  async close(): Promise<void> {
    for (const one of [this.#mail, this.#gateway, this.#hook, this.#push]) await one?.leave()
  }

  /** Each gets the way that will fail, proved while it still works, and a number after it. */
  async giveWays(stage: Stage, people: readonly Troubled[], administrator: string): Promise<void> {
    const [anybody] = people
    if (anybody === undefined) return
    const { publicKey } = await stage.call<{ publicKey: string }>(anybody.member, 'getPushKey')
    this.#push = await startPushService(publicKey)
    const { contact } = await stage.client
      .as(administrator)
      .call<{ contact: string }>('createWebhook', {
        body: { district: '110117', label: 'fault', url: `${this.#hook?.origin}/hook` },
      })
    for (const one of people) await this.#prove(stage, one, this.#firstWay(one, contact))
  }

  #firstWay({ name }: Troubled, contact: string) {
    if (name === 'hanging') return { id: 'first', channel: 'webhook', address: contact }
    if (name === 'gone')
      return { id: 'first', channel: 'web_push', address: this.#push?.subscription ?? '' }
    return { id: 'first', channel: 'email', address: addressOf(name) }
  }

  async #prove(stage: Stage, { member, number }: Troubled, first: { channel: string }) {
    const phone = { id: 'phone', channel: 'sms', address: number }
    await stage.call(member, 'setMyContacts', { body: { ways: [first, phone], language: 'zh' } })
    const wanted = first.channel === 'web_push' ? ['phone'] : ['first', 'phone']
    for (const way of wanted) {
      const before = this.#codes().length
      await stage.call(member, 'askForCode', { way, body: {} })
      const code = await poll(() => this.#codes().at(before), { what: 'a code', withinMs: 10_000 })
      await stage.call(member, 'giveCode', { way, body: { code } })
    }
  }

  readonly #seen: string[] = []

  /** In the order in which they were found: one is asked for at a time. */
  #codes(): readonly string[] {
    const words = [
      ...this.mail.mails.map(({ body }) => body),
      ...this.texts.map(({ text }) => text),
      ...this.hooked,
    ]
    const codes = words.flatMap(text => /验证码 (\d{6})/.exec(text)?.[1] ?? [])
    for (const code of codes) if (!this.#seen.includes(code)) this.#seen.push(code)
    return this.#seen
  }

  /** From now on nothing works but the gateway and the mailbox of whoever is fine. */
  breakDown(): void {
    this.mail.behaveTo(addressOf('slow'), 'slow')
    this.mail.behaveTo(addressOf('refused'), 'refuse')
    this.mail.behaveTo(addressOf('dropped'), 'drop')
    this.#push?.behave('refuse')
    this.#hook?.behave('hang')
  }
}

export function addressOf(name: Troubled['name']): string {
  return `${name}@police.example`
}
