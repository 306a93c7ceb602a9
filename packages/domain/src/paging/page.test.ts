import { given } from '@muster/testkit'
import { BEIJING_CALENDAR, beijing } from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { type Instant, MINUTE, shift } from '../kernel/time.ts'
import { decidePage, type PageCommand, type PageContext } from './decide.ts'
import { evolvePage } from './evolve.ts'
import { mayBeBundled, NO_PAGE, pageDeadlines, type WhistleOrder } from './page.ts'
import { quietUntil } from './quiet.ts'

const pages = given({ initial: NO_PAGE, decide: decidePage, evolve: evolvePage })
const now = beijing('2026-03-02 10:00')

function at(minutes: number, more: Partial<PageContext> = {}): PageContext {
  return { now: shift(now, minutes * MINUTE), isNeeded: true, jitter: 0, ...more }
}

function order(more: Partial<WhistleOrder> = {}): WhistleOrder {
  return {
    id: 'page' as WhistleOrder['id'],
    whistle: 'whistle' as WhistleOrder['whistle'],
    person: 'zhao' as WhistleOrder['person'],
    organisation: 'police' as WhistleOrder['organisation'],
    act: 'call',
    until: { kind: 'clock', clock: 'sign' },
    why: [],
    gap: false,
    steps: [
      { channel: 'push', contact: 'phone', receiptWithinMs: MINUTE },
      { channel: 'sms', contact: 'phone' },
    ],
    drill: false,
    confidential: false,
    emergency: true,
    ...more,
  }
}

function opened(more: Partial<WhistleOrder> = {}, context = at(0)) {
  return pages()
    .when({ type: 'OpenPage', order: order(more) }, context)
    .thenAccepted()
}

const start = (attempt: number): PageCommand => ({ type: 'StartAttempt', attempt })
const sent = (attempt: number): PageCommand => ({ type: 'AcceptAttempt', attempt })
const failed = (attempt: number, permanent = false): PageCommand => ({
  type: 'FailAttempt',
  attempt,
  reason: 'refused',
  permanent,
})
const fire = (key: string): PageCommand => ({ type: 'FireDeadline', key })

describe('a page told by all ways at once', () => {
  const steps = [
    { channel: 'push', contact: 'phone', receiptWithinMs: MINUTE },
    { channel: 'sms', contact: 'phone' },
    { channel: 'email', contact: 'mail' },
  ]
  const together = opened({ steps, atOnce: true, repeat: { everyMinutes: 5, times: 1 } })

  test('has one attempt for each of them', () => {
    expect(together.state).toMatchObject({
      attempts: [0, 1, 2].map(step => ({ n: step + 1, step, status: 'ready' })),
    })
    // The control: one after the other.
    expect(opened({ steps }).state).toMatchObject({ attempts: [{ n: 1, step: 0 }] })
  })

  test('tries each again by itself, and has failed when all have', () => {
    const retried = together
      .when(start(2), at(0))
      .thenAccepted()
      .when(failed(2), at(0))
      .thenAccepted()
    expect(retried.state).toMatchObject({ attempts: [{}, {}, {}, { n: 4, step: 1, tries: 2 }] })
    expect(pageDeadlines(retried.state).map(({ key }) => key)).toEqual(['attempt:4'])
    const due = retried.when(fire('attempt:4'), at(1)).thenAccepted()
    expect(due.state).toMatchObject({ attempts: [{}, {}, {}, { status: 'ready' }] })
    const two = due
      .when(failed(1, true), at(1))
      .thenAccepted()
      .when(failed(4, true), at(1))
      .thenAccepted()
    expect(two.state).toMatchObject({ status: 'open' })
    const none = two.when(failed(3, true), at(1)).thenAccepted()
    expect(none.state).toMatchObject({ status: 'failed' })
    const again = none.when({ type: 'ResendPage' }, at(2)).thenAccepted()
    expect(again.state).toMatchObject({ status: 'open', attempts: { length: 7 } })
  })

  test('waits for the receipt of each, and repeats by all of them', () => {
    const [first, second] = [1, 2].map(n => [start(n), sent(n)])
    const all = [...(first ?? []), ...(second ?? [])].reduce(
      (page, command) => page.when(command, at(0)).thenAccepted(),
      together,
    )
    expect(pageDeadlines(all.state).map(({ key }) => key)).toEqual(['receipt:1', 'repeat:1'])
    const silent = all.when(fire('receipt:1'), at(1)).thenAccepted()
    expect(silent.state).toMatchObject({ status: 'open', attempts: { length: 3 } })
    const repeated = silent.when(fire('repeat:1'), at(5)).thenAccepted()
    expect(repeated.state).toMatchObject({ repeats: 1, attempts: { length: 6 } })
    expect(pageDeadlines(repeated.state)).toEqual([])
  })
})

