// Who uses this phone: asked of the server, remembered for when it cannot be asked.
import { actInSession, api, get } from '../api/client.ts'
import { type Problem, toProblem, UNREACHABLE } from '../api/problem.ts'
import { findSession } from '../api/session.ts'
import type { SyncStore } from '../features/sync/store.ts'
import type { Me } from './calls.ts'
import { forgetLists, LISTS } from './return-lists.ts'

const KEY = 'me'

export type Standing =
  | { readonly is: 'in'; readonly me: Me; readonly isRemembered: boolean }
  | { readonly is: 'out' }
  | { readonly is: 'unknown'; readonly problem: Problem }

let session: string | undefined

/** The session that acts are sent in; undefined while it is not known. */
export function currentSession(): string | undefined {
  return session
}

export async function findMe(store: SyncStore): Promise<Standing> {
  try {
    const found = await findSession()
    if (found === undefined) return { is: 'out' }
    session = found.id
    const { person, office, within, name, officeName } = await get(api.GET('/api/me'))
    const me: Me = {
      person,
      office,
      within,
      ...(name ? { name } : {}),
      ...(officeName ? { title: officeName } : {}),
    }
    // A phone without room goes on without remembering.
    await store.write(KEY, me).catch(() => undefined)
    return { is: 'in', me, isRemembered: false }
  } catch (error) {
    const problem = toProblem(error)
    const me = problem.code === UNREACHABLE ? await remembered(store) : undefined
    return me === undefined ? { is: 'unknown', problem } : { is: 'in', me, isRemembered: true }
  }
}

export function remembered(store: SyncStore): Promise<Me | undefined> {
  return store.read<Me>(KEY)
}

/**
 * Before anything is sent for somebody: is it really that person's session? A phone that was opened
 * without a network does not know, and another may have logged in since.
 */
export async function refuseToSend(person: string): Promise<Refusal | undefined> {
  if (session !== undefined) return undefined
  try {
    const found = await findSession()
    if (found === undefined) return { status: 401, code: 'unauthenticated' }
    if (found.person !== person) return { status: 409, code: 'session_changed' }
    session = found.id
    return undefined
  } catch {
    return { status: 0 }
  }
}

export interface Refusal {
  readonly status: number
  readonly code?: string
}

/** It ended, or another tab has another one: asked anew before the next act. */
export function doubtSession(): void {
  session = undefined
}

/** Everything of this person but what was not sent yet. */
export async function forgetMe(store: SyncStore): Promise<void> {
  session = undefined
  actInSession(undefined)
  await store.forget(KEY)
  await store.forget('whistle:')
  await store.forget('codes:')
  await store.forget(LISTS)
  forgetLists()
}
