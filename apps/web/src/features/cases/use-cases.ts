// What the server says of cases, kept until the stream names a change.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api, get, type Schemas } from '../../api/client.ts'
import { fetchWhistlesById } from '../../desk-ui/board-pages.ts'
import { type PagedList, usePagedList } from '../../desk-ui/tables/use-paged-list.ts'
import { useLanguage } from '../../i18n/words.ts'
import { type CaseFilters, queryOf } from './case-filters.ts'

/** First word of every key here: all of it is renewed together. */
export const KEY = 'cases'

export type Case = Schemas['Case']
export type CaseRow = Schemas['CaseRow']
export type Report = Schemas['Report']
export type CaseAct = Schemas['AvailableCaseAct']
export type Photo = Schemas['CasePhoto']

export function useCases(filters: CaseFilters): PagedList<CaseRow> {
  const asked = queryOf(filters)
  return usePagedList<CaseRow>([KEY, 'list', asked], cursor =>
    get(
      api.GET('/api/cases', {
        params: { query: { ...asked, ...(cursor === undefined ? {} : { cursor }) } },
      }),
    ),
  )
}

export function useCase(id: string) {
  const tag = useLanguage()
  const params = { path: { id } }
  return {
    matter: useQuery({
      queryKey: [KEY, 'case', id],
      queryFn: ({ signal }) => get(api.GET('/api/cases/{id}', { params, signal })),
    }),
    acts: useQuery({
      queryKey: [KEY, 'acts', id],
      queryFn: ({ signal }) => get(api.GET('/api/cases/{id}/acts', { params, signal })),
    }),
    story: useQuery({
      queryKey: [KEY, 'story', id, tag],
      queryFn: ({ signal }) => get(api.GET('/api/cases/{id}/timeline', { params, signal })),
    }),
  }
}

/** Photos come without an event of their own: whoever comes back to the page asks anew. */
export function usePhotos(id: string) {
  return useQuery({
    queryKey: [KEY, 'photos', id],
    refetchOnWindowFocus: 'always',
    queryFn: async ({ signal }) =>
      (await get(api.GET('/api/cases/{id}/photos', { params: { path: { id } }, signal }))).items,
  })
}

export function useWhistlesOf(ids: readonly string[]) {
  return useQuery({
    queryKey: [KEY, 'whistles', ids.join()],
    enabled: ids.length > 0,
    queryFn: () => fetchWhistlesById(ids),
  })
}

const METRES_AROUND = 2000
const MOST_NEAR = 50

/** Other matters around the same place, the nearest first. */
export function useAround({ id, point }: Case, isAsked: boolean) {
  return useQuery({
    queryKey: [KEY, 'around', id],
    enabled: isAsked,
    queryFn: async ({ signal }) => {
      const near = point.coordinates.join()
      const query = { near, within: METRES_AROUND, limit: MOST_NEAR }
      const { items } = await get(api.GET('/api/cases', { params: { query }, signal }))
      return items.filter(one => one.id !== id)
    },
  })
}

/** After an act of this page: nobody waits for the stream to tell what they did themselves. */
export function useRenewal(): () => void {
  const queries = useQueryClient()
  return useCallback(() => {
    queries.invalidateQueries({ queryKey: [KEY] }).catch(() => undefined)
  }, [queries])
}

/** The address of an act comes from the server, so that no page knows how one is made. */
export function doAct<A = unknown>(
  path: string,
  body: object | undefined,
  key: string,
): Promise<A> {
  const close = path as '/api/cases/{id}/close'
  return get(
    api.POST(close, {
      params: { path: { id: '' } },
      body: body as never,
      headers: { 'idempotency-key': key },
    }),
  ) as Promise<A>
}
