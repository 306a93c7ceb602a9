// Filters that stand in the address: who reloads, goes back or sends it on has the same list.
import { useLocation, useRouter } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { type Filters, filtersFrom, withFilters } from './address.ts'

type Change = (change: Readonly<Record<string, string | undefined>>) => void

/** Everything after the address's `?`, and how to change parts of it in place. */
export function useAddress(): readonly [string, Change] {
  const { history } = useRouter()
  const search = useLocation({ select: ({ searchStr }) => searchStr })
  const change = useCallback<Change>(
    part => {
      const { pathname, search: now } = history.location
      history.replace(`${pathname}${withFilters(now, part)}`)
    },
    [history],
  )
  return [search, change]
}

/** Those of these names that are set, and how to set them; `undefined` takes one away. */
export function useFilters<K extends string>(
  names: readonly K[],
): readonly [Filters<K>, (change: { readonly [F in K]?: string | undefined }) => void] {
  const [search, change] = useAddress()
  const wanted = names.join()
  const filters = useMemo(() => filtersFrom(search, wanted.split(',') as K[]), [search, wanted])
  return [filters, change as (change: { readonly [F in K]?: string | undefined }) => void]
}
