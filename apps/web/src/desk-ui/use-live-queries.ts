// Answers that were kept are asked for anew when the stream tells of something that may have changed them.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { followLive } from '../api/live.ts'

/** Events come in groups: one question for all of a moment. */
const GATHER_MS = 250

/** Renews everything under a key after events of these kinds of streams. */
export function useLiveQueries(key: string, kinds: readonly string[], gatherMs = GATHER_MS): void {
  const queries = useQueryClient()
  const wanted = kinds.join()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const renew = () => {
      timer = undefined
      // Whoever looks has the old answer until the new one is there.
      queries.invalidateQueries({ queryKey: [key] }).catch(() => undefined)
    }
    const soon = () => {
      timer ??= setTimeout(renew, gatherMs)
    }
    const stop = followLive({
      onEvent: ({ data }) => {
        if (wanted.split(',').includes(String(data['kind']))) soon()
      },
      onOpen: isResumed => {
        if (!isResumed) soon()
      },
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [key, wanted, gatherMs, queries])
}
