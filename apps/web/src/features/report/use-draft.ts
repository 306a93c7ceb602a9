// The draft of this phone: changed by the pages, written down with every change.
import { useCallback, useState } from 'react'
import { DRAFT_KEY, isUntouched, newDraft, type ReportDraft, readDraft } from './report-draft.ts'

function stored(): ReportDraft | undefined {
  try {
    return readDraft(localStorage.getItem(DRAFT_KEY))
  } catch {
    return undefined
  }
}

function store(draft: ReportDraft | undefined): void {
  try {
    if (draft === undefined || isUntouched(draft)) localStorage.removeItem(DRAFT_KEY)
    else localStorage.setItem(DRAFT_KEY, JSON.stringify(draft))
  } catch {
    // A phone without room keeps it for as long as the page is open.
  }
}

export function hasDraft(): boolean {
  return stored() !== undefined
}

export interface DraftInHand {
  readonly draft: ReportDraft
  readonly change: (changes: Partial<ReportDraft>) => void
  /** Sent, or thrown away: the next one begins anew. */
  readonly clear: () => void
}

export function useDraft(): DraftInHand {
  const [draft, setDraft] = useState(() => stored() ?? newDraft())
  const change = useCallback((changes: Partial<ReportDraft>) => {
    setDraft(before => {
      const next = { ...before, ...changes }
      store(next)
      return next
    })
  }, [])
  const clear = useCallback(() => {
    store(undefined)
    setDraft(newDraft())
  }, [])
  return { draft, change, clear }
}