describe('a page', () => {
  test('is let go once its need is over, or once all that it had to say has arrived', () => {
    const letGo: PageCommand = { type: 'LetGo' }
    const arrived = (more: Partial<WhistleOrder>) =>
      opened({ steps: [{ channel: 'email', contact: 'mail' }], ...more })
        .when(start(1), at(0))
        .thenAccepted()
        .when(sent(1), at(0))
        .thenAccepted()
    const told = arrived({ until: { kind: 'told' } })
    const settled = told.when(letGo, at(1)).thenAccepted()
    expect(settled.state).toMatchObject({ status: 'settled', settled: 'told' })
    settled.when(letGo, at(2)).thenRefused({ code: 'page_settled' })
    const needless = arrived({})
      .when(letGo, at(1, { isNeeded: false }))
      .thenAccepted()
    expect(needless.state).toMatchObject({ status: 'settled', settled: 'needless' })
    // The controls: somebody still has to sign; a receipt may still come; a broadcast lasts.
    expect(arrived({}).when(letGo, at(1)).thenAccepted().state).toMatchObject({ status: 'open' })
    const waiting = opened({ until: { kind: 'told' } })
      .when(start(1), at(0))
      .thenAccepted()
      .when(sent(1), at(0))
      .thenAccepted()
    expect(waiting.when(letGo, at(1)).thenAccepted().state).toMatchObject({ status: 'open' })
  })

  test('is ready at once, and the same happening opens it once', () => {
    const page = opened()
    expect(page.state).toMatchObject({ status: 'open', attempts: [{ n: 1, status: 'ready' }] })
    page
      .when({ type: 'OpenPage', order: order() }, at(0))
      .thenRefused({ code: 'page_exists', rule: 21 })
    pages().when(start(1), at(0)).thenRefused({ code: 'unknown_page' })
  })

  test('waits for the end of quiet hours, which an emergency breaks', () => {
    const notBefore = shift(now, 60 * MINUTE)
    const quiet = opened({ notBefore, emergency: false })
    expect(pageDeadlines(quiet.state)).toEqual([
      { key: 'attempt:1', kind: 'attempt', dueAt: notBefore },
    ])
    quiet.when(fire('attempt:2'), at(61)).thenRefused({ code: 'nothing_due', rule: 19 })
    quiet.when(fire('attempt:1'), at(59)).thenRefused({ code: 'not_due_yet', rule: 19 })
    const ready = quiet.when(fire('attempt:1'), at(60)).thenAccepted()
    expect(ready.state).toMatchObject({ attempts: [{ status: 'ready' }] })
    expect(opened({ notBefore }).state).toMatchObject({ attempts: [{ status: 'ready' }] })
  })

  test('nobody is woken for what is settled meanwhile', () => {
    const needless = at(1, { isNeeded: false })
    const settled = opened().when(start(1), needless).thenAccepted()
    expect(settled.state).toMatchObject({ status: 'settled', settled: 'needless' })
    expect(opened({}, at(0, { isNeeded: false })).state).toMatchObject({ status: 'settled' })
    settled.when(start(1), at(1)).thenRefused({ code: 'nothing_due' })
  })

  test('a worker that died in the middle asks again and finds the same attempt', () => {
    const started = opened().when(start(1), at(0)).thenAccepted()
    started.when(start(1), at(1)).then()
    started.when(sent(1), at(1)).thenAccepted()
    started.when(sent(2), at(1)).thenRefused({ code: 'nothing_due' })
  })

  test('without any address it fails where it can be seen', () => {
    const nowhere = opened({ steps: [] })
    expect(nowhere.state).toMatchObject({ status: 'failed' })
    nowhere.when({ type: 'ResendPage' }, at(1)).thenRefused({ code: 'page_without_contact' })
  })
})

