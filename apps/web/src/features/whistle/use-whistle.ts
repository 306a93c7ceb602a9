// A whistle, its story and what can be done now; fetched anew when the live stream says that something happened.
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { api, get, newKey, type Schemas } from '../../api/client.ts'
import { followLive } from '../../api/live.ts'
import { useLanguage } from '../../i18n/words.ts'

export type Whistle = Schemas['Whistle']
export type Summons = Schemas['Summons']
export type Act = Schemas['AvailableAct']
export type Step = Schemas['StepToClose']

export function useWhistle(id: string) {
  const tag = useLanguage()
  const path = { params: { path: { id } } }
  const whistle = useQuery({
    queryKey: ['whistle', id],
    queryFn: ({ signal }) =>
      get(api.GET('/api/whistles/{id}', { ...path, signal })) as Promise<Whistle>,
  })
  const acts = useQuery({
    queryKey: ['whistle', id, 'acts', tag],
    queryFn: ({ signal }) => get(api.GET('/api/whistles/{id}/acts', { ...path, signal })),
  })
  const story = useQuery({
    queryKey: ['whistle', id, 'story', tag],
    queryFn: ({ signal }) => get(api.GET('/api/whistles/{id}/timeline', { ...path, signal })),
  })
  return { whistle, acts, story }
}

/** What changes by the clock alone: a default becomes possible, a stand-down no more. */
const LOOK_AGAIN_MS = 60_000

/** Everything of this whistle anew when something of it happened. */
export function useLiveWhistle(id: string): void {
  const queries = useQueryClient()
  useEffect(() => {
    const renew = () => {
      // Whoever is told has the old page until the new one is there.
      queries.invalidateQueries({ queryKey: ['whistle', id] }).catch(() => undefined)
    }
    const isOurs = (subject: unknown) =>
      typeof subject === 'string' && (subject === id || subject.startsWith(`${id}.`))
    const stop = followLive({
      onEvent: ({ data }) => {
        // Whatever somebody is told of has been heard of already.
        if (data['kind'] !== 'page' && isOurs(data['id'])) renew()
      },
      onOpen: isResumed => {
        if (!isResumed) renew()
      },
    })
    const timer = setInterval(renew, LOOK_AGAIN_MS)
    return () => {
      clearInterval(timer)
      stop()
    }
  }, [id, queries])
}

type Name = { readonly zh: string; readonly en: string } | null

/** Names of those who take part; the server says which of them are this reader's to know. */
export function usePeople({ id, summonses }: Whistle): ReadonlyMap<string, Name> {
  const ids = useMemo(
    () =>
      [...new Set(summonses.flatMap(({ people }) => people.map(({ person }) => person)))].sort(),
    [summonses],
  )
  const found = useQueries({
    queries: ids.map(person => ({
      queryKey: ['person', person, id],
      retry: false,
      queryFn: () =>
        get(
          api.GET('/api/people/{id}', {
            params: { path: { id: person }, query: { whistle: id } },
          }),
        ) as Promise<Schemas['Person']>,
    })),
  })
  return new Map(ids.map((person, n) => [person, found[n]?.data?.name ?? null]))
}

export function useEvidence(id: string, version: number) {
  return useQuery({
    queryKey: ['whistle', id, 'evidence', version],
    queryFn: async ({ signal }) =>
      (await get(api.GET('/api/whistles/{id}/evidence', { params: { path: { id } }, signal })))
        .items,
  })
}

export function useOffice(office: string) {
  return useQuery({
    queryKey: ['office', office],
    queryFn: ({ signal }) =>
      get(api.GET('/api/offices/{id}', { params: { path: { id: office } }, signal })) as Promise<
        Schemas['OfficeView']
      >,
    retry: false,
  })
}

/** The case that it was blown for; the server says whether it is this reader's to see. */
export function useCaseOf(id: string) {
  return useQuery({
    queryKey: ['case-of', id],
    retry: false,
    queryFn: ({ signal }) => get(api.GET('/api/cases/{id}', { params: { path: { id } }, signal })),
  })
}

export function useProblemType(code: string | null) {
  return useQuery({
    queryKey: ['problem-types', 'code', code],
    enabled: code !== null,
    queryFn: async ({ signal }) => {
      const { items } = await get(api.GET('/api/problem-types/search', { signal }))
      return items.find(one => one.code === code) ?? null
    },
  })
}

export function useKind(code: string) {
  return useQuery({
    queryKey: ['kinds'],
    queryFn: async ({ signal }) => (await get(api.GET('/api/kinds', { signal }))).items,
    select: kinds => kinds.find(kind => kind.code === code),
  })
}

export function useSceneCode(id: string, isAsked: boolean) {
  return useQuery({
    queryKey: ['scene-code', id],
    enabled: isAsked,
    retry: false,
    queryFn: ({ signal }) =>
      get(api.GET('/api/whistles/{id}/scene-code', { params: { path: { id } }, signal })),
  })
}

/** The address of an act comes from the server, so that no page knows how one is made. */
export async function doAct(path: string, body: object, key = newKey()): Promise<void> {
  const accept = path as '/api/whistles/{id}/accept'
  await get(
    api.POST(accept, {
      params: { path: { id: '' } },
      body: body as Record<string, never>,
      headers: { 'idempotency-key': key },
    }),
  )
}
