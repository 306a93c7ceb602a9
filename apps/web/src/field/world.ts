// What the queue needs of a browser, put together once for the page.
import { api, get } from '../api/client.ts'
import { rememberTime, serverNow, timeToKeep } from '../api/clock.ts'
import type { QueuedAct } from '../features/sync/act.ts'
import { type KnownTime, resumedTime } from '../features/sync/claim.ts'
import { openDexieStore } from '../features/sync/dexie-store.ts'
import { type Sent, SyncEngine } from '../features/sync/engine.ts'
import {
  alone,
  aloneWithFiles,
  isHeard,
  phrase,
  reach,
  sayAct,
  TIME_KEY,
} from '../features/sync/say-act.ts'
import { Uploader } from '../features/sync/uploader.ts'
import { verdictOf } from '../features/sync/verdict.ts'
import { language } from '../i18n/language.ts'
import { currentSession, doubtSession, refuseToSend } from './session.ts'
import { refreshWhistle } from './snapshots.ts'
import { onTrouble } from './trouble.ts'

export const store = openDexieStore()

/** The page was opened without a network: the time is what an earlier page knew. */
let isTimeResumed = false

export async function resumeTime(): Promise<void> {
  const known = await store.read<KnownTime>(TIME_KEY)
  if (known === undefined || timeToKeep() !== undefined) return
  isTimeResumed = true
  rememberTime(resumedTime(known, Date.now()))
}

/** After every word of the server. */
export function keepTime(): void {
  isTimeResumed = false
  engine.heard()
  const known = timeToKeep()
  if (known !== undefined) store.write(TIME_KEY, known).catch(onTrouble)
}

function later(ms: number, wake: () => void): () => void {
  const timer = setTimeout(wake, ms)
  return () => clearTimeout(timer)
}

async function send(act: QueuedAct): Promise<Sent> {
  const refusal = await refuseToSend(act.person)
  if (refusal !== undefined) return refusal
  const sent = await sayAct(act, { session: currentSession(), language: language.current() })
  if (verdictOf(sent) === 'hold') doubtSession()
  return sent
}

async function wasHeard(act: QueuedAct): Promise<boolean> {
  const path = { id: act.whistle, department: act.department }
  return isHeard(
    await get(api.GET('/api/whistles/{id}/summonses/{department}', { params: { path } })),
    act,
  )
}

export const engine = new SyncEngine({
  store,
  send,
  reach,
  wasHeard,
  phrase,
  now: () => ({ server: serverNow(), isDoubtful: isTimeResumed }),
  wall: Date.now,
  chance: Math.random,
  newId: () => crypto.randomUUID(),
  alone,
  later,
  onSent: ({ whistle }) => refreshWhistle(whistle),
  onFault: onTrouble,
})

export const uploader = new Uploader({
  store,
  upload: async one => {
    const refusal = await refuseToSend(one.file.person)
    if (refusal !== undefined) return { ok: false, ...refusal }
    try {
      const { uploadByTus } = await import('../features/sync/tus-upload.ts')
      const voice = { session: currentSession(), language: language.current() }
      const end = await uploadByTus(one, voice)
      if (!end.ok && verdictOf(end) === 'hold') doubtSession()
      return end
    } catch {
      // The program that uploads could not be fetched.
      return { ok: false, status: 0 }
    }
  },
  alone: aloneWithFiles,
  wall: Date.now,
  chance: Math.random,
  later,
  onFault: onTrouble,
})
