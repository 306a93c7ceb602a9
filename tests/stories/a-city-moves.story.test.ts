// A city is written to a file and brought into an empty database: what comes out there is the same file again.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDb } from '../../apps/server/src/platform/db/testing.ts'
import { enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { runOperator } from '../harness/operator.ts'
import { DAY, openStage, type Stage, toRfc3339 } from './play/stage.ts'

const LENDER = '110117006.secretary'
const STANDS_IN = '110117006.duty'
const MAIL = 'duty@planning.example'

/** Each of the operator's commands opens the whole database anew. */
const PATIENT = { timeout: 240_000 }

const folder = mkdtempSync(join(tmpdir(), 'muster-city-'))
interface City {
  readonly source: string
  readonly directory: {
    readonly organisations: readonly { id: string }[]
    readonly people: readonly { id: string; organisation: string }[]
  }
  readonly grants: {
    id: string
    office: string
    rests?: { until?: string }
    delegatedBy?: { office: string }
  }[]
  readonly contacts: { person: string; ways: { address: string; verified: boolean }[] }[]
}

async function muster(settings: Readonly<Record<string, string>>, ...given: readonly string[]) {
  const { code, output } = await runOperator(settings, ...given)
  if (code !== 0) throw new Error(output)
}

const read = (file: string) => readFileSync(file, 'utf8')

/** A database of its own without anything in it. */
const empty = (name: string) => ({ MUSTER_DATA_DIR: join(folder, name), MUSTER_LOG_LEVEL: 'warn' })

describe('a city moves whole', () => {
  const first = join(folder, 'first.json')
  const second = join(folder, 'second.json')
  let city: City
  let until: string

  beforeAll(async () => {
    const server = await startDemoServer()
    try {
      const stage = await openStage(server.url)
      until = toRfc3339((await stage.now()) + 7 * DAY)
      await changeGrants(stage, until)
      await setContacts(stage)
      await server.halt()
      const own = { ...server.settings, MUSTER_DEMO: '0', MUSTER_DEMO_AT: '' }
      await muster(own, 'export', '--out', first)
    } finally {
      await server.stop()
    }
    city = JSON.parse(read(first)) as City
  }, PATIENT.timeout)
  afterAll(() => rmSync(folder, { recursive: true }))

  test('what could be lost is in the file: contacts, grants that rest or were lent', () => {
    expect(city.grants.flatMap(({ rests }) => rests ?? [])).toHaveLength(2)
    expect(city.grants.map(({ rests }) => rests)).toEqual(expect.arrayContaining([{ until }, {}]))
    expect(city.grants.filter(({ delegatedBy }) => delegatedBy !== undefined)).toMatchObject([
      { office: STANDS_IN, delegatedBy: { office: LENDER } },
    ])
    expect(city.contacts).toMatchObject([
      { ways: [{ verified: true }, { address: MAIL, verified: false }] },
    ])
    expect(city.directory.people.length).toBeGreaterThan(100)
  })

  test('in an empty database it is the same file again', PATIENT, async () => {
    await muster(empty('new'), 'import', first)
    await muster(empty('new'), 'export', '--out', second)
    expect(JSON.parse(read(second))).toEqual(city)
    expect(read(second)).toBe(read(first))
  })

  test.runIf(enginesUnderTest().includes('postgres'))(
    'on PostgreSQL it is the same file, byte for byte, whatever order its fields came in',
    PATIENT,
    async () => {
      const fresh = await freshDb('postgres')
      const settings = { ...empty('served'), DATABASE_URL: fresh.databaseUrl ?? '' }
      const turned = join(folder, 'turned.json')
      writeFileSync(turned, JSON.stringify(turnedRound(city)))
      try {
        await muster(settings, 'import', turned)
        await muster(settings, 'export', '--out', second)
      } finally {
        await fresh.close()
      }
      expect(read(turned).startsWith('{"source"')).toBe(true)
      expect(read(second)).toBe(read(first))
    },
  )

  test(
    'the operator issues tokens to its people, and to nobody who is not in it',
    PATIENT,
    async () => {
      const [known] = city.directory.people
      const issue = (person: string) =>
        runOperator(
          empty('new'),
          ...['tokens', 'create', '--person', person, '--office', '110117006.duty'],
          ...['--organisation', '110117006', '--district', '110117', '--scopes', 'read'],
        )
      const refused = await issue('p-nobody')
      expect([refused.code, refused.output]).toEqual([
        1,
        expect.stringContaining('unknown_token_person'),
      ])
      expect(await issue(known?.id ?? '')).toMatchObject({
        code: 0,
        output: expect.stringMatching(/^mus_110117_\S+\n$/),
      })
    },
  )

  test('the control: less that goes in is less that comes out', PATIENT, async () => {
    const less = join(folder, 'less.json')
    const { source, directory } = city
    const people = directory.people.filter(({ id }) => city.contacts.some(one => one.person === id))
    const organisations = directory.organisations.filter(({ id }) => id === people[0]?.organisation)
    const part = { organisations, people: people.map(person => ({ ...person, offices: [] })) }
    const [contact] = city.contacts
    const ways = contact?.ways.slice(0, 1)
    const contacts = [{ ...contact, ways }]
    writeFileSync(less, JSON.stringify({ source, directory: part, contacts }))
    await muster(empty('other'), 'import', less)
    await muster(empty('other'), 'export', '--out', second)
    const arrived = JSON.parse(read(second)) as City
    expect(arrived).toMatchObject({ grants: [], contacts })
    expect(arrived).not.toMatchObject({ contacts: city.contacts })
  })
})

/** The same content, the fields of every object the other way round. */
function turnedRound(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnedRound)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).map(([name, part]) => [name, turnedRound(part)] as const)
  return Object.fromEntries(fields.reverse())
}

async function changeGrants(stage: Stage, until: string): Promise<void> {
  const keeper = stage.member('110117-coord.head')
  const query = { office: LENDER, limit: 50 }
  const { items } = await stage.call<{ items: { id: string; power: string }[] }>(
    keeper,
    'listGrants',
    query,
  )
  const [lent, rested, resting] = ['summon', 'veto', 'grade'].map(
    power => items.find(one => one.power === power)?.id ?? '',
  )
  const body = { office: STANDS_IN, until }
  await stage.call(stage.member(LENDER), 'delegateGrant', { id: lent, body })
  const reason = '核查期间暂停'
  await stage.call(keeper, 'suspendGrant', { id: rested, body: { reason, until } })
  await stage.call(keeper, 'suspendGrant', { id: resting, body: { reason } })
}

async function setContacts(stage: Stage): Promise<void> {
  const ways = [
    { id: 'inbox', channel: 'inbox', address: 'inbox' },
    { id: 'mail', channel: 'email', address: MAIL, enabled: false },
  ]
  const body = { ways, quiet: { from: 1320, until: 420 }, language: 'en', atOnce: true }
  await stage.call(stage.member('110117-planning.duty'), 'setMyContacts', { body })
}
