import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { describeChannel, message } from '../channels/testing-contract.ts'
import { outgoing, type Provider, startProvider } from '../channels/testing-provider.ts'
import { systemClock } from '../clock.ts'
import { enginesUnderTest, type FreshDb, freshDb } from '../db/testing.ts'
import { openVault, type Vault } from '../vault/vault.ts'
import { createWebhooks, type Webhooks, webhookIdOf } from './webhooks.ts'

const STATUS = { take: 204, refuse: 410, busy: 503 } as const
const DAY = 86_400_000

interface Rig {
  readonly fresh: FreshDb
  readonly vault: Vault
  readonly webhooks: Webhooks
  readonly at: { now: number }
  readonly receiver: Provider
  close(): Promise<void>
}

async function open(engine: 'postgres' | 'pglite'): Promise<Rig> {
  const directory = mkdtempSync(join(tmpdir(), 'muster-webhooks-'))
  const fresh = await freshDb(engine)
  const vault = await openVault({ directory })
  const receiver = await startProvider(how => ({ status: STATUS[how] }))
  // Signatures are of now, and so is the clock of the test; it can be put forward.
  const at = { now: systemClock.now() }
  const clock = { now: () => at.now, monotonic: () => at.now }
  const webhooks = createWebhooks({ db: fresh.db, clock, vault, fetch: outgoing })
  return {
    fresh,
    vault,
    webhooks,
    at,
    receiver,
    close: async () => {
      await receiver.leave()
      await vault.close()
      await fresh.close()
      rmSync(directory, { recursive: true })
    },
  }
}

const asked = { district: '110117', label: '水务局办公系统', by: 'p-1' }

function headersOf({ headers }: Provider['asked'][number]): Record<string, string> {
  return Object.fromEntries(
    ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(name => [
      name,
      String(headers[name]),
    ]),
  )
}

