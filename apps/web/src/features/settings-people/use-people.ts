// What the server says of people and accounts, and how the page is renewed after an act.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api, get, type Schemas } from '../../api/client.ts'
import { type PagedList, usePagedList } from '../../desk-ui/tables/use-paged-list.ts'

/** First word of every key here: all of it is renewed together. */
export const KEY = 'settings-people'
const PAGE = 50

export type PersonRow = Schemas['PersonRow']
export type Person = Schemas['Person']
export type HeldOffice = Schemas['PersonOffice']
export type Account = Schemas['Account']

interface Sought {
  readonly q?: string | undefined
  readonly organisation?: string | undefined
}

export function usePeople({ q, organisation }: Sought): PagedList<PersonRow> {
  const query = {
    limit: PAGE,
    ...(q === undefined ? {} : { q }),
    ...(organisation === undefined ? {} : { organisation }),
  }
  return usePagedList([KEY, 'list', query], cursor =>
    get(
      api.GET('/api/people', {
        params: { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } },
      }),
    ),
  )
}

export function usePerson(id: string) {
  return useQuery({
    queryKey: [KEY, 'one', id],
    queryFn: ({ signal }) => get(api.GET('/api/people/{id}', { params: { path: { id } }, signal })),
  })
}

export function useHeldOffices(id: string) {
  return useQuery({
    queryKey: [KEY, 'offices', id],
    queryFn: ({ signal }) =>
      get(api.GET('/api/people/{id}/offices', { params: { path: { id } }, signal })),
  })
}

export function useReach(id: string) {
  return useQuery({
    queryKey: [KEY, 'reach', id],
    queryFn: ({ signal }) =>
      get(api.GET('/api/people/{id}/contacts', { params: { path: { id } }, signal })),
  })
}

/** Null when the person has none. */
export function useAccount(person: string) {
  return useQuery({
    queryKey: [KEY, 'account', person],
    queryFn: async ({ signal }): Promise<Account | null> => {
      const query = { person, limit: 1 }
      const { items } = await get(api.GET('/api/accounts', { params: { query }, signal }))
      return items[0] ?? null
    },
  })
}

export function useAccounts(q: string | undefined): PagedList<Account> {
  return usePagedList([KEY, 'accounts', q], cursor =>
    get(
      api.GET('/api/accounts', {
        params: {
          query: {
            limit: PAGE,
            ...(q === undefined ? {} : { q }),
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
    for (const key of [KEY, 'directory', 'settings-organisations'])
      queries.invalidateQueries({ queryKey: [key] }).catch(() => undefined)
  }, [queries])
}
