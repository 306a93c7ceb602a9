// What the server says of a department's calls, kept until the stream names a change.
import { useQueries, useQuery } from '@tanstack/react-query'
import { api, get } from '../../api/client.ts'
import { fetchWhistlesById, type Whistles } from '../../desk-ui/board-pages.ts'
import { periodQuery } from '../../desk-ui/counted.ts'
import type { Period } from '../../desk-ui/period.ts'
import { nameIn, useLanguage } from '../../i18n/words.ts'
import { byNeed, type Call, type SummonsRow, toCalls } from './calls.ts'
import { countsOf } from './figures.ts'

/** First word of every key here: all of it is renewed together. */
export const KEY = 'department-desk'

const PAGE = 200
const MOST_PAGES = 10

/** Newest first. */
async function fetchOpen(department: string): Promise<readonly SummonsRow[]> {
  const rows: SummonsRow[] = []
  let cursor: string | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = {
      department,
      open: 'true' as const,
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    }
    const answer = await get(api.GET('/api/summonses', { params: { query } }))
    rows.push(...answer.items)
    cursor = answer.next
    if (cursor === undefined) break
  }
  return rows
}

export interface OpenCalls {
  readonly calls: readonly Call[]
  readonly names: Whistles['names']
}

export function useOpenCalls(department: string) {
  return useQuery({
    queryKey: [KEY, department, 'open'],
    queryFn: async (): Promise<OpenCalls> => {
      const rows = await fetchOpen(department)
      const whistles = await fetchWhistlesById(rows.map(({ whistle }) => whistle))
      return { calls: byNeed(toCalls(rows, whistles)), names: whistles.names }
    },
  })
}

/** What the department's calls of a period came to, counted by the server. */
export function useHistory(department: string, period: Period) {
  return useQuery({
    queryKey: [KEY, department, 'history', period.from, period.to],
    queryFn: async ({ signal }) => {
      const query = { by: 'department' as const, department, ...periodQuery(period) }
      const figures = await get(api.GET('/api/figures/whistles', { params: { query }, signal }))
      return countsOf(figures, department)
    },
  })
}

export function useActs({ whistle, department }: Call) {
  const tag = useLanguage()
  return useQuery({
    queryKey: [KEY, 'acts', whistle, tag],
    queryFn: ({ signal }) =>
      get(api.GET('/api/whistles/{id}/acts', { params: { path: { id: whistle } }, signal })),
    select: ({ acts }) => acts.filter(act => act.department === department),
  })
}

export function useSummons({ whistle: id, department }: Call) {
  return useQuery({
    queryKey: [KEY, 'summons', id, department],
    queryFn: ({ signal }) =>
      get(
        api.GET('/api/whistles/{id}/summonses/{department}', {
          params: { path: { id, department } },
          signal,
        }),
      ),
  })
}

/** Names of people who were sent; the server says which of them are this reader's to know. */
export function usePeopleNames(whistle: string, people: readonly string[]): readonly string[] {
  const tag = useLanguage()
  const found = useQueries({
    queries: people.map(person => ({
      queryKey: ['person', person, whistle],
      retry: false,
      queryFn: () =>
        get(api.GET('/api/people/{id}', { params: { path: { id: person }, query: { whistle } } })),
    })),
  })
  return people.map((person, at) => nameIn(tag, found[at]?.data?.name, person))
}

/** Who is on duty in the department now, by its roster. */
export function useDuty(department: string) {
  return useQuery({
    queryKey: [KEY, 'duty', department],
    queryFn: ({ signal }) =>
      get(
        api.GET('/api/organisations/{id}/duty', { params: { path: { id: department } }, signal }),
      ),
  })
}

interface Option {
  readonly id: string
  readonly name: string
}

const MOST_ITEMS = 100
const MOST_UNITS = 200

/** Items of the responsibility list that may be cited, and units that may be named instead. */
export function useReturnOptions({ problemType, department, whistle }: Call): {
  readonly items: readonly Option[]
  readonly units: readonly Option[]
} {
  const tag = useLanguage()
  const district = whistle.split('-')[1] ?? ''
  const items = useQuery({
    queryKey: ['entries', problemType, district],
    enabled: problemType !== null,
    queryFn: async ({ signal }) => {
      const query = { problemType: problemType ?? '', district, limit: MOST_ITEMS }
      return (await get(api.GET('/api/responsibility', { params: { query }, signal }))).items
    },
  })
  const units = useQuery({
    queryKey: ['units', district],
    queryFn: async ({ signal }) => {
      const query = { district, department: 'true' as const, limit: MOST_UNITS }
      return (await get(api.GET('/api/organisations', { params: { query }, signal }))).items
    },
  })
  return {
    items: (items.data ?? []).map(({ id, duty }) => ({ id, name: `${id} · ${nameIn(tag, duty)}` })),
    units: (units.data ?? [])
      .filter(({ id }) => id !== department)
      .map(({ id, name }) => ({ id, name: nameIn(tag, name, id) })),
  }
}

/** The address of an act comes from the server, so that no page knows how one is made. */
export async function doAct(path: string, body: object, key: string): Promise<void> {
  const sign = path as '/api/whistles/{id}/accept'
  await get(
    api.POST(sign, {
      params: { path: { id: '' } },
      body: body as Record<string, never>,
      headers: { 'idempotency-key': key },
    }),
  )
}
