import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { describeChannel, message } from './testing-contract.ts'
import { outgoing } from './testing-provider.ts'
import { type PushService, startPushService } from './testing-push-service.ts'
import { createWebPush, vapidOf } from './web-push.ts'

const vapid = vapidOf(randomBytes(32))
const subject = 'mailto:duty@example.gov.cn'
const channel = createWebPush({ fetch: outgoing, vapid, subject })

describeChannel('web push', async () => {
  const service = await startPushService(vapid.publicKey)
  return {
    channel,
    to: service.subscription,
    malformed: ['', '{}', service.subscription.replace('"auth":"', '"auth":"~')],
    behave: how => service.behave(how),
    arrived: () =>
      service.pushed.map(({ payload }) => ({
        text: `${payload['title']} ${payload['body']} ${payload['link']}`,
        id: String(payload['id']),
      })),
    leave: () => service.leave(),
  }
})

describe('a push', () => {
  let service: PushService | undefined
  afterEach(() => service?.leave())

  it('says how urgent it is, and takes the place of an older one about the same', async () => {
    service = await startPushService(vapid.publicKey)
    const to = service.subscription
    await channel.send({ ...message, to, key: 'a' }, AbortSignal.timeout(3000))
    await channel.send({ ...message, to, key: 'b', urgent: false }, AbortSignal.timeout(3000))
    const [first, second] = service.pushed
    expect(first?.headers['urgency']).toBe('high')
    expect(second?.headers['urgency']).toBe('normal')
    expect(first?.headers['topic']).toMatch(/^[A-Za-z0-9_-]{32}$/)
    expect(second?.headers['topic']).toBe(first?.headers['topic'])
  })

  it('signed by a key that nobody subscribed for is refused for good', async () => {
    service = await startPushService(vapidOf(randomBytes(32)).publicKey)
    const sent = await channel.send(
      { ...message, to: service.subscription },
      AbortSignal.timeout(3000),
    )
    expect(sent).toEqual({ ok: false, reason: 'key_refused', permanent: true })
    expect(service.pushed).toEqual([])
  })

  it('to an address inside is never sent', async () => {
    service = await startPushService(vapid.publicKey)
    const to = service.subscription.replace('127.0.0.1', '127.0.0.2')
    const sent = await channel.send({ ...message, to }, AbortSignal.timeout(3000))
    expect(sent).toEqual({ ok: false, reason: 'address_not_public', permanent: true })
  })

  it('is signed by the same key after every start', () => {
    const secret = randomBytes(32)
    expect(vapidOf(secret)).toEqual(vapidOf(secret))
  })
})
