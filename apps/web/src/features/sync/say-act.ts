// How an act is said to the server, by the page or by the program that runs without one.
import type { Schemas } from '../../api/client.ts'
import type { QueuedAct } from './act.ts'
import { inTurn } from './alone.ts'
import { type ArrivalClaim, arrivalBody } from './claim.ts'
import type { Sent } from './engine.ts'

const REACH_MS = 4000
const SEND_MS = 25_000

/** Where the phone keeps what it knows of the server's time, and its language. */
export const TIME_KEY = 'time'
export const LANGUAGE_KEY = 'language'

/** The browser asks for it once there is a network, though no page is open. */
export const SYNC_TAG = 'outbox'

const ACTS = 'muster-outbox'
const FILES = 'muster-files'

export interface Voice {
  readonly session: string | undefined
  readonly language: string
}

export function headersOf({ session, language }: Voice): Readonly<Record<string, string>> {
  return {
    'accept-language': language,
    ...(session === undefined ? {} : { 'muster-session': session }),
  }
}

export async function reach(): Promise<boolean> {
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

export async function sayAct(act: QueuedAct, voice: Voice): Promise<Sent> {
  try {
    const answer = await fetch(act.path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': act.id,
        ...headersOf(voice),
      },
      body: JSON.stringify(spoken(act)),
      signal: AbortSignal.timeout(SEND_MS),
    })
    if (answer.ok) return { status: answer.status }
    const { code, title, detail } = (await answer.json()) as Schemas['Problem']
    return { status: answer.status, code, title, detail }
  } catch {
    // Nobody answered, or somebody who is not the server did.
    return { status: 0 }
  }
}

/** What the phone keeps for itself is not sent. */
function spoken({ body }: QueuedAct): QueuedAct['body'] {
  const { claim: _own, ...said } = body as { readonly claim?: unknown }
  return said
}

/** The claim of an arrival waits in the act's body until it is said. */
export function phrase(act: QueuedAct, isHeardAtOnce: boolean): QueuedAct['body'] {
  const { claim } = act.body as { readonly claim?: Omit<ArrivalClaim, 'at'> }
  return { ...arrivalBody({ ...claim, at: act.at }, isHeardAtOnce), claim }
}

/** Was this person's arrival heard? */
export function isHeard({ people }: Schemas['Summons'], { person }: QueuedAct): boolean {
  return people.some(one => one.person === person && one.receivedAt !== undefined)
}

/** Whoever does not come to its turn sends all the same: the command's id keeps it to one. */
export async function alone(work: () => Promise<void>): Promise<void> {
  if (!(await inTurn(ACTS, work))) await work()
}

/** A turn of its own, since no act waits for a video. Bytes are never sent by two at once. */
export function aloneWithFiles(work: () => Promise<void>): Promise<boolean> {
  return inTurn(FILES, work)
}
