// Signed webhooks after the Standard Webhooks specification: endpoints with secrets that can be exchanged without a
// gap, each one's health, and everything that was sent, to be sent again when it was lost on the other side.
import { hash, randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import type { Channel, OutgoingMessage, Sent } from '../channels/channel.ts'
import { failed, refusedWith, troubleOf } from '../channels/trouble.ts'
import type { Clock } from '../clock.ts'
import type { Queryable } from '../db/db.ts'
import { Gathered } from '../gathered.ts'
import type { OutgoingFetch } from '../outgoing/outgoing.ts'
import type { Vault } from '../vault/vault.ts'
import type { DeliveryRow, EndpointName, EndpointRow, ListPlace } from './endpoint-rows.ts'
import * as rows from './endpoint-rows.ts'

export interface WebhookParts {
  readonly db: Queryable
  /** The real time: receivers refuse signatures that are not of now. */
  readonly clock: Clock
  readonly vault: Pick<Vault, 'seal' | 'open' | 'flush' | 'destroy'>
  readonly fetch: OutgoingFetch
}

export interface NewEndpoint {
  readonly district: string
  readonly label: string
  readonly url: string
  readonly by: string
}

export interface Replayed {
  readonly id: string
  readonly sent: Sent
}

export interface Webhooks {
  readonly channel: Channel
  /** The secret is told this once. */
  create(asked: NewEndpoint): Promise<EndpointName & { readonly secret: string }>
  page(place: ListPlace): Promise<readonly EndpointRow[]>
  find(name: EndpointName): Promise<EndpointRow | undefined>
  /** Undefined where there is no such endpoint. */
  urlOf(row: EndpointRow): string | undefined
  rotate(name: EndpointName, keepsOldMs: number): Promise<string | undefined>
  /** Its address, secrets and past deliveries become unreadable. */
  end(name: EndpointName, by: string): Promise<boolean>
  deliveries(name: EndpointName, place: ListPlace): Promise<readonly DeliveryRow[]>
  replay(name: EndpointName, delivery: string): Promise<Sent | undefined>
  /** In their order, all since then that can be read; stops at the first that is not taken. */
  replaySince(name: EndpointName, since: number): Promise<readonly Replayed[]>
  forget(): Promise<void>
}

const SECRET_BYTES = 32
const KEPT_MS = 30 * 86_400_000
const MOST_REPLAYED = 100
const REPLAY_MS = 10_000

function subjectOf({ district, id }: EndpointName): string {
  return `webhook-${district}-${id}`
}

/** `district/id`, as it stands in a contact. */
export function readEndpointName(text: string): EndpointName | undefined {
  const [, district, id] = /^(\d{6})\/([a-z0-9]{10,40})$/.exec(text) ?? []
  return district === undefined || id === undefined ? undefined : { district, id }
}

/** One name for every try of a message: by it the receiver knows a second one again. */
export function webhookIdOf(key: string): string {
  return `msg_${hash('sha256', key, 'hex').slice(0, 40)}`
}

export function createWebhooks(parts: WebhookParts): Webhooks {
  const { db, clock, vault } = parts
  const note = noting(db)
  const seal = async (name: EndpointName, text: string) => {
    const sealed = vault.seal(subjectOf(name), text)
    await vault.flush([sealed])
    return sealed
  }
  const replayOne = async (endpoint: EndpointRow, row: DeliveryRow): Promise<Sent> => {
    const body = vault.open(row.body)
    if (body === undefined) return failed('forgotten', true)
    const tried = { id: row.id, body, signal: AbortSignal.timeout(REPLAY_MS) }
    return await deliver({ ...parts, note }, endpoint, tried)
  }
  return {
    channel: webhookChannel({ ...parts, note }),
    create: async ({ district, label, url, by }) => {
      const name = { district, id: randomBytes(10).toString('hex') }
      const secret = newSecret()
      await rows.insertEndpoint(db, {
        ...name,
        label,
        url: await seal(name, url),
        secret: await seal(name, secret),
        createdAt: clock.now(),
        createdBy: by,
      })
      return { ...name, secret }
    },
    page: place => rows.listEndpoints(db, place),
    find: name => rows.findEndpoint(db, name),
    urlOf: row => vault.open(row.url),
    rotate: async (name, keepsOldMs) => {
      const secret = newSecret()
      const previousUntil = clock.now() + keepsOldMs
      const sealed = await seal(name, secret)
      return (await rows.replaceSecret(db, name, { secret: sealed, previousUntil }))
        ? secret
        : undefined
    },
    end: async (name, by) => {
      const isEnded = await rows.endEndpoint(db, name, { at: clock.now(), by })
      if (isEnded) await vault.destroy(subjectOf(name))
      return isEnded
    },
    deliveries: (name, place) => rows.listDeliveries(db, name, place),
    replay: async (name, id) => {
      const endpoint = await rows.findEndpoint(db, name)
      const row = endpoint && (await rows.findDelivery(db, name, id))
      return endpoint && row && (await replayOne(endpoint, row))
    },
    replaySince: async (name, since) => {
      const endpoint = await rows.findEndpoint(db, name)
      if (endpoint === undefined) return []
      const place = { after: undefined, limit: MOST_REPLAYED, since }
      const replayed: Replayed[] = []
      for (const row of await rows.listDeliveries(db, name, place)) {
        const sent = await replayOne(endpoint, row)
        replayed.push({ id: row.id, sent })
        if (!sent.ok) break
      }
      return replayed
    },
    forget: () => rows.forgetDeliveries(db, clock.now() - KEPT_MS),
  }
}

function newSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`
}

type Note = (tried: rows.Tried) => Promise<null>

/** Many requests to one endpoint end together: it is written down once. */
function noting(db: Queryable): Note {
  const gathered = new Gathered<rows.Tried, null>(async all => {
    await rows.noteOutcomes(db, all)
    return all.map(() => null)
  })
  return tried => gathered.ask(tried)
}

interface Delivering extends WebhookParts {
  readonly note: Note
}

function webhookChannel(parts: Delivering): Channel {
  const { db, clock, vault } = parts
  const endpoints = new Gathered((names: readonly EndpointName[]) => rows.findEndpoints(db, names))
  const bodies = new Gathered((all: readonly rows.NewDelivery[]) => rows.keepDeliveries(db, all))
  return {
    code: 'webhook',
    // Whether it was taken is known at once.
    hasReceipts: false,
    isIdempotent: true,
    send: async (message, signal) => {
      const name = readEndpointName(message.to)
      if (name === undefined) return failed('address_malformed', true)
      try {
        const endpoint = await endpoints.ask(name)
        if (endpoint === undefined) return failed('address_gone', true)
        const id = webhookIdOf(message.key)
        const body = vault.seal(subjectOf(name), bodyOf(message, clock.now()))
        await vault.flush([body])
        // What was stored at the first try is what every try sends.
        const stored = await bodies.ask({ ...name, delivery: id, body, createdAt: clock.now() })
        const text = vault.open(stored)
        if (text === undefined) return failed('forgotten', true)
        return await deliver(parts, endpoint, { id, body: text, signal })
      } catch (error) {
        return troubleOf(error, signal)
      }
    },
  }
}

/** Type, time and data, as the specification advises. */
function bodyOf({ to: _to, ...data }: OutgoingMessage, now: number): string {
  return JSON.stringify({ type: 'message', timestamp: new Date(now).toISOString(), data })
}

interface Delivery {
  readonly id: string
  readonly body: string
  readonly signal: AbortSignal
}

async function deliver(
  parts: Delivering,
  endpoint: EndpointRow,
  delivery: Delivery,
): Promise<Sent> {
  const sent = await post(parts, endpoint, delivery)
  const { district, id } = endpoint
  const failure = sent.ok ? null : sent.reason
  await parts.note({ district, id, delivery: delivery.id, at: parts.clock.now(), failure })
  return sent
}

async function post(
  { fetch, clock, vault }: WebhookParts,
  endpoint: EndpointRow,
  { id, body, signal }: Delivery,
): Promise<Sent> {
  const url = vault.open(endpoint.url)
  if (url === undefined) return failed('address_gone', true)
  const now = clock.now()
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now / 1000)),
        'webhook-signature': secretsOf(endpoint, now, vault)
          .map(secret => new Webhook(secret).sign(id, new Date(now), body))
          .join(' '),
      },
      body,
      redirect: 'error',
      signal,
    })
    await answer.body?.cancel()
    return answer.ok ? { ok: true } : refusedWith(answer.status)
  } catch (error) {
    return troubleOf(error, signal)
  }
}

/** The newest first; the one before it as long as both are valid. */
function secretsOf(
  { secret, previousSecret, previousUntil }: EndpointRow,
  now: number,
  vault: Pick<Vault, 'open'>,
): readonly string[] {
  const isBoth = previousSecret !== null && previousUntil !== null && now < previousUntil
  return [secret, ...(isBoth ? [previousSecret] : [])].flatMap(sealed => vault.open(sealed) ?? [])
}
