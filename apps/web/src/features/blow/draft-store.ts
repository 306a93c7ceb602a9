// Where a draft waits: at once in this browser, a moment later on the server; gone from both when it is sent.
import { api, get } from '../../api/client.ts'
import { type BlowDraft, isEmpty, readDraft } from './blow-draft.ts'

export interface KeptDraft {
  readonly id: string
  readonly savedAt: number
  readonly draft: BlowDraft
}

const keyOf = (person: string) => `muster.blow.${person}`

export function newDraftId(): string {
  return `d-${crypto.randomUUID()}`
}

/** What this browser kept: it survives a reload, a crash and the end of a session. */
export function localDraft(person: string): KeptDraft | undefined {
  try {
    const stored = JSON.parse(localStorage.getItem(keyOf(person)) ?? 'null') as KeptDraft | null
    const draft = readDraft(stored?.draft)
    return stored && draft ? { id: stored.id, savedAt: stored.savedAt, draft } : undefined
  } catch {
    return undefined
  }
}

export function keepLocally(person: string, kept: KeptDraft): void {
  try {
    if (isEmpty(kept.draft)) localStorage.removeItem(keyOf(person))
    else localStorage.setItem(keyOf(person), JSON.stringify(kept))
  } catch {
    // A browser without room keeps nothing; the server does.
  }
}

/** What was saved last; a draft is discarded after it, so that nothing late brings it back. */
let lastKept: Promise<unknown> = Promise.resolve()

export async function keepOnServer({ id, draft }: KeptDraft): Promise<void> {
  const keeping = get(
    api.PUT('/api/me/drafts/{id}', {
      params: { path: { id } },
      body: { purpose: 'whistle', content: { ...draft } },
    }),
  )
  lastKept = keeping.catch(() => undefined)
  await keeping
}

export async function listKept(): Promise<readonly KeptDraft[]> {
  const { items } = await get(api.GET('/api/me/drafts'))
  return items.flatMap(({ id, purpose, savedAt, content }) => {
    const draft = purpose === 'whistle' ? readDraft(content) : undefined
    return draft ? [{ id, savedAt: Date.parse(savedAt), draft }] : []
  })
}

/** Best effort: what stays behind on the server is offered once more, and can be discarded there. */
export async function discard(person: string, id: string): Promise<void> {
  if (localDraft(person)?.id === id) localStorage.removeItem(keyOf(person))
  await lastKept
  await get(api.DELETE('/api/me/drafts/{id}', { params: { path: { id } } }))
}

/** Whoever logs out leaves nothing on this machine: what is written waits on the server. */
export async function leave(person: string): Promise<void> {
  const kept = localDraft(person)
  if (kept === undefined) return
  // What the server does not take stays here, for its writer alone: nothing is lost by a log-out.
  await keepOnServer(kept)
  localStorage.removeItem(keyOf(person))
}
