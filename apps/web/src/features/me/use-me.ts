// What these pages ask of the API.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api, get, type Schemas } from '../../api/client.ts'
import { usePagedList } from '../../desk-ui/tables/use-paged-list.ts'

/** The head of the desk counts under the same key. */
export const KEY = 'me'

export type InboxItem = Schemas['InboxItem']
export type Read = Schemas['ReadAboutMe']

export function useInbox(isUnseenOnly: boolean) {
  return usePagedList<InboxItem>([KEY, 'inbox', isUnseenOnly], cursor => {
    const query = {
      ...(isUnseenOnly ? { seen: 'false' as const } : {}),
      ...(cursor === undefined ? {} : { cursor }),
    }
    return get(api.GET('/api/inbox', { params: { query } }))
  })
}

export async function markSeen(id: string, key?: string): Promise<void> {
  await get(
    api.POST('/api/inbox/{id}/seen', {
      params: { path: { id } },
      body: {},
      ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
    }),
  )
}

export function useContacts() {
  return useQuery({
    queryKey: [KEY, 'contacts'],
    queryFn: ({ signal }) => get(api.GET('/api/me/contacts', { signal })),
  })
}

export function useCalendars() {
  return useQuery({
    queryKey: [KEY, 'calendars'],
    queryFn: async ({ signal }) => (await get(api.GET('/api/me/calendars', { signal }))).items,
  })
}

export function useReads() {
  return usePagedList<Read>([KEY, 'reads'], cursor =>
    get(api.GET('/api/me/reads', { params: { query: cursor === undefined ? {} : { cursor } } })),
  )
}

export function useRenew(): () => void {
  const queries = useQueryClient()
  return () => {
    queries.invalidateQueries({ queryKey: [KEY] }).catch(() => undefined)
  }
}
