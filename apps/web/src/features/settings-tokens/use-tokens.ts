// What this page asks of the API.
import { useQueryClient } from '@tanstack/react-query'
import { api, get } from '../../api/client.ts'
import { usePagedList } from '../../desk-ui/tables/use-paged-list.ts'
import type { Token } from './token-state.ts'

const KEY = 'settings-tokens'
/** The list begins with the oldest; most cities have fewer than this. */
const LIMIT = 200

export function useTokens() {
  return usePagedList<Token>([KEY], cursor => {
    const query = { limit: LIMIT, ...(cursor === undefined ? {} : { cursor }) }
    return get(api.GET('/api/tokens', { params: { query } }))
  })
}

export function useRenew(): () => void {
  const queries = useQueryClient()
  return () => {
    queries.invalidateQueries({ queryKey: [KEY] }).catch(() => undefined)
  }
}
