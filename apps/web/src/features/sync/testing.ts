// A phone, a network and a server without any of the three, for tests of what must not be lost.
import type { NewAct, QueuedAct } from './act.ts'
import { arrivalBody } from './claim.ts'
import { type Sent, SyncEngine, type SyncWorld } from './engine.ts'
import { memoryStore, type SyncStore } from './store.ts'

export const OFFICER = 'p-1'
export const START = Date.parse('2026-11-23T14:07:00+08:00')

export function actOf(change: Partial<QueuedAct> = {}): QueuedAct {
  return {
    form: 1,
    id: `act-${change.order ?? 1}`,
    order: 1,
    at: START,
    isClockDoubtful: false,
    person: OFFICER,
    whistle: 'w-1',
    department: 'police',
    act: 'signSummons',
    path: '/sign',
    body: {},
    isFrozen: false,
    tries: 0,
    state: 'waiting',
    notBefore: 0,
    ...change,
  }
}

export function fresh(act: NewAct['act'], change: Partial<NewAct> = {}): NewAct {
  return { whistle: 'w-1', department: 'police', act, path: `/${act}`, body: {}, ...change }
}

type Network = 'up' | 'down' | 'answers lost'

/** Remembers what it did by the command's id, as the real one does. */
export class FakeServer {
  network: Network = 'up'
  readonly done: { readonly id: string; readonly act: string; readonly body: unknown }[] = []
  readonly refusals = new Map<string, Sent>()
  tries = 0

  answer({ id, act, body }: QueuedAct): Sent {
    this.tries += 1
    if (this.network === 'down') return { status: 0 }
    const refusal = this.refusals.get(act)
    if (refusal !== undefined) return refusal
    const earlier = this.done.find(one => one.id === id)
    if (earlier !== undefined && JSON.stringify(earlier.body) !== JSON.stringify(body))
      return { status: 422, code: 'idempotency_key_reused' }
    if (earlier === undefined) this.done.push({ id, act, body })
    return this.network === 'answers lost' ? { status: 0 } : { status: 200 }
  }
}

export interface Phone {
  readonly engine: SyncEngine
  readonly server: FakeServer
  readonly store: SyncStore
  /** Lets time pass and everything that was due happen. */
  pass(ms: number): Promise<void>
  readonly told: string[]
}

export interface PhoneOptions {
  readonly server?: FakeServer
  readonly store?: SyncStore
  readonly name?: string
  /** What the phone's own clock is wrong by. */
  readonly wrongBy?: number
}

export async function openPhone(options: PhoneOptions = {}): Promise<Phone> {
  const { server = new FakeServer(), store = memoryStore(), name = 'a', wrongBy = 0 } = options
  let elapsed = 0
  let ids = 0
  let due: { readonly at: number; readonly wake: () => void }[] = []
  const told: string[] = []
  const world: SyncWorld = {
    store,
    send: async act => server.answer(act),
    reach: async () => server.network !== 'down',
    wasHeard: async act => server.done.some(one => one.id === act.id),
    phrase: (act, isHeardAtOnce) =>
      arrivalBody({ at: act.at, sceneCode: String(act.body['sceneCode']) }, isHeardAtOnce),
    now: () => ({ server: START + elapsed, isDoubtful: false }),
    wall: () => START + wrongBy + elapsed,
    chance: () => 1,
    newId: () => `${name}-${++ids}`,
    alone: work => work(),
    later: (ms, wake) => {
      const entry = { at: elapsed + ms, wake }
      due.push(entry)
      return () => {
        due = due.filter(one => one !== entry)
      }
    },
    onSent: async act => {
      told.push(act.act)
    },
    onFault: error => {
      throw error
    },
  }
  const engine = new SyncEngine(world)
  await engine.open()
  engine.actAs(OFFICER)
  await engine.settled()
  return {
    engine,
    server,
    store,
    told,
    pass: async ms => {
      await engine.settled()
      const end = elapsed + ms
      for (;;) {
        const next = due.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        due = due.filter(one => one !== next)
        elapsed = next.at
        next.wake()
        await engine.settled()
      }
      elapsed = end
      await engine.settled()
    },
  }
}
