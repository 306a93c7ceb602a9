// What was asked of the server: on its way, there, or not this time.
import { useCallback, useEffect, useState } from 'react'

export interface Fetched<T> {
  /** The last answer; it stays while the next one is on its way. */
  readonly data: T | undefined
  readonly error: unknown
  readonly isLoading: boolean
  readonly again: () => void
}

interface State<T> {
  readonly data?: T
  readonly error?: unknown
  /** What was answered, or refused, last. */
  readonly of: string | undefined
  readonly isLoading: boolean
}

/** Asks anew whenever `key` changes; an answer that comes too late is dropped. */
export function useFetched<T>(key: string | undefined, ask: () => Promise<T>): Fetched<T> {
  const [state, setState] = useState<State<T>>({ of: undefined, isLoading: false })
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is asked; the round, that it is asked again
  useEffect(() => {
    if (key === undefined) return
    let isWanted = true
    setState(before => ({ ...before, isLoading: true }))
    ask().then(
      data => isWanted && setState({ data, of: key, isLoading: false }),
      error => isWanted && setState(before => ({ ...before, error, of: key, isLoading: false })),
    )
    return () => {
      isWanted = false
    }
  }, [key, round])
  const again = useCallback(() => setRound(count => count + 1), [])
  const isLoading = key !== undefined && (state.isLoading || state.of !== key)
  return { data: state.data, error: state.error, isLoading, again }
}
