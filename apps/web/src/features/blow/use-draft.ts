// The draft of a page: every change is kept in the browser at once and on the server when typing pauses.
import { useCallback, useEffect, useRef, useState } from 'react'
import { toProblem } from '../../api/problem.ts'
import { type BlowDraft, EMPTY_DRAFT, isEmpty } from './blow-draft.ts'
import {
  discard,
  type KeptDraft,
  keepLocally,
  keepOnServer,
  listKept,
  localDraft,
  newDraftId,
} from './draft-store.ts'

const PAUSE_MS = 700

export type Saving =
  | { readonly is: 'nothing' }
  | { readonly is: 'here' }
  | { readonly is: 'server'; readonly at: number }
  | { readonly is: 'failed'; readonly words: string }

export interface DraftInHand {
  readonly draft: BlowDraft
  readonly change: (next: (draft: BlowDraft) => BlowDraft) => void
  /** As it is after changes that no page has shown yet. */
  readonly latest: () => BlowDraft
  readonly saving: Saving
  /** Came back from an earlier visit. */
  readonly restoredAt: number | undefined
  /** Others that wait on the server. */
  readonly others: readonly KeptDraft[]
  readonly take: (kept: KeptDraft) => void
  readonly drop: (id: string) => void
  /** Begins anew; the old one is discarded. */
  readonly finish: () => void
}

interface State {
  readonly id: string
  readonly draft: BlowDraft
}

function begin(person: string): State & { readonly restoredAt: number | undefined } {
  const kept = localDraft(person)
  return kept
    ? { id: kept.id, draft: kept.draft, restoredAt: kept.savedAt }
    : { id: newDraftId(), draft: EMPTY_DRAFT, restoredAt: undefined }
}

/** Saves on the server once typing pauses; says how it went. */
function useServerCopy({ id, draft }: State, changes: number): Saving {
  const [saving, setSaving] = useState<Saving>({ is: 'nothing' })
  useEffect(() => {
    if (changes === 0 || isEmpty(draft)) return undefined
    setSaving({ is: 'here' })
    const timer = setTimeout(() => {
      keepOnServer({ id, draft, savedAt: Date.now() }).then(
        () => setSaving({ is: 'server', at: Date.now() }),
        (error: unknown) => setSaving({ is: 'failed', words: toProblem(error).title }),
      )
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [id, draft, changes])
  return saving
}

/** Drafts that wait on the server. */
function useOthers() {
  const kept = useState<readonly KeptDraft[]>([])
  const [, setOthers] = kept
  useEffect(() => {
    let isHere = true
    listKept().then(
      kept => isHere && setOthers(kept),
      () => undefined,
    )
    return () => {
      isHere = false
    }
  }, [])
  return kept
}

export function useDraft(person: string): DraftInHand {
  const [first] = useState(() => begin(person))
  const [state, setState] = useState<State>(first)
  const [changes, setChanges] = useState(0)
  const [restoredAt, setRestoredAt] = useState(first.restoredAt)
  const [others, setOthers] = useOthers()
  const saving = useServerCopy(state, changes)
  const now = useRef(state)

  const put = useCallback(
    (next: State) => {
      now.current = next
      // Before anything else can go wrong with the page.
      keepLocally(person, { ...next, savedAt: Date.now() })
      setState(next)
      setChanges(count => count + 1)
    },
    [person],
  )
  const change = useCallback(
    (next: (draft: BlowDraft) => BlowDraft) => {
      const { id, draft } = now.current
      const after = next(draft)
      if (after !== draft) put({ id, draft: after })
    },
    [put],
  )
  const latest = useCallback(() => now.current.draft, [])
  const drop = useCallback(
    (id: string) => {
      setOthers(kept => kept.filter(one => one.id !== id))
      discard(person, id).catch(() => undefined)
    },
    [person, setOthers],
  )
  const finish = useCallback(() => {
    const { id } = now.current
    drop(id)
    const fresh = { id: newDraftId(), draft: EMPTY_DRAFT }
    now.current = fresh
    setState(fresh)
    setChanges(0)
    setRestoredAt(undefined)
  }, [drop])
  const take = useCallback(
    (kept: KeptDraft) => {
      setRestoredAt(kept.savedAt)
      put({ id: kept.id, draft: kept.draft })
    },
    [put],
  )
  return {
    draft: state.draft,
    change,
    latest,
    saving,
    restoredAt,
    others: others.filter(one => one.id !== state.id),
    take,
    drop,
    finish,
  }
}
