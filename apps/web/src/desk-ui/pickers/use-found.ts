// Entries of the directory for pickers: what fits the words typed, and what is chosen already.
import { useQueries, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, get, type Schemas } from '../../api/client.ts'
import type { paths } from '../../api/schema.ts'

export type Found = Schemas['FoundEntry']
export type What = 'organisation' | 'office' | 'person' | 'area'

/** Where it is looked for. */
export interface Within {
  readonly organisation?: string | undefined
  readonly district?: string | undefined
  /** Only organisations that can be summoned. */
  readonly department?: boolean | undefined
}

const PAUSE_MS = 200
const LIMIT = 20
const MOST_IDS = 100

/** The words typed, once somebody pauses. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return paused
}

type Question = NonNullable<paths['/api/directory/search']['get']['parameters']['query']>

function questionOf(what: What, { organisation, district, department }: Within): Question {
  return {
    what,
    ...(organisation === undefined ? {} : { organisation }),
    ...(district === undefined ? {} : { district }),
    ...(department === undefined ? {} : { department: department ? 'true' : 'false' }),
  }
}

async function search(query: Question, signal: AbortSignal): Promise<readonly Found[]> {
  const { items } = await get(api.GET('/api/directory/search', { params: { query }, signal }))
  return items
}

/** Nothing is asked before the picker is opened; what is behind answers an earlier text. */
export function useFound(what: What, typed: string, within: Within & { readonly isOpen: boolean }) {
  const now = typed.trim()
  const q = usePaused(now)
  const query = { ...questionOf(what, within), limit: LIMIT, ...(q === '' ? {} : { q }) }
  const found = useQuery({
    queryKey: ['directory', 'search', query],
    queryFn: ({ signal }) => search(query, signal),
    enabled: within.isOpen,
    placeholderData: before => before,
  })
  const { data, isFetching, isError, isPlaceholderData } = found
  return { data, isFetching, isError, isBehind: q !== now || isPlaceholderData }
}

/** What ids stand for; those that may not be seen are absent. */
export function useEntries(what: What, ids: readonly string[]): Entries {
  return useQueries({
    queries: chunked([...new Set(ids)].toSorted()).map(asked => ({
      queryKey: ['directory', 'entries', what, asked],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        search({ what, ids: asked }, signal),
    })),
    combine,
  })
}

interface Entries {
  /** Those that came so far. */
  readonly data: readonly Found[]
}

/** As many as one question may name. */
function chunked(ids: readonly string[]): readonly string[] {
  const count = Math.ceil(ids.length / MOST_IDS)
  return Array.from({ length: count }, (_, n) => ids.slice(n * MOST_IDS, (n + 1) * MOST_IDS).join())
}

function combine(answers: readonly { readonly data: readonly Found[] | undefined }[]): Entries {
  return { data: answers.flatMap(({ data }) => data ?? []) }
}
