// Grants as the server tells them, kept until somebody here changes one.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api, get, type Schemas } from '../../api/client.ts'
import type { paths } from '../../api/schema.ts'
import type { Filters } from '../../desk-ui/tables/address.ts'
import { usePagedList } from '../../desk-ui/tables/use-paged-list.ts'
import type { Bilingual } from '../../i18n/words.ts'

/** First word of every key here: all of it is renewed together. */
export const KEY = 'grants'

export type Power = Schemas['Grant']['power']
export type Names = Readonly<Record<string, Bilingual>>
export type GrantRow = Schemas['Grant'] & { readonly names: Names }

export const GRANT_FILTERS = ['power', 'office', 'department', 'reaches', 'counts'] as const
export type GrantFilters = Filters<(typeof GRANT_FILTERS)[number]>

type Query = NonNullable<paths['/api/grants']['get']['parameters']['query']>
type ExplainQuery = paths['/api/grants/explain']['get']['parameters']['query']

const PAGE = 50

async function listGrants(query: Query) {
  const { items, next, names } = await get(api.GET('/api/grants', { params: { query } }))
  return { items: items.map((one): GrantRow => ({ ...one, names })), next }
}

export function useGrants(filters: GrantFilters) {
  return usePagedList<GrantRow>([KEY, 'list', filters], cursor =>
    // The address may say anything: what the server does not know, it refuses.
    listGrants({ ...(filters as Query), limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }),
  )
}

export function useHistory(id: string) {
  return useQuery({
    queryKey: [KEY, 'history', id],
    queryFn: ({ signal }) =>
      get(api.GET('/api/grants/{id}/history', { params: { path: { id } }, signal })),
  })
}

export function useDelegations(source: string) {
  return useQuery({
    queryKey: [KEY, 'delegations', source],
    queryFn: () => listGrants({ source, limit: PAGE }),
    select: ({ items }) => items,
  })
}

export function useExplained(question: ExplainQuery | undefined) {
  return useQuery({
    queryKey: [KEY, 'explained', question],
    enabled: question !== undefined,
    queryFn: ({ signal }) =>
      get(
        api.GET('/api/grants/explain', { params: { query: question as ExplainQuery }, signal }),
      ) as Promise<Schemas['PowerExplained']>,
  })
}

/** Districts, and the city for what belongs to it. */
export function useDistricts(isAsked: boolean) {
  return useQuery({
    queryKey: ['areas', 'districts'],
    enabled: isAsked,
    queryFn: async ({ signal }) => {
      const of = async (level: 'city' | 'district') =>
        (await get(api.GET('/api/areas', { params: { query: { level, limit: 200 } }, signal })))
          .items
      return [...(await of('city')), ...(await of('district'))]
    },
  })
}

export function useRenew(): () => void {
  const queries = useQueryClient()
  return () => {
    // Whoever looks has the old list until the new one is there.
    queries.invalidateQueries({ queryKey: [KEY] }).catch(() => undefined)
  }
}
