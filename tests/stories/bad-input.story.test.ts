// Whatever is sent, the answer is a 4xx that says what is wrong, and nothing has changed.
import { describe, expect, test } from 'vitest'
import type { Addressed, JsonObject, Schema } from '../client/document.ts'
import { bodySchemaOf, resolved } from '../client/document.ts'
import { exampleOf } from '../client/example.ts'
import { allDigests } from '../harness/all-text.ts'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { drafted, WATER } from './play/small-whistle.ts'
import { openStage, type Stage } from './play/stage.ts'
import type { WhistlePlay } from './play/whistle-play.ts'

/** Tables that live by the wall clock, not by commands; and a failed log-in is counted as one. */
const BACKGROUND =
  /heartbeat|outages|audit|api_tokens|login_failures|muster_jobs.(?:instance|version|queue$)/

/** Texts of JSON that no field takes, whatever it is for. */
const POISON = ['"a\\u0000b"', '"\\ud800"', '-1.5e300', '[[[[]]]]', '{"__proto__":{"x":1}}']

async function digest(server: DemoServer): Promise<readonly (readonly [string, string])[]> {
  return [...(await allDigests(server))].filter(([table]) => !BACKGROUND.test(table))
}

interface Sent {
  readonly what: string
  readonly status: number
  readonly code: string
}

interface Raw {
  readonly operation: Addressed
  readonly path: string
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

class Sender {
  readonly sent: Sent[] = []
  readonly stage: Stage
  readonly play: WhistlePlay
  #count = 0

  constructor(stage: Stage, play: WhistlePlay) {
    this.stage = stage
    this.play = play
  }

  /** The address with ids that exist, so that only the body is wrong. */
  pathOf({ path }: Addressed): string {
    return path
      .replace('{department}', WATER)
      .replace('{person}', this.play.officer(WATER).person)
      .replace('{round}', '1')
      .replace('{whistleId}', this.play.id)
      .replace(/^(\/api\/cases\/)\{id\}/, `$1${this.play.caseId}`)
      .replace(/\{\w+\}/g, this.play.id)
  }

  async send(what: string, { operation, path, body, headers = {} }: Raw): Promise<void> {
    this.#count += 1
    const { token } = await this.stage.as(this.play.commander)
    const answer = await fetch(`${this.stage.client.url}${path}`, {
      method: operation.method.toUpperCase(),
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': `bad-${this.#count}`,
        ...headers,
      },
      ...(operation.method === 'get' ? {} : { body }),
    })
    const text = await answer.text()
    const isProblem = (answer.headers.get('content-type') ?? '').startsWith('application/problem')
    const code = isProblem ? String(JSON.parse(text).code) : `no problem: ${text.slice(0, 80)}`
    this.sent.push({ what, status: answer.status, code })
  }

  operation(id: string): Addressed {
    const found = this.stage.client.operations.get(id)
    if (found === undefined) throw new Error(`no operation ${id}`)
    return found
  }
}

/** Every property of every body, one level deep, replaced by each poison. */
async function poisonBodies(sender: Sender): Promise<void> {
  const { document, operations } = sender.stage.client
  for (const operation of operations.values()) {
    const schema = bodySchemaOf(operation)
    if (schema === undefined || operation.path.startsWith('/api/public/demo')) continue
    const path = sender.pathOf(operation)
    const { operationId } = operation
    const example = exampleOf(document, schema) as JsonObject
    const properties = Object.keys(resolved(document, schema).properties ?? ({} as Schema))
    for (const [at, name] of properties.entries()) {
      const poison = POISON[at % POISON.length] ?? ''
      const rest = Object.entries(example).filter(([key]) => key !== name)
      const fields = rest.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
      const body = `{${[...fields, `${JSON.stringify(name)}:${poison}`].join()}}`
      await sender.send(`${operationId}.${name}=${poison}`, { operation, path, body })
    }
    const unknown = JSON.stringify({ ...example, unbekannt: 1 })
    await sender.send(`${operationId} unknown field`, { operation, path, body: unknown })
  }
}

const NOT_BODIES = ['', '{', 'null', '[]', '"x"', '1', '{"a":1,}', `${'['.repeat(5000)}`, '{"a":']

async function brokenBodies(sender: Sender): Promise<void> {
  const operation = sender.operation('draftWhistle')
  const path = sender.pathOf(operation)
  for (const body of NOT_BODIES)
    await sender.send(`body ${body.slice(0, 9)}`, { operation, path, body })
  const long = JSON.stringify({ title: 'x'.repeat(400_000) })
  await sender.send('a body that is too long', { operation, path, body: long })
  const headers = { 'content-type': 'text/xml' }
  await sender.send('a body of another type', { operation, path, body: '<a/>', headers })
}

