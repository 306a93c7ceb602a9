// What the server says of drills; all of it is renewed after an act, and when one's own window moves on.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api, get, type Schemas } from '../../api/client.ts'
import { type PagedList, usePagedList } from '../../desk-ui/tables/use-paged-list.ts'

/** First word of every key here: all of it is renewed together. */
export const KEY = 'settings-drills'

export type DrillEntry = Schemas['DrillEntry']
export type Drill = Schemas['Drill']
export type DrillPerson = Schemas['DrillPerson']
export type Audience = Schemas['Audience']

export const OUTCOMES = ['answered', 'silent', 'not_told', 'waiting'] as const
export type Outcome = (typeof OUTCOMES)[number]

const PAGE = 50

export function useDrillList(): PagedList<DrillEntry> {
  return usePagedList([KEY, 'list'], cursor =>
    get(
      api.GET('/api/drills', {
        params: { query: { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) } },
      }),
    ),
  )
}

export function useDrill(id: string) {
  return useQuery({
    queryKey: [KEY, 'drill', id],
    queryFn: ({ signal }) => get(api.GET('/api/drills/{id}', { params: { path: { id } }, signal })),
  })
}

export function useReport(id: string, outcome: Outcome | undefined): PagedList<DrillPerson> {
  return usePagedList([KEY, 'report', id, outcome], cursor =>
    get(
      api.GET('/api/drills/{id}/report', {
        params: {
          path: { id },
          query: {
            limit: PAGE,
            ...(outcome === undefined ? {} : { outcome }),
            ...(cursor === undefined ? {} : { cursor }),
          },
        },
      }),
    ),
  )
}

export function useRenew(): () => void {
  const queries = useQueryClient()
  return useCallback(() => {
    // Whoever looks has the old answer until the new one is there.
    queries.invalidateQueries({ queryKey: [KEY] }).catch(() => undefined)
  }, [queries])
}
