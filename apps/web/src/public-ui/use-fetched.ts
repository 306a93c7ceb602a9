// What was asked of the server: on its way, there, or not this time.
import { useCallback, useEffect, useState } from 'react'

export interface Fetched<T> {
  /** The last answer; it stays while the next one is on its way. */
  readonly data: T | undefined
  readonly error: unknown
  readonly isLoading: boolean
  readonly again: () => void
}

/** Asks anew whenever `key` changes; an answer that comes too late is dropped. */
export function useFetched<T>(key: string | undefined, ask: () => Promise<T>): Fetched<T> {
  const [state, setState] = useState<{ data?: T; error?: unknown; isLoading: boolean }>({
    isLoading: key !== undefined,
  })
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is asked; the round, that it is asked again
  useEffect(() => {
    if (key === undefined) return
    let isWanted = true
    setState(before => ({ ...before, isLoading: true }))
    ask().then(
      data => isWanted && setState({ data, isLoading: false }),
      error => isWanted && setState(before => ({ ...before, error, isLoading: false })),
    )
    return () => {
      isWanted = false
    }
  }, [key, round])
  const again = useCallback(() => setRound(count => count + 1), [])
  return { data: state.data, error: state.error, isLoading: state.isLoading, again }
}
