// A list of the API by its cursor: what was asked for so far, and how to ask for more.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

/** One answer of a list. */
export interface ListPage<R> {
  readonly items: readonly R[]
  readonly next?: string | undefined
}

export interface PagedList<R> {
  readonly rows: readonly R[]
  readonly isPending: boolean
  /** Set while there is nothing else to show; what is there stays when more of it cannot be fetched. */
  readonly error: unknown
  readonly moreError: unknown
  readonly hasMore: boolean
  readonly isAskingMore: boolean
  readonly askMore: () => void
  readonly retry: () => void
}

/**
 * `key` begins with the word by which the page is renewed (`useLiveQueries`, `invalidateQueries`)
 * and holds every filter; `ask` is given the cursor, and nothing for the first page.
 */
export function usePagedList<R>(
  key: readonly unknown[],
  ask: (cursor: string | undefined) => Promise<ListPage<R>>,
): PagedList<R> {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => ask(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: ListPage<R>) => next,
  })
  const { data, error, hasNextPage, fetchNextPage, refetch } = query
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data])
  return {
    rows,
    isPending: query.isPending,
    error: data === undefined ? error : null,
    moreError: data === undefined ? null : error,
    hasMore: hasNextPage,
    isAskingMore: query.isFetchingNextPage,
    // Failure is shown where the list is shown.
    askMore: () => {
      fetchNextPage().catch(() => undefined)
    },
    retry: () => {
      refetch().catch(() => undefined)
    },
  }
}

/** A list that came whole, as a table shows it. */
export function wholeList<R>(query: {
  readonly data: readonly R[] | undefined
  readonly isPending: boolean
  readonly error: unknown
  readonly refetch: () => Promise<unknown>
}): PagedList<R> {
  return {
    rows: query.data ?? [],
    isPending: query.isPending,
    error: query.data === undefined ? query.error : null,
    moreError: null,
    hasMore: false,
    isAskingMore: false,
    askMore: () => undefined,
    retry: () => {
      query.refetch().catch(() => undefined)
    },
  }
}
