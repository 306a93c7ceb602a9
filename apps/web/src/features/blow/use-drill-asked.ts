// Whoever comes by `?drill=1` wants to rehearse: the whistle begins marked as a drill, and the box stays theirs to change.
import { useEffect, useRef } from 'react'
import type { DraftInHand } from './use-draft.ts'

export function useDrillAsked({ change }: DraftInHand): void {
  const isDone = useRef(false)
  useEffect(() => {
    if (isDone.current || new URLSearchParams(location.search).get('drill') !== '1') return
    isDone.current = true
    change(before => ({ ...before, drill: true }))
  }, [change])
}
