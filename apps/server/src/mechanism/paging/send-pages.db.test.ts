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
    executor = node()
    await draft(WHISTLE)
  })

  /** As another process has it. */
  function node(): Executor {
    return new Executor({
      db: fresh.db,
      clock: systemClock,
      types: streamTypes,
      // So that nothing is done at once only because it was asked for at once.
      maxBatch: 1,
      enqueueJobs: (_tx, stored) => {
        jobs.push(...stored)
        return Promise.resolve()
      },
    })
  }

  async function draft(whistle: string): Promise<void> {
    const stream = streamOf('whistle', whistle)
    const drafted: WhistleEvent = { ...WHISTLE_SAMPLES.WhistleDrafted, whistle: toId(whistle) }
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
  }

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

  const sending = (executing = executor): Sending => ({
    platform: { executor: executing, db: fresh.db, log: createLogger('silent') },
    outcomes: new Outcomes(executing),
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
        orders.map(one => ({ page: one.id, command: { type: 'OpenPage', order: one } })),
      ),
    )

  /** As a worker gets them; `isAgain` where another one had them and died. */
  const taken = (some: readonly OutgoingJob[], isAgain = false) =>
    some.map(({ data }, n) => ({ id: String(n), data: data as JsonObject, isAgain }))

  const carry = (isAgain = false) => sendPages(sending(), taken(jobs.splice(0), isAgain))

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

  const late = (whistle: string) =>
    order(1, { id: toId(`${whistle}.1`), whistle: toId(whistle), overdueMs: 600_000 })
  const WHISTLES = ['a', 'b', 'c', 'd', 'e', 'f'].map(each => `w-110117-test${each}`)

  test('what is late of many whistles goes out once, also where two carry it at the same moment', async () => {
    for (const whistle of WHISTLES) {
      await draft(whistle)
      await open(late(whistle))
    }
    // Each has the jobs of some, and finds the others waiting.
    const [one, other] = [taken(jobs.splice(0, 3)), taken(jobs.splice(0).toReversed())]
    const neighbour = node()
    await Promise.all([sendPages(sending(), one), sendPages(sending(neighbour), other)])
    await neighbour.close()
    expect(sent).toHaveLength(1)
    expect(sent[0]?.key.split('+')).toHaveLength(WHISTLES.length)
  })

  test('what is late waits for what is found out meanwhile, and what is in time does not', async () => {
    const [first = '', second = ''] = WHISTLES
    await Promise.all([draft(first), draft(second)])
    await open(late(first))
    const asked = taken(jobs.splice(0))
    let waits = 0
    const caughtUp = async () => {
      waits += 1
      await open(late(second))
    }
    await sendPages({ ...sending(), caughtUp }, asked)
    expect(sent.map(({ key }) => key)).toEqual([`${first}.1+${second}.1`])
    // The control: nothing keeps the other one.
    jobs = []
    await open(order(1))
    await sendPages({ ...sending(), caughtUp }, taken(jobs.splice(0)))
    expect([waits, sent.length]).toEqual([1, 2])
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
    await begun()
    await carry(true)
    await carry()
    expect(sent.map(one => one.channel)).toEqual(by)
  })

  test('what another one took along is left to it, and looked at when it must have ended', async () => {
    await open(order(1, { overdueMs: 600_000 }))
    await begun()
    let guards: readonly OutgoingJob[] = []
    const lookLater = (stored: readonly OutgoingJob[]) => {
      guards = stored
      return Promise.resolve()
    }
    await sendPages({ ...sending(), lookLater }, taken(jobs.splice(0)))
    expect(sent).toEqual([])
    expect(guards[0]?.startAfter).toBeGreaterThan(Date.now())
    // The other one has died.
    await sendPages({ ...sending(), lookLater }, taken(guards))
    await carry()
    expect(sent.map(one => one.channel)).toEqual(['email'])
    expect(guards).toHaveLength(1)
  })

  const begun = () =>
    executor.submit(
      pagesCommand([{ page: `${WHISTLE}.1`, command: { type: 'StartAttempt', attempt: 1 } }]),
    )
})
