// Each person says how they are reached; a code proves an address; a preview says who would be told what, when and how.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf } from '../client/problem.ts'
import { type DemoServer, startDemoServer } from '../harness/demo-server.ts'
import { HOUR, MINUTE, openStage, type Stage, toRfc3339 } from './play/stage.ts'
import type { Told } from './play/told.ts'
import { blow, draft } from './two-departments.ts'

interface Contacts {
  readonly ways: readonly { id: string; address: string | null; verifiedAt?: string }[]
  readonly tried: readonly string[]
}

interface Preview {
  readonly items: readonly {
    at: string
    act: string
    department?: string
    clock?: string
    people: readonly {
      person: string
      channels: readonly string[]
      at: string
      again: readonly string[]
      atOnce: boolean
      gap: boolean
      name?: unknown
    }[]
  }[]
}

const PHONE = '+999 0000 0001'

describe('how people are reached', () => {
  let server: DemoServer
  let gateway: Server
  let stage: Stage
  const messages: string[] = []
  const folder = mkdtempSync(join(tmpdir(), 'muster-channels-'))
  const desk = () => stage.member('110117-planning.duty')

  beforeAll(async () => {
    gateway = createServer((request, response) => {
      let body = ''
      request.on('data', part => {
        body += part
      })
      request.on('end', () => {
        messages.push(decodeURIComponent(body))
        response.end('{"ok":true}')
      })
    })
    await new Promise<void>(resolve => {
      gateway.listen(0, '127.0.0.1', resolve)
    })
    const { port } = gateway.address() as AddressInfo
    server = await startDemoServer({
      at: '2026-03-02T22:30:00+08:00',
      settings: smsSettings(folder, `http://127.0.0.1:${port}/send`),
    })
    stage = await openStage(server.url)
  })
  afterAll(async () => {
    await server.stop()
    gateway.close()
    rmSync(folder, { recursive: true })
  })

  test('an address counts once its code has come back; a colleague never sees it', async () => {
    const body = { ways: [{ id: 'phone', channel: 'sms', address: PHONE }], language: 'zh' }
    await stage.call(desk(), 'setMyContacts', { body })
    const before = await stage.call<Contacts>(desk(), 'getMyContacts')
    expect(before).toMatchObject({
      ways: [{ id: 'phone', address: PHONE }],
      tried: ['sms', 'inbox'],
    })
    expect(before.ways[0]).not.toHaveProperty('verifiedAt')
    await stage.call(desk(), 'askForCode', { way: 'phone', body: {} })
    const code = /\b\d{6}\b/.exec(messages.join(' '))?.[0] ?? ''
    const wrong = { way: 'phone', body: { code: code === '000000' ? '000001' : '000000' } }
    expect(await problemOf(stage.call(desk(), 'giveCode', wrong))).toMatchObject({
      status: 422,
      code: 'contact_code_wrong',
    })
    await stage.call(desk(), 'giveCode', { way: 'phone', body: { code } })
    const { ways } = await stage.call<Contacts>(desk(), 'getMyContacts')
    expect(ways[0]).toHaveProperty('verifiedAt')

    const colleague = stage.member('110117-planning.head')
    const reach = await stage.call(colleague, 'getReach', { id: desk().person })
    expect(reach).toMatchObject({ ways: [{ channel: 'sms', enabled: true, verified: true }] })
    expect(JSON.stringify(reach)).not.toContain('999')
    const stranger = stage.member('110117006.duty')
    expect(await problemOf(stage.call(stranger, 'getReach', { id: desk().person }))).toMatchObject({
      status: 404,
    })
  })

  test('a ladder is looked at before anybody is told; quiet hours hold, but not in an emergency', async () => {
    const quiet = { from: 1320, until: 420 }
    const keep = { ways: [{ id: 'phone', channel: 'sms' }], quiet, language: 'zh', atOnce: true }
    const people = [desk(), stage.member('110117-planning.duty', 1)]
    for (const [n, person] of people.entries())
      await stage.call(person, 'setMyContacts', {
        body: n === 0 ? keep : { ...keep, ways: [] },
      })
    const ask = (kind: string) =>
      stage.call<Preview>(stage.member('110117006.duty'), 'previewLadders', {
        body: { kind, departments: ['110117-planning'] },
      })
    const urgent = await ask('emergency')
    const lines = urgent.items.map(({ at, act, clock }) => `${at.slice(11, 16)} ${act} ${clock}`)
    expect(lines.slice(0, 6)).toEqual([
      '22:30 call sign',
      '22:30 review review',
      '22:33 urge sign',
      '22:35 page sign',
      '22:40 page sign',
      '22:45 supervise sign',
    ])
    expect(urgent.items[0]?.people[0]?.at).toBe('2026-03-02T22:30:00+08:00')
    expect(urgent.items[0]?.people[0]?.atOnce).toBe(true)
    expect(urgent.items[3]?.people[0]).toMatchObject({
      person: stage.member('110117-planning.head').person,
      atOnce: false,
    })
    expect(urgent.items[4]?.people[0]?.person).toBe(stage.member('110117-coord.leader').person)
    const planned = await ask('enforcement')
    expect(planned.items[0]?.people[0]?.at).toBe('2026-03-03T07:00:00+08:00')
    expect(planned.items[0]?.people[0]).toMatchObject({ atOnce: false })
    expect(planned.items[0]?.people[0]).not.toHaveProperty('name')
  })

  test('a kind’s ladder names channels and repeats; a whistle’s preview follows it', async () => {
    const city = stage.member('110000-coord.head')
    const { versions } = await stage.call<{ versions: Record<string, unknown>[] }>(
      city,
      'getKind',
      {
        code: 'emergency',
      },
    )
    const ladders = {
      sign: [
        {
          minutes: 0,
          tell: 'head',
          act: 'page',
          channels: ['sms'],
          repeat: { everyMinutes: 2, times: 2 },
        },
      ],
    }
    const effectiveFrom = '2026-03-02T22:30:00+08:00'
    const body = { ...versions[0], version: 'louder', effectiveFrom, ladders }
    await stage.call(city, 'publishKind', { body })
    const commander = stage.member('110117006.secretary')
    const { id } = await blow(stage, commander, 'emergency')
    const { items } = await stage.call<Preview>(commander, 'previewWhistle', { id })
    expect(items.length).toBeGreaterThan(0)
    for (const { clock, people } of items) {
      expect(clock).toBe('sign')
      expect(people[0]).toMatchObject({ channels: ['sms'], gap: false })
      expect(people[0]?.again.map(at => at.slice(11, 16))).toEqual(['22:37', '22:39'])
    }
    const other = stage.member('110117-water.duty')
    const seen = await stage.call<Preview>(other, 'previewWhistle', { id }).then(
      ({ items: own }) => own.map(({ department }) => department),
      () => [],
    )
    expect(seen.every(department => department === '110117-water')).toBe(true)
    expect(
      await problemOf(stage.call(stage.member('110101001.duty'), 'previewWhistle', { id })),
    ).toMatchObject({ status: 404, code: 'unknown_whistle' })
  })

  test('what is foretold is what happens: a gap asks the head at once, and silence is told again', async () => {
    const head = stage.member('110117-planning.head')
    const [duty] = (
      await stage.call<{ layers: { people: { person: string }[] }[] }>(
        desk(),
        'getOrganisationDuty',
        { id: '110117-planning', layer: 'duty' },
      )
    ).layers
    const person = duty?.people[0]?.person
    const from = toRfc3339(await stage.now())
    const until = toRfc3339((await stage.now()) + 12 * HOUR)
    const roster = 'roster-110117-110117-planning.duty'
    await stage.call(head, 'recordLeave', { id: roster, body: { id: 'ill', person, from, until } })

    const commander = stage.member('110117006.secretary')
    const { id } = await draft(stage, commander, 'emergency')
    const { items } = await stage.call<Preview>(commander, 'previewWhistle', { id })
    const start = await stage.now()
    const end = start + 20 * MINUTE
    const foretold = items
      .flatMap(({ act, people }) =>
        people.flatMap(({ person: who, channels, at, again, gap }) =>
          [at, ...again].map(when => ({ when, line: `${act} ${who} ${channels[0]} ${gap}` })),
        ),
      )
      .filter(({ when }) => Date.parse(when) <= end)
    await stage.call(commander, 'submitWhistle', { id })
    await stage.moveTo(end)
    await stage.advance(0)
    const { items: told } = await stage.call<{ items: readonly Told[] }>(
      commander,
      'listPagesOfWhistle',
      { id },
    )
    const happened = told.flatMap(({ act, person: who, gap, attempts }) =>
      attempts.map(({ channel, at }) => ({
        when: at ?? '',
        line: `${act} ${who} ${channel} ${gap}`,
      })),
    )
    const lines = (all: readonly { when: string; line: string }[]) =>
      all.map(({ when, line }) => `${(Date.parse(when) - start) / MINUTE} ${line}`).toSorted()
    expect(lines(happened)).toEqual(lines(foretold))
    // Nobody is at the desk: the head is told with the call, and in their place.
    expect(lines(happened)).toContain(`0 call ${head.person} sms true`)
    expect(lines(happened)).toContain(`9 page ${head.person} sms false`)
  })
})

function smsSettings(folder: string, url: string): Record<string, string> {
  const file = join(folder, 'channels.json')
  writeFileSync(file, JSON.stringify({ sms: { url, json: { to: '{to}', text: '{text}' } } }))
  return { MUSTER_CHANNELS: file, MUSTER_OUTGOING_ALLOW: '127.0.0.1' }
}