/** Well-formed and out of sense: places, times, texts, people. */
async function senselessDrafts(sender: Sender): Promise<void> {
  const operation = sender.operation('draftWhistle')
  const path = sender.pathOf(operation)
  const example = exampleOf(
    sender.stage.client.document,
    bodySchemaOf(operation) as Schema,
  ) as Record<string, unknown>
  const place = (coordinates: readonly number[]) => ({
    place: { point: { type: 'Point', coordinates }, text: '某处' },
  })
  const assembly = (at: string) => ({ assembly: { at, place: '村委会' } })
  const ask = (department: string) => ({ asks: [{ department, role: 'lead', text: '查处' }] })
  const cases: Readonly<Record<string, object>> = {
    'off the planet': place([200, 95]),
    'at sea': place([0, 0]),
    'outside the territory': place([2.35, 48.85]),
    'one coordinate': place([117]),
    'in 1970': assembly('1970-01-01T00:00:00+08:00'),
    'in 2300': assembly('2300-01-01T00:00:00+08:00'),
    'on 30 February': assembly('2017-02-30T08:00:00+08:00'),
    'without offset': assembly('2017-01-17T08:30:00'),
    'a title too long': { title: '长'.repeat(201) },
    'an empty title': { title: '' },
    'a line break in a title': { title: '一\n二' },
    'nobody asked': { asks: [] },
    'an unknown department': ask('110117-nobody'),
    'a department twice': { asks: [...ask(WATER).asks, ...ask(WATER).asks] },
    'an unknown kind': { kind: 'picnic' },
    'an unknown problem': { problemType: '99-99' },
    'an unknown case': { caseId: 'c-110117-000000000000' },
  }
  for (const [what, changed] of Object.entries(cases)) {
    const body = { ...example, caseId: sender.play.caseId, ...ask(WATER), ...changed }
    await sender.send(what, { operation, path, body: JSON.stringify(body) })
  }
}

async function senselessRequests(sender: Sender): Promise<void> {
  const read = sender.operation('getWhistle')
  for (const id of ['%00', '..%2f..', 'x'.repeat(300), '%f0%90', "';drop", 'w-110117-none'])
    await sender.send(`path ${id.slice(0, 9)}`, {
      operation: read,
      path: `/api/whistles/${id}`,
      body: '',
    })
  const list = sender.operation('listWhistles')
  for (const query of [
    'limit=0',
    'limit=x',
    'cursor=%00',
    'cursor=e30',
    'sort=drop',
    'nosuch=1',
    'status=%27',
    'status=ringing',
    'status=sounding,ringing',
  ])
    await sender.send(`query ${query}`, {
      operation: list,
      path: `/api/whistles?${query}`,
      body: '',
    })
  const submit = sender.operation('submitWhistle')
  const path = sender.pathOf(submit)
  for (const [name, value] of [
    ['idempotency-key', ''],
    ['idempotency-key', 'x'.repeat(200)],
    ['if-match', 'yesterday'],
    ['authorization', 'Bearer mus_110117_none'],
  ] as const)
    await sender.send(`header ${name}`, {
      operation: submit,
      path,
      body: '{}',
      headers: { [name]: value },
    })
}

describe.each(enginesUnderTest())('bad input on %s', engine => {
  test('is always answered with a 4xx problem, and changes nothing', {
    timeout: 120_000,
  }, async () => {
    const first = await startDemoServer({ engine, at: '2017-01-17T08:30:00+08:00' })
    let running = first
    try {
      const before = await openStage(first.url)
      const play = await drafted(before)
      await before.as(play.commander)
      await first.halt()
      const untouched = await digest(first)
      running = await first.restart()
      const stage = await openStage(running.url)
      const sender = new Sender(stage, play)
      await poisonBodies(sender)
      await brokenBodies(sender)
      await senselessDrafts(sender)
      await senselessRequests(sender)
      const accepted = sender.sent.filter(({ status }) => status < 400 || status >= 500)
      expect(accepted).toEqual([])
      expect(sender.sent.filter(({ code }) => code.startsWith('no problem'))).toEqual([])
      expect(sender.sent.length).toBeGreaterThan(250)
      await running.halt()
      expect(await digest(running)).toEqual(untouched)
      running = await running.restart()
      const alive = await openStage(running.url)
      const { events } = await alive.call<{ events: string[] }>(play.commander, 'submitWhistle', {
        id: play.id,
      })
      expect(events).toContain('WhistleSounded')
      await running.halt()
      expect(await digest(running)).not.toEqual(untouched)
    } finally {
      await running.stop()
    }
  })
})
