// Versions that somebody drafts wait in this window until they are published or discarded; nothing holds before.
import type { KindFields } from './kind-form.ts'

/** Whose draft it is, of which kind, and what it was begun from. */
export interface DraftKey {
  readonly person: string
  /** Undefined of a kind that is new. */
  readonly code: string | undefined
  readonly base: string
}

export interface KeptKind {
  readonly base: string
  readonly savedAt: number
  readonly fields: KindFields
}

const prefixOf = ({ person, code = '' }: Omit<DraftKey, 'base'>) =>
  `muster.kind-draft ${person} ${code} `

const keyOf = (key: DraftKey) => `${prefixOf(key)}${key.base}`

/** What is read back is whatever was once written there. */
function read(stored: string | null): KeptKind | undefined {
  const kept = JSON.parse(stored ?? 'null') as KeptKind | null
  const { summonsClocks, ladders } = kept?.fields ?? {}
  return kept && summonsClocks && ladders ? kept : undefined
}

export function keptKind(key: DraftKey): KeptKind | undefined {
  try {
    return read(sessionStorage.getItem(keyOf(key)))
  } catch {
    return undefined
  }
}

export function keepKind(key: DraftKey, fields: KindFields, savedAt: number): void {
  try {
    const kept: KeptKind = { base: key.base, savedAt, fields }
    sessionStorage.setItem(keyOf(key), JSON.stringify(kept))
  } catch {
    // A browser without room keeps nothing; the page that is open still has it.
  }
}

export function discardKind(key: DraftKey): void {
  sessionStorage.removeItem(keyOf(key))
}

/** Drafts of one kind, or of kinds that are new; the last one written first. */
export function listKeptKinds(of: Omit<DraftKey, 'base'>): readonly KeptKind[] {
  const prefix = prefixOf(of)
  return Object.keys(sessionStorage)
    .filter(key => key.startsWith(prefix))
    .flatMap(key => keptKind({ ...of, base: key.slice(prefix.length) }) ?? [])
    .toSorted((a, b) => b.savedAt - a.savedAt)
}
