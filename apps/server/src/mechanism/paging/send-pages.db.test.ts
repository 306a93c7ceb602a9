import {
  type PageState,
  type PageStep,
  toId,
  type WhistleEvent,
  type WhistleOrder,
  type WhistleState,
} from '@muster/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Channel, OutgoingMessage, Sent } from '../../platform/channels/channel.ts'
import { systemClock } from '../../platform/clock.ts'
import { enginesUnderTest, type FreshDb, freshDb } from '../../platform/db/testing.ts'
import { Executor } from '../../platform/event-store/executor.ts'
import type { JsonObject, OutgoingJob } from '../../platform/event-store/types.ts'
import { createLogger } from '../../platform/log.ts'
import { streamOf } from '../ids.ts'
import { WHISTLE_SAMPLES } from '../story/testing.ts'
import { streamTypes } from '../streams.ts'
import { Outcomes } from './outcomes.ts'
import { pagesCommand } from './page-commands.ts'
import { type Sending, type Started, sendPages } from './send-pages.ts'

const WHISTLE = 'w-110117-test'
const SMS: PageStep = { channel: 'sms', contact: 'phone' }
const EMAIL: PageStep = { channel: 'email', contact: 'mail' }

describe.each(enginesUnderTest())('messages on their way, on %s', engine => {
  let fresh: FreshDb
  let executor: Executor
  let jobs: OutgoingJob[]
  let sent: { readonly channel: string; readonly key: string; readonly text: string }[]
  let answers: Record<string, Sent>
  let isIdempotent: boolean

  beforeEach(async () => {
    fresh = await freshDb(engine)
    jobs = []
    sent = []
    answers = {}
    isIdempotent = false
    executor = new Executor({
      db: fresh.db,
      clock: systemClock,
      types: streamTypes,
      enqueueJobs: (_tx, stored) => {
        jobs.push(...stored)
        return Promise.resolve()
      },
    })
    const stream = streamOf('whistle', WHISTLE)
    const drafted: WhistleEvent = { ...WHISTLE_SAMPLES.WhistleDrafted, whistle: toId(WHISTLE) }
    await executor.submit({
      name: 'Draft',
      streams: [stream],
      decide: view => ({
        ok: true,
        writes:
          view.state<WhistleState>(stream).status === 'none' ? [{ stream, events: [drafted] }] : [],
        answer: null,
      }),
    })
  })

  afterEach(async () => {
    await executor.close()
    await fresh.close()
  })

  const channel = (code: string): Channel => ({
    code,
    hasReceipts: false,
    isIdempotent,
    send: ({ key, text }: OutgoingMessage) => {
      sent.push({ channel: code, key, text })
      return Promise.resolve(answers[code] ?? { ok: true })
    },
  })

  const sending = (): Sending => ({
    platform: { executor, db: fresh.db, log: createLogger('silent') },
    outcomes: new Outcomes(executor),
    channelOf: channel,
    messageOf: (together: readonly Started[]) => ({
      key: together.map(({ id }) => id).join('+'),
      to: '+999',
      title: '',
      text: together.map(({ page }) => page.order.act).join(','),
      urgent: false,
      tag: WHISTLE,
      language: 'zh',
    }),
  })

  const order = (n: number, more: Partial<WhistleOrder> = {}): WhistleOrder => ({
    id: toId(`${WHISTLE}.${n}`),
    whistle: toId(WHISTLE),
    person: toId('zhao'),
    organisation: toId('police'),
    act: 'urge',
    until: { kind: 'told' },
    why: [],
    gap: false,
    steps: [SMS, EMAIL],
    drill: false,
    confidential: false,
    emergency: false,
    ...more,
  })

  const open = (...orders: readonly WhistleOrder[]) =>
    executor.submit(
      pagesCommand(
        WHISTLE,
        orders.map(one => ({ page: one.id, command: { type: 'OpenPage', order: one } })),
      ),
    )

  const carry = () =>
    sendPages(
      sending(),
      jobs.splice(0).map(({ data }, n) => ({ id: String(n), data: data as JsonObject })),
    )

  const stateOf = async (n: number) => {
    const key = streamOf('page', `${WHISTLE}.${n}`)
    return (await executor.view([key])).state<PageState>(key)
  }

  test('what is late goes out as one message for each person; what is in time goes alone', async () => {
    const overdueMs = 600_000
    await open(
      order(1, { overdueMs }),
      order(2, { overdueMs, act: 'page' }),
      order(3, { overdueMs, person: toId('qian') }),
      order(4),
      order(5, { act: 'call' }),
    )
    // Only one of the two is asked for; the other one goes along.
    jobs = jobs.filter(({ data }) => data['page'] !== `${WHISTLE}.2`)
    await carry()
    expect(sent.map(({ text }) => text).sort()).toEqual(['call', 'urge', 'urge', 'urge,page'])
    for (const n of [1, 2, 3, 4, 5])
      expect(await stateOf(n)).toMatchObject({ attempts: [{ status: 'accepted' }] })
  })

  test('a job that is done twice sends once', async () => {
    await open(order(1))
    const again = [...jobs]
    await carry()
    jobs = again
    await carry()
    expect(sent).toHaveLength(1)
  })

  test('a way that is gone is followed by the next one, at once', async () => {
    answers = { sms: { ok: false, reason: 'gone', permanent: true } }
    await open(order(1))
    await carry()
    await carry()
    expect(sent.map(one => one.channel)).toEqual(['sms', 'email'])
    expect(await stateOf(1)).toMatchObject({
      attempts: [{ status: 'failed', reason: 'gone' }, { status: 'accepted' }],
    })
  })

  test.each([
    ['is sent again by a channel that knows doubles', true, ['sms']],
    ['is said by the next way where the first cannot know', false, ['email']],
  ] as const)('what a dead worker may have sent %s', async (_, knows, by) => {
    isIdempotent = knows
    await open(order(1))
    await executor.submit(
      pagesCommand(WHISTLE, [
        { page: `${WHISTLE}.1`, command: { type: 'StartAttempt', attempt: 1 } },
      ]),
    )
    await carry()
    await carry()
    expect(sent.map(one => one.channel)).toEqual(by)
  })
})
