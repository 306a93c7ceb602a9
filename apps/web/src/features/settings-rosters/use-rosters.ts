// What the server says of rosters, and how a page is renewed after an act.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api, get, type Schemas } from '../../api/client.ts'
import { useEntries } from '../../desk-ui/pickers/use-found.ts'
import { useName } from '../../i18n/words.ts'
import type { Plan } from './duty-days.ts'

/** First word of every key here: all of it is renewed together. */
export const KEY = 'settings-rosters'

export type Roster = Schemas['DutyRoster']
export type Finding = Schemas['RosterFinding']

/** Somebody else may have changed it while this page was not looked at. */
const FRESH = { staleTime: 15_000, refetchOnWindowFocus: true } as const

export function useRosters(organisation: string | undefined) {
  return useQuery({
    queryKey: [KEY, 'rosters', organisation],
    enabled: organisation !== undefined,
    ...FRESH,
    queryFn: async ({ signal }) => {
      const path = { id: organisation ?? '' }
      const answer = await get(
        api.GET('/api/organisations/{id}/rosters', { params: { path }, signal }),
      )
      return answer.items
    },
  })
}

export interface Stretch {
  readonly from: string
  readonly until: string
}

export function usePlan(id: string, { from, until }: Stretch) {
  return useQuery<Plan>({
    queryKey: [KEY, 'plan', id, from, until],
    ...FRESH,
    placeholderData: before => before,
    queryFn: ({ signal }) =>
      get(
        api.GET('/api/rosters/{id}/duty', {
          params: { path: { id }, query: { from, until } },
          signal,
        }),
      ),
  })
}

export function useFindings(id: string) {
  return useQuery({
    queryKey: [KEY, 'findings', id],
    ...FRESH,
    queryFn: ({ signal }) =>
      get(api.GET('/api/rosters/{id}/findings', { params: { path: { id } }, signal })),
  })
}

export function useDistrictFindings(district: string, days: number) {
  return useQuery({
    queryKey: [KEY, 'district', district, days],
    ...FRESH,
    queryFn: ({ signal }) =>
      get(api.GET('/api/roster-findings', { params: { query: { district, days } }, signal })),
  })
}

export function useFeeds() {
  return useQuery({
    queryKey: [KEY, 'feeds'],
    queryFn: ({ signal }) => get(api.GET('/api/me/calendars', { signal })),
  })
}

export function useRenew(): () => void {
  const queries = useQueryClient()
  return useCallback(() => {
    // Whoever looks has the old answer until the new one is there.
    queries.invalidateQueries({ queryKey: [KEY] }).catch(() => undefined)
  }, [queries])
}

/** Names of people, as far as they may be known; ids otherwise. */
export function useNamesOf(people: readonly string[]): (person: string) => string {
  const known = useEntries('person', people)
  const nameOf = useName()
  const names = new Map((known.data ?? []).map(({ id, name }) => [id, name]))
  return person => nameOf(names.get(person), person)
}
