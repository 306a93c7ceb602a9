// What fits a text while somebody types it: places, problems, departments.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, get, type Schemas } from '../api/client.ts'

/** So that each letter is not a question of its own. */
function useLater<T>(value: T, waitMs: number): T {
  const [later, setLater] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), waitMs)
    return () => clearTimeout(timer)
  }, [value, waitMs])
  return later
}

const WAIT_MS = 80

export interface Sought<T> {
  /** While the answer to this text is on its way, the answer to an earlier one. */
  readonly data: readonly T[] | undefined
  readonly isLoading: boolean
}

/**
 * Asked for a moment after the last letter. `scope` is what the answer depends on besides; without `find` nothing is asked.
 */
export function useSought<T>(
  name: string,
  text: string,
  find: ((q: string, signal: AbortSignal) => Promise<readonly T[]>) | undefined,
  scope?: string,
): Sought<T> {
  const now = text.trim()
  const q = useLater(now, WAIT_MS)
  const isAsked = q !== '' && find !== undefined
  const { data, isFetching, isPlaceholderData } = useQuery({
    queryKey: [name, q, scope],
    enabled: isAsked,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => find?.(q, signal) ?? [],
  })
  const isBehind = q !== now || (isAsked && isFetching) || isPlaceholderData
  return { data, isLoading: find !== undefined && now !== '' && isBehind }
}

export function useDepartments(text: string): Sought<Schemas['FoundOrganisation']> {
  return useSought('departments', text, async (q, signal) => {
    const query = { q, department: 'true' as const, limit: 12 }
    return (await get(api.GET('/api/organisations', { params: { query }, signal }))).items
  })
}
