// What waits is sent though no page is open: the browser wakes this once there is a network.
import type { Schemas } from '../api/client.ts'
import type { QueuedAct } from '../features/sync/act.ts'
import { type KnownTime, resumedTime } from '../features/sync/claim.ts'
import { openDexieStore } from '../features/sync/dexie-store.ts'
import { type Sent, SyncEngine } from '../features/sync/engine.ts'
import { standingOf } from '../features/sync/outbox.ts'
import {
  alone,
  aloneWithFiles,
  headersOf,
  isHeard,
  LANGUAGE_KEY,
  phrase,
  reach,
  sayAct,
  TIME_KEY,
  type Voice,
} from '../features/sync/say-act.ts'
import type { SyncStore } from '../features/sync/store.ts'
import { uploadByTus } from '../features/sync/tus-upload.ts'
import { Uploader } from '../features/sync/uploader.ts'

async function ask<T>(path: string, voice: Voice): Promise<T> {
  const answer = await fetch(path, { headers: headersOf(voice), cache: 'no-store' })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  return (await answer.json()) as T
}

function engineOf(store: SyncStore, voice: Voice, now: () => number): SyncEngine {
  return new SyncEngine({
    store,
    send: (act: QueuedAct): Promise<Sent> => sayAct(act, voice),
    reach,
    wasHeard: async act => {
      const path = `/api/whistles/${act.whistle}/summonses/${act.department}`
      return isHeard(await ask<Schemas['Summons']>(path, voice), act)
    },
    phrase,
    now: () => ({ server: now(), isDoubtful: true }),
    wall: Date.now,
    chance: Math.random,
    newId: () => crypto.randomUUID(),
    alone,
    // The browser wakes it again; nothing waits in between.
    later: () => () => undefined,
    onSent: async () => undefined,
    onFault: error => reportError(error),
  })
}

function uploaderOf(store: SyncStore, voice: Voice): Uploader {
  return new Uploader({
    store,
    upload: one => uploadByTus(one, voice),
    alone: aloneWithFiles,
    wall: Date.now,
    chance: Math.random,
    later: () => () => undefined,
    onFault: error => reportError(error),
  })
}

let stop: (() => void) | undefined

/** A newer program waits for this one: what is under way ends with its piece, and the browser asks again. */
export function makeWay(): void {
  stop?.()
}

async function isNothingWaiting(store: SyncStore): Promise<boolean> {
  const all = [...(await store.acts()), ...(await store.files())]
  return all.every(({ state }) => state !== 'waiting')
}

/** Rejects while something still waits, so that the browser tries again. */
export async function flushOutbox(): Promise<void> {
  const store = openDexieStore()
  if (await isNothingWaiting(store)) return
  const language = (await store.read<string>(LANGUAGE_KEY)) ?? 'zh-CN'
  const session = await ask<Schemas['Session']>('/api/session', { session: undefined, language })
  const voice = { session: session.id, language }
  const known = await store.read<KnownTime>(TIME_KEY)
  const now = () => (known === undefined ? Date.now() : resumedTime(known, Date.now()))
  const engine = engineOf(store, voice, now)
  const uploader = uploaderOf(store, voice)
  await Promise.all([engine.open(), uploader.open()])
  // What was done is told first: the bytes that belong to it may take an hour.
  engine.actAs(session.person)
  await engine.settled()
  stop = () => uploader.actAs(undefined)
  uploader.actAs(session.person)
  await uploader.settled()
  const files = uploader.files().filter(({ person, state }) => {
    return person === session.person && state === 'waiting'
  })
  const waiting = standingOf(engine.state().queue, session.person).waiting + files.length
  if (waiting > 0) throw new Error(`${waiting} things wait for a better network`)
}
