// What the server says of a district's work, kept until the stream names a change.
import { useQuery } from '@tanstack/react-query'
import { api, get, type Schemas } from '../../api/client.ts'
import { fetchWhistles, fetchWhistlesById, type Whistles } from '../../desk-ui/board-pages.ts'

/** First word of every key here: all of it is renewed together. */
export const KEY = 'district-desk'

export function useSounding() {
  return useQuery({
    queryKey: [KEY, 'sounding'],
    queryFn: () => fetchWhistles({ status: 'sounding' }),
  })
}

export interface Orders {
  readonly items: readonly Schemas['SupervisionRow'][]
  readonly whistles: Whistles
  /** There are more than were fetched. */
  readonly isCut: boolean
}

const PAGE = 100

/** Orders that are not concluded, the first due first, with the matters they are about. */
export function useOrders() {
  return useQuery({
    queryKey: [KEY, 'orders'],
    queryFn: async (): Promise<Orders> => {
      const pages = await Promise.all(
        (['open', 'answered'] as const).map(status =>
          get(
            api.GET('/api/supervisions', {
              params: { query: { status, sort: 'next_due', limit: PAGE } },
            }),
          ),
        ),
      )
      const items = pages.flatMap(page => page.items)
      const whistles = await fetchWhistlesById(items.map(({ whistle }) => whistle))
      return { items, whistles, isCut: pages.some(({ next }) => next !== undefined) }
    },
  })
}

/** What a return says, and by when who has to rule. */
export function useDispute(id: string, department: string) {
  return useQuery({
    queryKey: [KEY, 'dispute', id, department],
    queryFn: ({ signal }) =>
      get(
        api.GET('/api/whistles/{id}/summonses/{department}', {
          params: { path: { id, department } },
          signal,
        }),
      ),
    select: ({ dispute }) => dispute ?? null,
  })
}

/** A unit's name, which need not be among those of the whistle. */
export function useUnit(id: string | null | undefined) {
  return useQuery({
    queryKey: ['organisation', id],
    enabled: typeof id === 'string',
    queryFn: ({ signal }) =>
      get(api.GET('/api/organisations/{id}', { params: { path: { id: id ?? '' } }, signal })),
  })
}
