// What every channel promises, tested against a provider that really runs.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Channel, OutgoingMessage, Sent } from './channel.ts'

/** How the provider answers: takes it, refuses it for good, refuses it for now, says nothing. */
export type Behaviour = 'take' | 'refuse' | 'busy' | 'hang'

/** A message as whoever receives it reads it. */
export interface Arrived {
  /** Everything that is read, title and link included. */
  readonly text: string
  /** By what the receiver knows a second try again, where there is such a thing. */
  readonly id?: string | undefined
}

export interface Rig {
  readonly channel: Channel
  /** An address that the provider knows. */
  readonly to: string
  readonly malformed: readonly string[]
  behave(how: Behaviour): void
  arrived(): readonly Arrived[]
  /** The provider is gone; nobody answers at its address. */
  leave(): Promise<void>
}

export const message: Omit<OutgoingMessage, 'to'> = {
  key: 'w-110117-a1/call/p-110117-3#1',
  title: '吹哨：金海湖镇请区水务局报到',
  text: '金海湖镇 14:05 吹哨，请在 14:35 前到场。“盗采”疑似 <b>3</b> 车，@all [点此](http://evil.example/)。',
  link: 'https://muster.example/a#sAmPlEcOdE0123456789-_',
  urgent: true,
  tag: 'w-110117-a1/110117-water',
  language: 'zh',
}

const ENOUGH_MS = 3000

/** What a test of the contract has at hand. */
interface Bench {
  readonly rig: Rig
  send(change?: Partial<OutgoingMessage>, ms?: number): Promise<Sent>
  /** The last message, once there are more than so many. */
  arrivedAfter(before: number): Promise<Arrived>
}

function benchOf(rig: Rig): Bench {
  return {
    rig,
    send: (change = {}, ms = ENOUGH_MS) =>
      rig.channel.send({ ...message, to: rig.to, ...change }, AbortSignal.timeout(ms)),
    arrivedAfter: async before => {
      await vi.waitFor(() => expect(rig.arrived().length).toBeGreaterThan(before))
      return rig.arrived().at(-1) ?? { text: '' }
    },
  }
}

export function describeChannel(name: string, open: () => Promise<Rig>): void {
  describe(`${name} as a channel`, () => {
    let bench: Bench
    beforeAll(async () => {
      bench = benchOf(await open())
    })
    afterAll(() => bench.rig.leave())
    beforeEach(() => bench.rig.behave('take'))

    bringsWords(() => bench)
    tellsWhatBecame(() => bench)
  })
}

function bringsWords(bench: () => Bench): void {
  it('brings title, words and link', async () => {
    const { rig, send, arrivedAfter } = bench()
    const before = rig.arrived().length
    expect(await send()).toMatchObject({ ok: true })
    const { text } = await arrivedAfter(before)
    expect(text).toContain('请在 14:35 前到场')
    expect(text).toContain('sAmPlEcOdE0123456789-_')
  })

  it('brings a long message cut, never its link', async () => {
    const { rig, send, arrivedAfter } = bench()
    const before = rig.arrived().length
    const sent = await send({ key: 'long', text: '水位上涨，'.repeat(5000) })
    expect(sent).toMatchObject({ ok: true })
    const { text } = await arrivedAfter(before)
    expect(text).toContain('水位上涨')
    expect(text).toContain('sAmPlEcOdE0123456789-_')
  })

  it('gives a second try the name of the first, where names count', async () => {
    const { rig, send, arrivedAfter } = bench()
    const before = rig.arrived().length
    await send({ key: 'again' })
    const first = await arrivedAfter(before)
    await send({ key: 'again' })
    const second = await arrivedAfter(before + 1)
    expect(second).toEqual(first)
    await send({ key: 'another' })
    const other = await arrivedAfter(before + 2)
    if (rig.channel.isIdempotent) expect(first.id).toBeDefined()
    if (first.id !== undefined) expect(other.id).not.toBe(first.id)
  })
}

function expectSecretive(sent: Sent, { to }: Rig): void {
  const said = JSON.stringify(sent)
  for (const kept of [to, 'sAmPlEcOdE', '金海湖']) expect(said).not.toContain(kept)
}

function tellsWhatBecame(bench: () => Bench): void {
  it('says when it is refused for good', async () => {
    const { rig, send } = bench()
    rig.behave('refuse')
    const sent = await send({ key: 'refused' })
    expect(sent).toMatchObject({ ok: false, permanent: true })
    expectSecretive(sent, rig)
  })

  it('says when it may be tried again', async () => {
    const { rig, send } = bench()
    rig.behave('busy')
    const sent = await send({ key: 'busy' })
    expect(sent).toMatchObject({ ok: false, permanent: false })
    expectSecretive(sent, rig)
  })

  it('waits no longer than it is told', async () => {
    const { rig, send } = bench()
    rig.behave('hang')
    const timedOut = { ok: false, reason: 'timed_out', permanent: false }
    expect(await send({ key: 'hang' }, 150)).toEqual(timedOut)
  })

  it('refuses an address that it cannot read, and keeps it to itself', async () => {
    const { rig, send } = bench()
    for (const to of rig.malformed) {
      const sent = await send({ to })
      expect(sent).toMatchObject({ ok: false, permanent: true })
      if (to !== '') expect(JSON.stringify(sent)).not.toContain(to)
    }
  })

  it('may be tried again when nobody answers', async () => {
    const { rig, send } = bench()
    await rig.leave()
    const sent = await send({ key: 'nobody' })
    expect(sent).toMatchObject({ ok: false, permanent: false })
    expectSecretive(sent, rig)
  })
}
