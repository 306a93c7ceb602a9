// What this page asks of the API.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api, get, type Schemas } from '../../api/client.ts'
import { fetchWhistles } from '../../desk-ui/board-pages.ts'
import { usePagedList } from '../../desk-ui/tables/use-paged-list.ts'
import type { Bilingual } from '../../i18n/words.ts'
import type { LogQuery } from './log-query.ts'

export const KEY = 'settings-channels'

export type ChannelStatus = Schemas['ChannelStatus']
export type Notification = Schemas['Notification']
export type Webhook = Schemas['Webhook']
export type Delivery = Schemas['WebhookDelivery']

/** A message of the log with what its ids are called. */
export interface LogRow extends Notification {
  readonly names: Readonly<Record<string, Bilingual>>
  readonly people: Readonly<Record<string, Bilingual>>
}

export function useStatus() {
  return useQuery({
    queryKey: [KEY, 'status'],
    staleTime: 0,
    queryFn: ({ signal }) => get(api.GET('/api/status', { signal })),
  })
}

export function useLog(filters: LogQuery) {
  return usePagedList<LogRow>([KEY, 'log', filters], async cursor => {
    const query = { ...filters, ...(cursor === undefined ? {} : { cursor }) }
    const { items, next, names, people } = await get(
      api.GET('/api/notifications', { params: { query } }),
    )
    return { items: items.map(item => ({ ...item, names, people })), next }
  })
}

export function useAttempts(id: string) {
  return useQuery({
    queryKey: [KEY, 'log', 'one', id],
    queryFn: ({ signal }) =>
      get(api.GET('/api/notifications/{id}', { params: { path: { id } }, signal })),
  })
}

export function useOpenWhistles() {
  return useQuery({
    queryKey: [KEY, 'whistles'],
    queryFn: () => fetchWhistles({ status: 'submitted,sounding,resolved' }),
  })
}

export function useWebhooks() {
  return usePagedList<Webhook>([KEY, 'webhooks'], cursor =>
    get(api.GET('/api/webhooks', { params: { query: cursor === undefined ? {} : { cursor } } })),
  )
}

export function useDeliveries({ district, id }: Pick<Webhook, 'district' | 'id'>) {
  return usePagedList<Delivery>([KEY, 'deliveries', district, id], cursor =>
    get(
      api.GET('/api/webhooks/{district}/{id}/deliveries', {
        params: { path: { district, id }, query: cursor === undefined ? {} : { cursor } },
      }),
    ),
  )
}

/** Asks anew for all that this page shows. */
export function useRenew(): () => void {
  const queries = useQueryClient()
  return () => {
    queries.invalidateQueries({ queryKey: [KEY] }).catch(() => undefined)
  }
}
