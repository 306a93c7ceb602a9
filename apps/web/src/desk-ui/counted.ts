// The whistles behind a figure: their ids by the figure's own conditions, and then themselves.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api, get } from '../api/client.ts'
import { type BoardWhistle, fetchWhistlesById, type Whistles } from './board-pages.ts'
import type { Period } from './period.ts'

export type Grouping = 'street' | 'department' | 'type'

/** As the API takes it; what lasts has no end. */
export function periodQuery({ from, to }: Period): { readonly from: string; readonly to?: string } {
  const start = new Date(from).toISOString()
  return Number.isFinite(to) ? { from: start, to: new Date(to).toISOString() } : { from: start }
}

export interface CountedQuery {
  readonly by?: Grouping
  readonly from?: string
  readonly to?: string
  readonly key?: string
  readonly day?: string
  readonly again?: 'true'
  readonly department?: string
  readonly stage?: 'burning' | 'silent' | 'to_approve' | 'to_accept'
  readonly call?:
    | 'called'
    | 'signedInTime'
    | 'arrivedInTime'
    | 'missed'
    | 'returned'
    | 'defaulted'
    | 'settled'
}

interface CountedPage {
  readonly items: readonly BoardWhistle[]
  readonly names: Whistles['names']
  readonly whistles: number
  readonly cases: number
  readonly next?: string | undefined
}

/** How many are shown before somebody asks for more. */
const AT_ONCE = 50

async function fetchCounted(
  asked: CountedQuery | readonly string[],
  cursor: string | undefined,
): Promise<CountedPage> {
  const isList = 'length' in asked
  const query = { ...asked, limit: AT_ONCE, ...(cursor === undefined ? {} : { cursor }) }
  const found = isList
    ? { ids: asked, whistles: asked.length, cases: 0 }
    : await get(api.GET('/api/figures/whistles/counted', { params: { query } }))
  const { items, names } = await fetchWhistlesById(found.ids)
  const known = new Map(items.map(one => [one.id, one]))
  const inOrder = found.ids.flatMap(id => known.get(id) ?? [])
  const cases = isList ? new Set(items.map(({ caseId }) => caseId)).size : found.cases
  const next = 'next' in found ? found.next : undefined
  return { items: inOrder, names, whistles: found.whistles, cases, next }
}

/** `key` begins with the word by which the page is renewed. */
export function useCounted(key: string, asked: CountedQuery | readonly string[]) {
  const query = useInfiniteQuery({
    queryKey: [key, 'counted', asked],
    queryFn: ({ pageParam }) => fetchCounted(asked, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: CountedPage) => next,
  })
  const { data } = query
  const all = useMemo(
    () => ({
      items: data?.pages.flatMap(({ items }) => items) ?? [],
      names: Object.assign(
        {},
        ...(data?.pages.map(({ names }) => names) ?? []),
      ) as CountedPage['names'],
      whistles: data?.pages[0]?.whistles ?? 0,
      cases: data?.pages[0]?.cases ?? 0,
    }),
    [data],
  )
  return { query, all }
}
