// The calendar of a year as the server tells it, kept until somebody here publishes a notice.
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, get, type Schemas } from '../../api/client.ts'

/** First word of every key here: all of it is renewed together. */
export const KEY = 'calendar'

export type Calendar = Schemas['Calendar']

export function useYear(year: number) {
  return useQuery({
    queryKey: [KEY, year],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      const query = { from: `${year}-01-01`, to: `${year}-12-31` }
      return get(api.GET('/api/calendar', { params: { query }, signal })) as Promise<Calendar>
    },
  })
}

export function useRenew(): () => void {
  const queries = useQueryClient()
  return () => {
    // Whoever looks has the old year until the new one is there.
    queries.invalidateQueries({ queryKey: [KEY] }).catch(() => undefined)
  }
}