describe('failing', () => {
  test('is tried again later, then handed to the next channel, then left for somebody to see', () => {
    let page = opened().when(failed(1), at(0)).thenAccepted()
    const waits: number[] = []
    for (const n of [2, 3]) {
      const [due] = pageDeadlines(page.state)
      waits.push((due?.dueAt ?? 0) - now)
      page = page.when(fire(`attempt:${n}`), at(10)).thenAccepted()
      page = page.when(failed(n), at(0)).thenAccepted()
    }
    expect(waits).toEqual([2500, 5000])
    expect(page.state).toMatchObject({ attempts: [{}, {}, {}, { step: 1, status: 'ready' }] })
    const dead = page.when(failed(4, true), at(11)).thenAccepted()
    expect(dead.state).toMatchObject({ status: 'failed' })
    dead.when(failed(4), at(11)).thenRefused({ code: 'nothing_due' })
    const again = dead.when({ type: 'ResendPage' }, at(20)).thenAccepted()
    expect(again.state).toMatchObject({ status: 'open' })
    again.when({ type: 'ResendPage' }, at(20)).thenRefused({ code: 'page_not_failed' })
  })

  test('for good goes to the next channel at once', () => {
    const page = opened().when(failed(1, true), at(0)).thenAccepted()
    expect(page.state).toMatchObject({ attempts: [{}, { n: 2, step: 1, status: 'ready' }] })
  })

  test('a channel that stays silent is failed over', () => {
    const page = opened().when(sent(1), at(0)).thenAccepted()
    expect(pageDeadlines(page.state)).toEqual([
      { key: 'receipt:1', kind: 'receipt', dueAt: shift(now, MINUTE) },
    ])
    const over = page.when(fire('receipt:1'), at(1)).thenAccepted()
    expect(over.state).toMatchObject({
      attempts: [
        { status: 'failed', reason: 'no_receipt' },
        { step: 1, status: 'ready' },
      ],
    })
  })

  test('receipts come twice, late and in any order', () => {
    const say = (status: 'delivered' | 'seen' | 'failed'): PageCommand => ({
      type: 'RecordReceipt',
      attempt: 1,
      status,
    })
    const page = opened().when(sent(1), at(0)).thenAccepted()
    opened().when(say('seen'), at(0)).thenRefused({ code: 'nothing_due' })
    const seen = page.when(say('seen'), at(0)).thenAccepted()
    seen.when(say('delivered'), at(1)).then()
    seen.when(say('seen'), at(1)).then()
    expect(pageDeadlines(seen.state)).toEqual([])
    const gaveUp = page.when(say('failed'), at(0)).thenAccepted()
    expect(gaveUp.state).toMatchObject({ attempts: [{ status: 'failed' }, { step: 1 }] })
  })
})

describe('saying it again', () => {
  const repeat = { everyMinutes: 5, times: 2 }

  test('until it is answered, so many times, as one message with others', () => {
    let page = opened({ repeat, steps: [{ channel: 'sms', contact: 'phone' }] })
    expect(mayBeBundled(page.state as never)).toBe(false)
    for (const n of [1, 2, 3]) {
      page = page.when(sent(n), at(n * 5)).thenAccepted()
      const dueAt = shift(now, (n + 1) * 5 * MINUTE) as Instant
      const expected = n < 3 ? [{ key: `repeat:${n}`, kind: 'repeat', dueAt }] : []
      expect(pageDeadlines(page.state)).toEqual(expected)
      if (n < 3) page = page.when(fire(`repeat:${n}`), at((n + 1) * 5)).thenAccepted()
    }
    expect(page.state).toMatchObject({ repeats: 2 })
    expect(mayBeBundled(page.state as never)).toBe(true)
  })

  test('an answer ends it', () => {
    const page = opened({ repeat }).when(sent(1), at(0)).thenAccepted()
    const answered = page.when({ type: 'AnswerPage' }, at(1)).thenAccepted()
    expect(pageDeadlines(answered.state)).toEqual([])
    answered.when({ type: 'AnswerPage' }, at(1)).thenRefused({ code: 'page_settled' })
    const settled = page.when(fire('receipt:1'), at(5, { isNeeded: false })).thenAccepted()
    expect(settled.state).toMatchObject({ settled: 'needless' })
  })
})

describe('quiet hours', () => {
  const night = { from: 22 * 60, until: 7 * 60 }
  const until = (local: string) => quietUntil(night, beijing(local), BEIJING_CALENDAR)

  test('pass midnight and end in the morning', () => {
    expect(until('2026-03-02 21:59')).toBeUndefined()
    expect(until('2026-03-02 22:00')).toBe(beijing('2026-03-03 07:00'))
    expect(until('2026-03-03 06:59')).toBe(beijing('2026-03-03 07:00'))
    expect(until('2026-03-03 07:00')).toBeUndefined()
  })
})

describe('a message that needs no carrier', () => {
  test('is there as it is opened and is the same as one that was opened, planned and accepted', () => {
    const three = opened().when(sent(1), at(0)).thenAccepted().state
    expect(evolvePage(NO_PAGE, { type: 'PageKept', at: now, order: order() })).toEqual(three)
  })

  test('is settled with it where that is all that was wanted', () => {
    const wanted = order({
      until: { kind: 'told' },
      steps: [{ channel: 'inbox', contact: 'inbox' }],
    })
    const told = opened(wanted).when(sent(1), at(0)).thenAccepted().when({ type: 'LetGo' }, at(0))
    const kept = { type: 'PageKept', at: now, order: wanted, settled: 'told' } as const
    expect(evolvePage(NO_PAGE, kept)).toEqual(told.thenAccepted().state)
  })
})
