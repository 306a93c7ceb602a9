// What a leader may see, counted by the server and kept until the stream names a change.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api, get, type Schemas } from '../../api/client.ts'
import { fetchWhistlesById } from '../../desk-ui/board-pages.ts'
import { type Grouping, periodQuery } from '../../desk-ui/counted.ts'
import type { Period } from '../../desk-ui/period.ts'

export const NOW = 'leader-now'
export const MONTH = 'leader-month'

export type Figures = Schemas['WhistleFigures']
export type FiguresRow = Schemas['WhistleFiguresRow']
export type Recurring = Schemas['Recurring']

/** The counts, and the whistles for which one waits longest. */
export function useNow() {
  return useQuery({
    queryKey: [NOW],
    queryFn: async ({ signal }) => {
      const now = await get(api.GET('/api/figures/now', { signal }))
      const { items, names } = await fetchWhistlesById(now.waits.map(({ whistle }) => whistle))
      return { now, names, whistles: new Map(items.map(one => [one.id, one])) }
    },
  })
}

export function useFigures(period: Period, by: Grouping) {
  return useQuery({
    queryKey: [MONTH, 'figures', period.from, period.to, by],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      const query = { by, ...periodQuery(period) }
      return get(api.GET('/api/figures/whistles', { params: { query }, signal }))
    },
  })
}

export function useRecurring() {
  return useQuery({
    queryKey: [MONTH, 'recurring'],
    queryFn: ({ signal }) => get(api.GET('/api/figures/recurring', { signal })),
  })
}

/** The same figures as a table for a spreadsheet. */
export function tableAddress(period: Period, by: Grouping): string {
  return `/api/figures/whistles.csv?${new URLSearchParams({ by, ...periodQuery(period) })}`
}
