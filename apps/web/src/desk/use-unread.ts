// How many notices nobody has looked at: asked once, and again when a message comes or is read, or one comes back to the page.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '../api/client.ts'
import { followLive } from '../api/live.ts'

/** Under the first word of the pages that mark notices as read, which renew all of it. */
const KEY = ['me', 'unread'] as const

/** One act may lead to several messages at once. */
const GATHER_MS = 250
/** In a night with much to tell, and where somebody is told how far their own drill came, the number need not follow every step. */
const LEAST_PAUSE_MS = 2_000

/** Without `get`: a number in the head ends nobody's page because their session is over. */
async function countUnread({ signal }: { readonly signal: AbortSignal }): Promise<number> {
  const query = { seen: 'false' as const, limit: 1 }
  const { data } = await api.GET('/api/inbox', { params: { query }, signal })
  if (data === undefined) throw new Error('the inbox was not told')
  return data.unseen
}

/** Calls soon after something happened; a page that nobody sees holds no stream and asks nothing. */
function whileSeen(renew: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let renewedAt = Number.NEGATIVE_INFINITY
  let leave: (() => void) | undefined
  const soon = () => {
    const pause = renewedAt + LEAST_PAUSE_MS - performance.now()
    timer ??= setTimeout(
      () => {
        timer = undefined
        renewedAt = performance.now()
        renew()
      },
      Math.max(GATHER_MS, pause),
    )
  }
  const rest = () => {
    clearTimeout(timer)
    timer = undefined
    leave?.()
    leave = undefined
  }
  const look = () => {
    if (document.visibilityState === 'hidden') rest()
    else
      leave ??= followLive({
        onEvent: ({ data }) => {
          if (data['kind'] === 'page') soon()
        },
        onOpen: isResumed => {
          if (!isResumed) soon()
        },
      })
  }
  look()
  document.addEventListener('visibilitychange', look)
  return () => {
    document.removeEventListener('visibilitychange', look)
    rest()
  }
}

export function useUnread(): number {
  const queries = useQueryClient()
  const unread = useQuery({ queryKey: KEY, queryFn: countUnread, retry: false })
  useEffect(
    () =>
      whileSeen(() => {
        queries.invalidateQueries({ queryKey: KEY }).catch(() => undefined)
      }),
    [queries],
  )
  return unread.data ?? 0
}
