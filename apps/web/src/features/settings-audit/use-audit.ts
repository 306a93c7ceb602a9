// What this page asks of the API. Each look at the trail is an entry of it: nothing is asked in vain.
import { useQuery } from '@tanstack/react-query'
import { api, get, type Schemas } from '../../api/client.ts'
import { usePagedList } from '../../desk-ui/tables/use-paged-list.ts'
import type { Bilingual } from '../../i18n/words.ts'
import type { AuditQuery } from './audit-query.ts'

const KEY = 'settings-audit'

/** An entry with what its ids are called. */
export type AuditRow = Schemas['AuditEntry'] & {
  readonly names: Readonly<Record<string, Bilingual>>
  readonly people: Readonly<Record<string, Bilingual>>
}

export function useTrail(sought: AuditQuery) {
  return usePagedList<AuditRow>([KEY, 'trail', sought], async cursor => {
    const query = { ...sought, ...(cursor === undefined ? {} : { cursor }) }
    const { items, next, names, people } = await get(api.GET('/api/audit', { params: { query } }))
    return { items: items.map(item => ({ ...item, names, people })), next }
  })
}

export function useActs() {
  return useQuery({
    queryKey: [KEY, 'acts'],
    queryFn: async ({ signal }) => (await get(api.GET('/api/audit/acts', { signal }))).items,
  })
}

/** The table, byte for byte as the server made it. */
export async function fetchTable(query: AuditQuery): Promise<Blob> {
  const asked = { params: { query }, parseAs: 'blob' as const }
  return (await get(api.GET('/api/audit.csv', asked))) as unknown as Blob
}
