// What the server says of the calls: fetched when something happened, kept for when it cannot be asked.
import { api, get, type Schemas } from '../api/client.ts'
import { serverNow } from '../api/clock.ts'
import { toProblem, UNREACHABLE } from '../api/problem.ts'
import type { SyncStore } from '../features/sync/store.ts'
import type { Known, Me } from './calls.ts'
import { keepReturnLists } from './return-lists.ts'
import { onTrouble } from './trouble.ts'

const PREFIX = 'whistle:'
const INDEX = `${PREFIX}index`
const MOST_CALLS = 30

export interface Snapshots {
  readonly known: readonly Known[]
  readonly state: 'asking' | 'heard' | 'kept' | 'failed'
  readonly error?: unknown
}

let snapshots: Snapshots = { known: [], state: 'asking' }
const listeners = new Set<() => void>()
let kept: { readonly store: SyncStore; readonly me: Me; readonly onHeard: () => void } | undefined
const names = new Map<string, { readonly zh: string; readonly en: string }>()

export const snapshotStore = {
  state: (): Snapshots => snapshots,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

function become(change: Partial<Snapshots>): void {
  snapshots = { ...snapshots, ...change }
  for (const listener of listeners) listener()
}

/** Shows what was kept at once, and asks the server. */
export async function openSnapshots(store: SyncStore, me: Me, onHeard: () => void): Promise<void> {
  kept = { store, me, onHeard }
  const ids = (await store.read<readonly string[]>(INDEX)) ?? []
  const found = await Promise.all(ids.map(id => store.read<Known>(PREFIX + id)))
  const known = found.filter(one => one !== undefined)
  if (known.length > 0) become({ known, state: 'kept' })
  await refreshAll()
}

export function closeSnapshots(): void {
  kept = undefined
  names.clear()
  become({ known: [], state: 'asking' })
}

export async function refreshAll(): Promise<void> {
  if (kept === undefined) return
  try {
    const { items } = await get(
      api.GET('/api/summonses', { params: { query: { open: 'true', limit: 100 } } }),
    )
    const own = snapshots.known.filter(({ whistle }) => whistle.status === 'sounding')
    const ids = [...new Set([...items.map(row => row.whistle), ...own.map(one => one.whistle.id)])]
    const known = await Promise.all(ids.slice(0, MOST_CALLS).map(findKnown))
    become({ known: known.filter(one => one !== undefined), state: 'heard', error: undefined })
    kept.onHeard()
    await keepAll()
    await keepReturnLists(kept.store, snapshots.known)
  } catch (error) {
    const isOffline = toProblem(error).code === UNREACHABLE
    const hasSome = snapshots.known.length > 0 || snapshots.state === 'kept'
    become({ state: isOffline && hasSome ? 'kept' : 'failed', error })
  }
}

/** One whistle, after something of it was told or heard. */
export async function refreshWhistle(id: string): Promise<void> {
  const one = await findKnown(id)
  const rest = snapshots.known.filter(({ whistle }) => whistle.id !== id)
  become({ known: one === undefined ? rest : [...rest, one], state: 'heard', error: undefined })
  kept?.onHeard()
  await keepAll()
}

/** Undefined once it is no longer ours to see. */
async function findKnown(id: string): Promise<Known | undefined> {
  const params = { path: { id } }
  try {
    const [found, { acts }] = await Promise.all([
      get(api.GET('/api/whistles/{id}', { params })),
      get(api.GET('/api/whistles/{id}/acts', { params })),
    ])
    // The document says that a point has two numbers; the client's types lose it on the way.
    const whistle = found as Schemas['Whistle']
    return { whistle, acts, people: await namesIn(whistle), heardAt: serverNow() }
  } catch (error) {
    const { status } = toProblem(error)
    if (status === 404 || status === 403) return undefined
    throw error
  }
}

/** Of our own people; names of others stay where they are. */
async function namesIn(whistle: Schemas['Whistle']): Promise<Known['people']> {
  const within = kept?.me.within ?? []
  const people = whistle.summonses
    .filter(({ department }) => within.includes(department))
    .flatMap(summons => summons.people.map(({ person }) => person))
  await Promise.all(people.filter(id => !names.has(id)).map(id => learnName(id, whistle.id)))
  return Object.fromEntries(
    people.flatMap(id => {
      const name = names.get(id)
      return name === undefined ? [] : [[id, name]]
    }),
  )
}

async function learnName(id: string, whistle: string): Promise<void> {
  try {
    const { name } = await get(
      api.GET('/api/people/{id}', { params: { path: { id }, query: { whistle } } }),
    )
    if (name !== null) names.set(id, name)
  } catch {
    // Without a name there is still what the person does.
  }
}

async function keepAll(): Promise<void> {
  if (kept === undefined) return
  const { store } = kept
  const { known } = snapshots
  try {
    await store.write(
      INDEX,
      known.map(({ whistle }) => whistle.id),
    )
    for (const one of known) await store.write(PREFIX + one.whistle.id, one)
  } catch (error) {
    // Without room there is the page that is open.
    onTrouble(error)
  }
}
