// What a return names: items of the responsibility list and units; kept on the phone for when there is no network.
import { useEffect, useState } from 'react'
import { api, get, type Schemas } from '../api/client.ts'
import { serverNow } from '../api/clock.ts'
import type { SyncStore } from '../features/sync/store.ts'
import type { Call, Known, Whistle } from './calls.ts'
import { onTrouble } from './trouble.ts'

type Bilingual = { readonly zh: string; readonly en: string }

export interface ListItem {
  readonly id: string
  readonly duty: Bilingual
  /** Whose it is by this item. */
  readonly departments: readonly string[]
}

export interface Unit {
  readonly id: string
  readonly name?: Bilingual
}

export interface ReturnLists {
  readonly items: readonly ListItem[]
  readonly units: readonly Unit[]
}

const MOST_ITEMS = 100
const MOST_UNITS = 200
export const LISTS = 'list:'

const unitsKey = (district: string) => `${LISTS}units:${district}`
const districtOf = (whistle: string) => whistle.split('-')[1] ?? ''

/** What the list is asked for: this problem, in any of the areas that the place lies in. */
interface Sought {
  readonly problemType: string
  readonly areas: readonly string[]
}

function soughtFor({ problemType, place }: Whistle): Sought | undefined {
  if (problemType === null || place === null) return undefined
  return { problemType, areas: place.areas }
}

const itemsKey = ({ problemType, areas }: Sought) =>
  `${LISTS}items:${problemType}:${areas.join('.')}`

async function fetchItems({ problemType, areas }: Sought): Promise<readonly ListItem[]> {
  const at = new Date(serverNow()).toISOString()
  const pages = await Promise.all(
    areas.map(area =>
      get(
        api.GET('/api/responsibility', {
          params: { query: { problemType, area, at, limit: MOST_ITEMS } },
        }),
      ),
    ),
  )
  const found = pages.flatMap(({ items }) =>
    items.map(({ id, duty, lead, assisting }) => ({ id, duty, departments: [lead, ...assisting] })),
  )
  return [...new Map(found.map(item => [item.id, item])).values()]
}

async function fetchUnits(district: string): Promise<readonly Unit[]> {
  const query = { district, department: 'true' as const, limit: MOST_UNITS }
  const { items } = await get(api.GET('/api/organisations', { params: { query } }))
  return items.map(({ id, name }: Schemas['Organisation']) => ({ id, ...(name ? { name } : {}) }))
}

const asked = new Set<string>()

async function keep(store: SyncStore, key: string, fetchIt: () => Promise<unknown>): Promise<void> {
  if (asked.has(key)) return
  asked.add(key)
  try {
    await store.write(key, await fetchIt())
  } catch {
    // Asked again when the calls are heard the next time.
    asked.delete(key)
  }
}

/** For calls that may be returned. Once for each page that is opened: lists change rarely. */
export async function keepReturnLists(store: SyncStore, known: readonly Known[]): Promise<void> {
  for (const { whistle, acts } of known) {
    const sought = soughtFor(whistle)
    if (sought === undefined || !acts.some(({ act }) => act === 'returnSummons')) continue
    const district = districtOf(whistle.id)
    await keep(store, itemsKey(sought), () => fetchItems(sought))
    await keep(store, unitsKey(district), () => fetchUnits(district))
  }
}

export function forgetLists(): void {
  asked.clear()
}

/** Undefined until they were read; empty where this phone never had them. */
export function useReturnLists({ whistle }: Call, store: SyncStore): ReturnLists | undefined {
  const [lists, setLists] = useState<ReturnLists>()
  const { id } = whistle
  const sought = soughtFor(whistle)
  const key = sought === undefined ? '' : itemsKey(sought)
  useEffect(() => {
    let isGone = false
    const read = async () => {
      const items = await store.read<readonly ListItem[]>(key)
      const units = await store.read<readonly Unit[]>(unitsKey(districtOf(id)))
      if (!isGone) setLists({ items: items ?? [], units: units ?? [] })
    }
    read().catch(onTrouble)
    return () => {
      isGone = true
    }
  }, [id, key, store])
  return lists
}