describe.each(enginesUnderTest())('webhooks on %s', engine => {
  let shared: Rig | undefined
  describeChannel('webhook', async () => {
    const rig = await open(engine)
    shared = rig
    const { receiver, webhooks } = rig
    const { district, id } = await webhooks.create({ ...asked, url: `${receiver.origin}/hook` })
    return {
      channel: webhooks.channel,
      to: `${district}/${id}`,
      malformed: [
        '',
        'https://hook.example/',
        `${district}/../${id}`,
        '110117/ffffffffffffffffffff',
      ],
      behave: how => receiver.behave(how),
      arrived: () =>
        receiver.asked.map(({ body, headers }) => ({
          text: body.toString('utf8'),
          id: String(headers['webhook-id']),
        })),
      leave: () => receiver.leave(),
    }
  })
  afterAll(() => shared?.close())

  describe('an endpoint', () => {
    let rig: Rig
    let name: { readonly district: string; readonly id: string }
    let secret: string
    beforeAll(async () => {
      rig = await open(engine)
    })
    afterAll(() => rig.close())
    beforeEach(async () => {
      rig.receiver.behave('take')
      const { webhooks, receiver } = rig
      const made = await webhooks.create({ ...asked, url: `${receiver.origin}/hook?k=planted-key` })
      name = { district: made.district, id: made.id }
      secret = made.secret
    })
    afterEach(() => rig.webhooks.end(name, 'p-1'))

    const send = (key: string) =>
      rig.webhooks.channel.send(
        { ...message, key, to: `${name.district}/${name.id}` },
        AbortSignal.timeout(3000),
      )
    const last = () => {
      const request = rig.receiver.asked.at(-1)
      if (request === undefined) throw new Error('nothing arrived')
      return request
    }
    const verifies = (by: string) => {
      const { body, ...rest } = last()
      try {
        return new Webhook(by).verify(body, headersOf({ body, ...rest })) !== undefined
      } catch {
        return false
      }
    }

    it('gets what its secret verifies, and no other', async () => {
      await send('signed')
      expect(verifies(secret)).toBe(true)
      expect(verifies(`whsec_${Buffer.alloc(32, 7).toString('base64')}`)).toBe(false)
      expect(JSON.parse(last().body.toString('utf8'))).toMatchObject({
        type: 'message',
        data: { key: 'signed', title: message.title },
      })
    })

    it('knows two secrets for as long as was said, then the new one alone', async () => {
      const next = (await rig.webhooks.rotate(name, DAY)) ?? ''
      await send('both')
      expect([verifies(secret), verifies(next)]).toEqual([true, true])
      expect((await rig.webhooks.find(name))?.previousUntil).toBe(rig.at.now + DAY)
      // The one before the last is never valid, and the last but one no longer.
      await rig.webhooks.rotate(name, 0)
      await send('one')
      expect([verifies(secret), verifies(next)]).toEqual([false, false])
    })

    it('has a health by what came of its requests', async () => {
      const health = async () => {
        const row = await rig.webhooks.find(name)
        return [row?.failuresInARow, row?.failure, row?.succeededAt === null]
      }
      expect(await health()).toEqual([0, null, true])
      rig.receiver.behave('busy')
      await send('h1')
      await send('h1')
      expect(await health()).toEqual([2, 'status_503', true])
      rig.receiver.behave('take')
      await send('h1')
      expect(await health()).toEqual([0, 'status_503', false])
      const [delivery] = await rig.webhooks.deliveries(name, { after: undefined, limit: 5 })
      expect(delivery).toMatchObject({ id: webhookIdOf('h1'), tries: 3, failure: null })
    })

    it('is sent past deliveries again, word for word and under their names', async () => {
      await send('r1')
      const first = last()
      rig.at.now += 1000
      expect(await rig.webhooks.replay(name, webhookIdOf('r1'))).toEqual({ ok: true })
      const second = last()
      expect(second).not.toBe(first)
      expect(second.body).toEqual(first.body)
      expect(second.headers['webhook-id']).toBe(first.headers['webhook-id'])
      expect(second.headers['webhook-timestamp']).not.toBe(first.headers['webhook-timestamp'])
      expect(verifies(secret)).toBe(true)
      expect(await rig.webhooks.replay(name, 'msg_unknown')).toBeUndefined()
    })

    it('is sent all since a moment, up to the first that it does not take', async () => {
      await send('s1')
      rig.at.now += 1000
      const since = rig.at.now
      await send('s2')
      rig.at.now += 1000
      await send('s3')
      const ids = (await rig.webhooks.replaySince(name, since)).map(each => each.id)
      expect(ids).toEqual([webhookIdOf('s2'), webhookIdOf('s3')])
      rig.receiver.behave('busy')
      expect(await rig.webhooks.replaySince(name, since)).toHaveLength(1)
    })

    it('leaves no address, secret or word in the database, and nothing at all once ended', async () => {
      await send('kept')
      const tables = ['webhook_endpoints', 'webhook_deliveries']
      const rows = await Promise.all(
        tables.map(table => rig.fresh.db.query(`select * from ${table}`)),
      )
      const stored = JSON.stringify(rows, (_key, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      )
      for (const planted of ['planted-key', secret, '金海湖', 'sAmPlEcOdE'])
        expect(stored).not.toContain(planted)
      const [row] = await rig.webhooks.deliveries(name, { after: undefined, limit: 1 })
      expect(rig.vault.open(row?.body ?? '')).toContain('金海湖')
      expect(await rig.webhooks.end(name, 'p-1')).toBe(true)
      expect(rig.vault.open(row?.body ?? '')).toBeUndefined()
      expect(await send('late')).toMatchObject({ ok: false, permanent: true })
      expect(await rig.webhooks.end(name, 'p-1')).toBe(false)
    })

    it('is sent nothing that is older than thirty days', async () => {
      await send('old')
      rig.at.now += 31 * DAY
      await rig.webhooks.forget()
      expect(await rig.webhooks.deliveries(name, { after: undefined, limit: 5 })).toEqual([])
      rig.at.now -= 31 * DAY
    })
  })
})
