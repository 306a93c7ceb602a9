// What the server says of organisations, offices and areas, and how the page is renewed after an act.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api, get, type Schemas } from '../../api/client.ts'
import { type PagedList, usePagedList } from '../../desk-ui/tables/use-paged-list.ts'
import { useWords } from '../../i18n/words.ts'
import { organisationWords } from './words.ts'

/** First word of every key here: all of it is renewed together. */
export const KEY = 'settings-organisations'
const PAGE = 50
const MOST = 200

export type Organisation = Schemas['Organisation']
export type Office = Schemas['OfficeView']
export type Area = Schemas['AreaRow']

export interface Sought {
  readonly q?: string | undefined
  readonly kind?: string | undefined
  readonly district?: string | undefined
}

export function useOrganisations({ q, kind, district }: Sought): PagedList<Organisation> {
  const query = {
    limit: PAGE,
    ...(q === undefined ? {} : { q }),
    ...(kind === undefined ? {} : { kind }),
    ...(district === undefined ? {} : { district }),
  }
  return usePagedList([KEY, 'list', query], cursor =>
    get(
      api.GET('/api/organisations', {
        params: { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } },
      }),
    ),
  )
}

export function useOrganisation(id: string) {
  return useQuery({
    queryKey: [KEY, 'one', id],
    queryFn: ({ signal }) =>
      get(api.GET('/api/organisations/{id}', { params: { path: { id } }, signal })),
  })
}

export function useParts(parent: string) {
  return useQuery({
    queryKey: [KEY, 'parts', parent],
    queryFn: ({ signal }) =>
      get(api.GET('/api/organisations', { params: { query: { parent, limit: MOST } }, signal })),
  })
}

export function useOffices(organisation: string) {
  return useQuery({
    queryKey: [KEY, 'offices', organisation],
    queryFn: ({ signal }) =>
      get(api.GET('/api/offices', { params: { query: { organisation, limit: MOST } }, signal })),
  })
}

export function usePowers(office: string, isOpen: boolean) {
  return useQuery({
    queryKey: [KEY, 'powers', office],
    enabled: isOpen,
    queryFn: ({ signal }) =>
      get(api.GET('/api/offices/{id}/powers', { params: { path: { id: office } }, signal })),
  })
}

export function useAreas(parent: string | undefined): PagedList<Area> {
  return usePagedList([KEY, 'areas', parent], cursor =>
    get(
      api.GET('/api/areas', {
        params: {
          query: {
            limit: MOST,
            ...(parent === undefined ? { level: 'city' as const } : { parent }),
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
    for (const key of [KEY, 'directory'])
      queries.invalidateQueries({ queryKey: [key] }).catch(() => undefined)
  }, [queries])
}

export const KINDS = [
  'subdistrict',
  'bureau',
  'utility',
  'station',
  'area-committee',
  'coordination',
  'community',
] as const

/** Kinds are words of the city: those that are not known here stand as they are. */
export function useKindWord(): (kind: string) => string {
  const say = useWords(organisationWords)
  return kind => {
    const known = KINDS.find(one => one === kind)
    return known === undefined ? kind : say(`kind_${known}`)
  }
}
