// What the page asks while somebody writes: places, problems, whom the list names, what would happen.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api, get, type Schemas } from '../../api/client.ts'
import { type Sought, useSought } from '../../desk-ui/use-sought.ts'
import { type BlowDraft, coordinatesIn } from './blow-draft.ts'

export type Datum = 'wgs84' | 'gcj02' | 'bd09'

export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => get(api.GET('/api/me', { signal })),
  })
}

export function usePlaces(text: string, district: string | undefined): Sought<Schemas['Place']> {
  const find = async (q: string, signal: AbortSignal) => {
    const near = district === undefined ? {} : { within: district }
    const found = await get(api.GET('/api/places', { params: { query: { q, ...near } }, signal }))
    if (found.items.length > 0 || district === undefined) return found.items
    return (await get(api.GET('/api/places', { params: { query: { q } }, signal }))).items
  }
  // A pair of numbers is a place already.
  const isPair = coordinatesIn(text) !== undefined
  return useSought('places', text, isPair ? undefined : find, district)
}

/** Where a point lies, and what it is in WGS-84. */
export async function locate(point: string, datum: Datum) {
  return get(api.GET('/api/places/at', { params: { query: { point, datum } } }))
}

export function useTypes(text: string): Sought<Schemas['ProblemTypeFound']> {
  return useSought('problem-types', text, async (q, signal) => {
    const found = api.GET('/api/problem-types/search', { params: { query: { q } }, signal })
    return (await get(found)).items
  })
}

/** The command posts by which this office may call. */
export function usePosts(ids: readonly string[]) {
  return useQuery({
    queryKey: ['command-posts', ids.join()],
    enabled: ids.length > 0,
    queryFn: ({ signal }) =>
      Promise.all(
        ids.map(id =>
          get(api.GET('/api/command-posts/{id}', { params: { path: { id } }, signal })),
        ),
      ),
  })
}

export function useKinds() {
  return useQuery({
    queryKey: ['kinds'],
    queryFn: async ({ signal }) => (await get(api.GET('/api/kinds', { signal }))).items,
  })
}

export function useAdvice({ place, type }: BlowDraft) {
  const point = place?.point.join(',') ?? ''
  const problemType = type?.code ?? ''
  return useQuery({
    queryKey: ['advice', point, problemType],
    enabled: point !== '' && problemType !== '',
    queryFn: ({ signal }) =>
      get(
        api.GET('/api/responsibility/advice', {
          params: { query: { problemType, point } },
          signal,
        }),
      ),
  })
}

/** The lead first, as the server wants them. */
function departmentsOf({ asks }: BlowDraft): string[] {
  return asks
    .toSorted((a, b) => Number(b.role === 'lead') - Number(a.role === 'lead'))
    .map(one => one.department)
}

export function useForetold(draft: BlowDraft, office: string | undefined) {
  const { kind, place, type, caller } = draft
  const departments = departmentsOf(draft)
  const coordinates = place?.point
  return useQuery({
    queryKey: ['foretold', office, caller, kind, coordinates?.join(','), departments.join(',')],
    enabled: coordinates !== undefined && departments.length > 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      const [lng = 0, lat = 0] = coordinates ?? []
      const point = { type: 'Point' as const, coordinates: [lng, lat] as [number, number] }
      const about = {
        ...(type === undefined ? {} : { problemType: type.code }),
        ...(caller === undefined ? {} : { caller }),
      }
      return get(
        api.POST('/api/whistles/foretell', {
          body: { kind, point, departments, ...about },
          signal,
        }),
      )
    },
  })
}

/** Who would be told, in the order in which they are. */
export function useTold(draft: BlowDraft, office: string | undefined) {
  const { kind } = draft
  const departments = departmentsOf(draft)
  return useQuery({
    queryKey: ['told', office, kind, departments.join(',')],
    enabled: departments.length > 0 && draft.place !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: async ({ signal }) =>
      (await get(api.POST('/api/ladders/preview', { body: { kind, departments }, signal }))).items,
  })
}

/** The case that a whistle shall belong to. */
export function useCaseOf({ caseId = '' }: BlowDraft) {
  return useQuery({
    queryKey: ['case-of', caseId],
    enabled: caseId !== '',
    retry: false,
    queryFn: ({ signal }) =>
      get(api.GET('/api/cases/{id}', { params: { path: { id: caseId } }, signal })),
  })
}

export function useSimilar({ place }: BlowDraft) {
  const near = place?.point.join(',') ?? ''
  return useQuery({
    queryKey: ['cases', 'near', near],
    enabled: near !== '',
    queryFn: async ({ signal }) => {
      const query = { near, within: 300, status: 'open', limit: 8 }
      return (await get(api.GET('/api/cases', { params: { query }, signal }))).items
    },
  })
}
