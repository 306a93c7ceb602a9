// What the queue needs of a browser, put together once for the page.
import { api, get, type Schemas } from '../api/client.ts'
import { rememberTime, serverNow, timeToKeep } from '../api/clock.ts'
import { Problem, toProblem } from '../api/problem.ts'
import type { QueuedAct } from '../features/sync/act.ts'
import {
  type ArrivalClaim,
  arrivalBody,
  type KnownTime,
  resumedTime,
} from '../features/sync/claim.ts'
import { openDexieStore } from '../features/sync/dexie-store.ts'
import { type Sent, SyncEngine } from '../features/sync/engine.ts'
import { Uploader } from '../features/sync/uploader.ts'
import { verdictOf } from '../features/sync/verdict.ts'
import { language } from '../i18n/language.ts'
import { currentSession, doubtSession, refuseToSend } from './session.ts'
import { refreshWhistle } from './snapshots.ts'
import { onTrouble } from './trouble.ts'

const REACH_MS = 4000
const SEND_MS = 25_000
const TIME_KEY = 'time'

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
  const known = timeToKeep()
  if (known !== undefined) store.write(TIME_KEY, known).catch(onTrouble)
}

function later(ms: number, wake: () => void): () => void {
  const timer = setTimeout(wake, ms)
  return () => clearTimeout(timer)
}

async function reach(): Promise<boolean> {
  try {
    const answer = await fetch('/health/live', {
      cache: 'no-store',
      signal: AbortSignal.timeout(REACH_MS),
    })
    return answer.ok
  } catch {
    return false
  }
}

async function send({ id, path, body, person }: QueuedAct): Promise<Sent> {
  const refusal = await refuseToSend(person)
  if (refusal !== undefined) return refusal
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': id,
        'accept-language': language.current(),
        ...sessionHeader(),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(SEND_MS),
    })
    if (answer.ok) return { status: answer.status }
    const { code, title, detail } = (await answer.json()) as Schemas['Problem']
    if (verdictOf({ status: answer.status, code }) === 'hold') doubtSession()
    return { status: answer.status, code, title, detail }
  } catch {
    // Nobody answered, or somebody who is not the server did.
    return { status: 0 }
  }
}

function sessionHeader(): Readonly<Record<string, string>> {
  const session = currentSession()
  return session === undefined ? {} : { 'muster-session': session }
}

/** The claim of an arrival waits in the act's body until it is said. */
function phrase(act: QueuedAct, isHeardAtOnce: boolean): QueuedAct['body'] {
  const { claim } = act.body as { readonly claim?: Omit<ArrivalClaim, 'at'> }
  return { ...arrivalBody({ ...claim, at: act.at }, isHeardAtOnce), claim }
}

/** What the phone keeps for itself is not sent. */
function spoken(act: QueuedAct): QueuedAct {
  const { claim: _own, ...body } = act.body as { readonly claim?: unknown }
  return { ...act, body }
}

async function wasHeard({ whistle, department, person }: QueuedAct): Promise<boolean> {
  const summons = await get(
    api.GET('/api/whistles/{id}/summonses/{department}', {
      params: { path: { id: whistle, department } },
    }),
  )
  return summons.people.some(one => one.person === person && one.receivedAt !== undefined)
}

export const engine = new SyncEngine({
  store,
  send: act => send(spoken(act)),
  reach,
  wasHeard,
  phrase,
  now: () => ({ server: serverNow(), isDoubtful: isTimeResumed }),
  wall: Date.now,
  chance: Math.random,
  newId: () => crypto.randomUUID(),
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
      return await uploadByTus(one, { session: currentSession(), language: language.current() })
    } catch (error) {
      const { status, code } = toProblem(error)
      return error instanceof Problem ? { ok: false, status, code } : { ok: false, status: 0 }
    }
  },
  wall: Date.now,
  chance: Math.random,
  later,
  onFault: onTrouble,
})
