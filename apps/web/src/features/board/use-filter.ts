// The filter stands in the address: who reloads, goes back or sends it on has the same board.
import { useRouter } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type BoardFilter, fromAddress, toAddress } from './filter.ts'

/** Typing writes the address once it pauses. */
const PAUSE_MS = 250

export type ChangeFilter = (change: Partial<BoardFilter>) => void

export function useFilter(): readonly [BoardFilter, ChangeFilter] {
  const { history } = useRouter()
  const [filter, setFilter] = useState(() => fromAddress(history.location.search))
  const written = useRef(history.location.search)
  useEffect(() => {
    const address = toAddress(filter)
    if (address === written.current) return
    const timer = setTimeout(() => {
      written.current = address
      history.replace(`${history.location.pathname}${address}`)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [filter, history])
  useEffect(
    () =>
      history.subscribe(({ location: { search, pathname } }) => {
        if (search === written.current || !isBoard(pathname)) return
        written.current = search
        setFilter(fromAddress(search))
      }),
    [history],
  )
  const change = useCallback<ChangeFilter>(
    part => setFilter(before => ({ ...before, ...part })),
    [],
  )
  return [filter, change]
}

function isBoard(pathname: string): boolean {
  return pathname === '/' || pathname === '/board'
}
