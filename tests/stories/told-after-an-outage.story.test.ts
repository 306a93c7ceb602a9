// Muster was away: what it should have said meanwhile goes out as one message for each person, which names the outage (rule 20).
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Provider,
  startProvider,
} from '../../apps/server/src/platform/channels/testing-provider.ts'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { blow, LEAD, POLICE, WATER } from './play/small-whistle.ts'
import { MINUTE, openStage, toRfc3339 } from './play/stage.ts'
import { linesOf, toldOf } from './play/told.ts'

interface Sms {
  readonly to: string
  readonly text: string
}

const START = Date.parse('2017-01-17T08:30:00+08:00')

// A second start is the same on both.
describe.each(enginesUnderTest().slice(-1))('told after an outage, on %s', engine => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-outage-'))
  const messages: Sms[] = []
  let gateway: Provider
  let server: DemoServer

  beforeAll(async () => {
    gateway = await startProvider((_how, { body }) => {
      messages.push(JSON.parse(body.toString('utf8')) as Sms)
      return { status: 200, body: '{"code":0}' }
    })
    const file = join(folder, 'channels.json')
    const sms = { url: `${gateway.origin}/send`, json: { to: '{to}', text: '{text}' } }
    writeFileSync(file, JSON.stringify({ sms }))
    const settings = { MUSTER_CHANNELS: file, MUSTER_OUTGOING_ALLOW: '127.0.0.1' }
    server = await startDemoServer({ engine, at: toRfc3339(START), settings })
  })
  afterAll(async () => {
    await server.stop()
    await gateway.leave()
    rmSync(folder, { recursive: true })
  })

  test('one message for each person, all of it late, and none twice', async () => {
    const before = await openStage(server.url)
    const plays = [await blow(before), await blow(before)]
    // Eight minutes in, those who signed are not late with anything.
    await before.moveTo(START + MINUTE)
    for (const play of plays) for (const one of [LEAD, POLICE]) await play.sign(one)
    await before.moveTo(START + 2 * MINUTE)
    for (const play of plays) await toldOf(play)
    const intime = messages.splice(0)
    // The control: the first messages are never bundled, and name no outage.
    expect(intime.filter(({ text }) => text.includes('签收'))).toHaveLength(6)
    expect(intime.some(({ text }) => text.includes('中断'))).toBe(false)

    server = await server.restart({ MUSTER_DEMO_AT: toRfc3339(START + 17 * MINUTE) })
    const stage = await openStage(server.url)
    await stage.advance(0)
    const found = plays.map(play => Object.assign(Object.create(play), { stage }) as typeof play)
    const told = (await Promise.all(found.map(toldOf))).flat()
    const late = (person: string) =>
      linesOf(told, START, one => one.person === person && one.department === WATER).filter(
        line => !line.startsWith('0 '),
      )
    const desk = 'p-110117-water-04'
    const head = stage.member(`${WATER}.head`).person
    const leader = stage.member('110117-coord.leader').person
    const coordination = stage.member('110117-coord.head').person
    // Two whistles: each of the four should have been told twice between minutes 3 and 15.
    expect(late(desk)).toEqual([`17 urge ${desk} sms`, `17 urge ${desk} sms`])
    expect(late(head)).toEqual([`17 page ${head} sms`, `17 page ${head} sms`])
    expect(late(leader)).toEqual([`17 page ${leader} sms`, `17 page ${leader} sms`])
    const supervised = [`17 supervise ${coordination} sms`, `17 supervise ${coordination} sms`]
    expect(late(coordination)).toEqual(supervised)
    // And each was told both by one message, which says when Muster was away.
    const numbers = messages.map(({ to }) => to)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(messages).toHaveLength(4)
    // It was last heard of between the first whistle and its end.
    for (const { text } of messages) expect(text).toMatch(/系统 08:3[0-2] 至 08:47 中断/)
    // The control: what is due after it goes out alone and in time.
    messages.splice(0)
    await stage.moveTo(START + 30 * MINUTE)
    for (const play of found) await toldOf(play)
    expect(messages.some(({ text }) => text.includes('催办'))).toBe(true)
    expect(messages.some(({ text }) => text.includes('中断'))).toBe(false)
  })
})
