// What this page asks of the API. The status comes of no event: it is asked for anew when somebody looks.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api, get, type Schemas } from '../../api/client.ts'
import { usePagedList } from '../../desk-ui/tables/use-paged-list.ts'
import type { Bilingual } from '../../i18n/words.ts'

export const KEY = 'settings-trust'

export type Status = Schemas['Status']
export type Alarm = Schemas['Alarm']

interface Called {
  readonly names: Readonly<Record<string, Bilingual>>
  readonly people: Readonly<Record<string, Bilingual>>
}
export type MonitorRow = Schemas['Monitor'] & Called
export type CanaryRow = Schemas['Canary'] & Called

export function useStatus() {
  return useQuery({
    queryKey: [KEY, 'status'],
    staleTime: 0,
    refetchOnWindowFocus: true,
    queryFn: ({ signal }) => get(api.GET('/api/status', { signal })),
  })
}

export function useAlarms(hasPast: boolean) {
  return usePagedList<Alarm>([KEY, 'alarms', hasPast], cursor => {
    const query = {
      ...(hasPast ? {} : { open: 'true' as const }),
      ...(cursor === undefined ? {} : { cursor }),
    }
    return get(api.GET('/api/alarms', { params: { query } }))
  })
}

const withNames = <R extends object>({
  items,
  next,
  names,
  people,
}: { readonly items: readonly R[]; readonly next?: string } & Called) => ({
  items: items.map(item => ({ ...item, names, people })),
  next,
})

const asked = (cursor: string | undefined) => ({
  params: { query: cursor === undefined ? {} : { cursor } },
})

export function useMonitors() {
  return usePagedList<MonitorRow>([KEY, 'monitors'], async cursor =>
    withNames(await get(api.GET('/api/monitors', asked(cursor)))),
  )
}

export function useCanaries() {
  return usePagedList<CanaryRow>([KEY, 'canaries'], async cursor =>
    withNames(await get(api.GET('/api/canaries', asked(cursor)))),
  )
}

/** Asks anew for all that this page shows. */
export function useRenew(): () => void {
  const queries = useQueryClient()
  return () => {
    queries.invalidateQueries({ queryKey: [KEY] }).catch(() => undefined)
  }
}
