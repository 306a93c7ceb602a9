// The responsibility list as the server tells it, kept until somebody here changes it.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, get, type Schemas } from '../../api/client.ts'
import { serverNow } from '../../api/clock.ts'
import type { paths } from '../../api/schema.ts'
import type { Filters } from '../../desk-ui/tables/address.ts'
import { usePagedList } from '../../desk-ui/tables/use-paged-list.ts'
import type { Bilingual } from '../../i18n/words.ts'

/** First word of every key here: all of it is renewed together. */
export const KEY = 'responsibility'

type Names = Readonly<Record<string, Bilingual>>

interface Called {
  readonly names: Names
  readonly problemTypes: Names
}

export type EntryRow = Schemas['ListEntry'] & Called
export type ProposalRow = Schemas['ListProposal'] & Called
export type ProblemType = Schemas['ProblemTypeFound']

export const ENTRY_FILTERS = ['problemType', 'department', 'reaches', 'legalItem', 'ended'] as const
export type EntryFilters = Filters<(typeof ENTRY_FILTERS)[number]>

type EntryQuery = NonNullable<paths['/api/responsibility']['get']['parameters']['query']>

const PAGE = 50

async function listEntries(query: EntryQuery) {
  const { items, next, ...called } = await get(
    api.GET('/api/responsibility', { params: { query } }),
  )
  return { items: items.map((one): EntryRow => ({ ...one, ...called })), next }
}

/** Those that hold now, unless all are asked for. */
export function useListed({ ended, ...filters }: EntryFilters) {
  const [now] = useState(() => new Date(serverNow()).toISOString())
  const when = ended === 'true' ? {} : { at: now }
  return usePagedList<EntryRow>([KEY, 'entries', filters, when], cursor =>
    listEntries({
      ...filters,
      ...when,
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    }),
  )
}

/** Every entry there ever was for a problem in an area, the first one first. */
export function useOthers({ problemType, area }: Pick<EntryRow, 'problemType' | 'area'>) {
  return useQuery({
    queryKey: [KEY, 'others', problemType, area],
    queryFn: () => listEntries({ problemType, area, limit: PAGE }),
    select: ({ items }) => items.toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from)),
  })
}

export function useProposals(isWithDecided: boolean) {
  return usePagedList<ProposalRow>([KEY, 'proposals', isWithDecided], async cursor => {
    const query = {
      limit: PAGE,
      ...(isWithDecided ? {} : { open: 'true' as const }),
      ...(cursor === undefined ? {} : { cursor }),
    }
    const { items, next, ...called } = await get(
      api.GET('/api/responsibility/proposals', { params: { query } }),
    )
    return { items: items.map((one): ProposalRow => ({ ...one, ...called })), next }
  })
}

/** All of them: a city has some hundreds. */
export function useProblemTypes() {
  return useQuery({
    queryKey: ['problem-types', ''],
    queryFn: async ({ signal }) =>
      (await get(api.GET('/api/problem-types/search', { signal }))).items,
  })
}

export function useRenew(): () => void {
  const queries = useQueryClient()
  return () => {
    // Whoever looks has the old list until the new one is there.
    queries.invalidateQueries({ queryKey: [KEY] }).catch(() => undefined)
  }
}
