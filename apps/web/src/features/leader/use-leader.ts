// What a leader may see, kept until the stream names a change.
import { useQuery } from '@tanstack/react-query'
import { fetchWhistles } from '../../desk-ui/board-pages.ts'
import type { Period } from '../../desk-ui/period.ts'

export const NOW = 'leader-now'
export const MONTH = 'leader-month'

export function useNow() {
  return useQuery({
    queryKey: [NOW],
    queryFn: () => fetchWhistles({ status: 'submitted,sounding,resolved' }),
  })
}

/** A whistle is drafted before it sounds: planned ones some weeks before. */
const LONGEST_DRAFT_MS = 31 * 86_400_000

export function useSounded({ from }: Period) {
  return useQuery({
    queryKey: [MONTH, from],
    queryFn: () =>
      fetchWhistles({
        status: 'sounding,resolved,accepted,closed,withdrawn',
        since: from - LONGEST_DRAFT_MS,
      }),
  })
}
