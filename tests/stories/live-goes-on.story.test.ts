// The live stream misses nothing after a break, shows what one may see now, and ends with the right (section 3 of the guide).
import { describe, expect, test, vi } from 'vitest'
import { enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { follow } from '../harness/live-reader.ts'
import { blow, POLICE, WATER } from './play/small-whistle.ts'
import { openStage } from './play/stage.ts'
import { withStage } from './play/with-stage.ts'

const PATIENCE = { timeout: 60_000, interval: 20 }

describe.each(enginesUnderTest())('the live stream over a restart on %s', engine => {
  test('a reader who was away hears of what began and of what went on before the server was started anew', async () => {
    const server = await startDemoServer({ engine, at: '2017-01-17T08:30:00+08:00' })
    let running = server
    try {
      const stage = await openStage(server.url)
      const before = await blow(stage)
      const { token = '' } = await stage.as(before.of(WATER).duty)
      const first = await follow(server.url, token)
      await before.sign(WATER)
      await vi.waitFor(() => expect(first.types()).toContain('SummonsSigned'), PATIENCE)
      await first.stop()
      await blow(stage)
      await before.setOut(WATER)
      await server.halt()
      running = await server.restart()
      const second = await follow(running.url, token, first.lastId())
      await vi.waitFor(() => expect(second.types()).toContain('OfficerSetOut'), PATIENCE)
      expect(second.types()).toContain('WhistleSounded')
      await second.stop()
    } finally {
      await running.stop()
    }
  })
})

describe.each(enginesUnderTest())('the live stream on %s', engine => {
  const staged = withStage(engine, '2017-01-17T08:30:00+08:00')

  test('a reader who was away gets what happened meanwhile, in order and once', async () => {
    const { stage, server } = staged
    const play = await blow(stage)
    const { token = '' } = await stage.as(play.of(WATER).duty)
    const first = await follow(server.url, token)
    await play.sign(WATER)
    await vi.waitFor(() => expect(first.types()).toContain('SummonsSigned'), PATIENCE)
    const last = first.lastId()
    await first.stop()
    await play.setOut(WATER)
    await play.arrive(WATER)
    const second = await follow(server.url, token, last)
    await vi.waitFor(() => expect(second.types()).toContain('ArrivalProved'), PATIENCE)
    expect(second.types()).toEqual(['OfficerSetOut', 'ArrivalProved'])
    const positions = second.ids().map(BigInt)
    expect(positions.every((each, i) => i === 0 || each > (positions[i - 1] ?? 0n))).toBe(true)
    await second.stop()
  })

  test('a stranger hears nothing of it', async () => {
    const { stage, server } = staged
    const stranger = stage.member('110101-wangfujing.duty')
    const { token = '' } = await stage.as(stranger)
    const deaf = await follow(server.url, token)
    const hearing = await follow(server.url, (await stage.as(stage.member(`${POLICE}.duty`))).token)
    const play = await blow(stage)
    await play.sign(POLICE)
    await vi.waitFor(() => expect(hearing.types()).toContain('SummonsSigned'), PATIENCE)
    expect(deaf.types()).toEqual([])
    await deaf.stop()
    await hearing.stop()
  })

  test('a revoked token ends the stream within five seconds', async () => {
    const { stage, server } = staged
    const administrator = /administrator .*\b(mus_\S+)/.exec(server.output())?.[1]
    const admin = stage.client.as(administrator)
    const { items } = await admin.call<{
      items: { id: string; district: string; person: string }[]
    }>('listTokens', { district: '110117' })
    const who = stage.member(`${WATER}.head`)
    const { token = '' } = await stage.as(who)
    const reader = await follow(server.url, token)
    const held = [...items, ...(await tokensOf())].find(({ person }) => person === who.person)
    await admin.call('revokeToken', { district: held?.district, id: held?.id })
    await vi.waitFor(() => expect(reader.hasEnded()).toBe(true), { timeout: 5000, interval: 20 })
    expect(reader.farewell()).toMatchObject({ reason: 'token_revoked' })
    async function tokensOf() {
      const listed = await admin.call<{ items: typeof items }>('listTokens', { district: '110117' })
      return listed.items
    }
  })
})
