// Sends a whistle: the case, the draft, the call. Each step has its key, so that going on after a break does nothing twice.
import { api, get, newKey } from '../../api/client.ts'
import { Problem } from '../../api/problem.ts'
import type { BlowDraft, DraftFile, Sent } from './blow-draft.ts'

export function freshKeys(): Sent {
  return { caseKey: newKey(), draftKey: newKey(), submitKey: newKey() }
}

function point({ place }: BlowDraft) {
  const [lng = 0, lat = 0] = place?.point ?? []
  return { type: 'Point' as const, coordinates: [lng, lat] as [number, number] }
}

function fieldsOf(draft: BlowDraft) {
  return {
    title: draft.title.trim(),
    facts: draft.facts.trim(),
    tried: draft.tried.trim(),
    lacking: draft.lacking.trim(),
    problemType: draft.type?.code ?? '',
    place: { point: point(draft), text: draft.placeText.trim() },
    assembly: { at: draft.assemblyAt, place: draft.assemblyPlace.trim() },
    asks: draft.asks.map(({ department, role, text, legalItems, after }) => ({
      ...(after ? { after } : {}),
      department,
      role,
      text: text.trim(),
      legalItems: [...legalItems],
    })),
  }
}

async function openCase(draft: BlowDraft, key: string): Promise<string> {
  const { id } = await get(
    api.POST('/api/cases', {
      body: { title: draft.title.trim(), problemType: draft.type?.code ?? '', point: point(draft) },
      headers: { 'idempotency-key': key },
    }),
  )
  return id
}

async function writeWhistle(draft: BlowDraft, caseId: string, key: string): Promise<string> {
  const { id } = await get(
    api.POST('/api/whistles', {
      body: {
        caseId,
        kind: draft.kind,
        drill: draft.drill,
        ...(draft.caller === undefined ? {} : { caller: draft.caller }),
        ...fieldsOf(draft),
      },
      headers: { 'idempotency-key': key },
    }),
  )
  return id
}

async function attach(id: string, file: DraftFile, key: string): Promise<void> {
  const { sha256, mediaType, bytes } = file
  await get(
    api.POST('/api/whistles/{id}/attach', {
      params: { path: { id } },
      body: { sha256, mediaType, bytes },
      headers: { 'idempotency-key': key },
    }),
  )
}

/** False when it is no draft any more: the call arrived, and only its answer was lost. */
async function amend(id: string, draft: BlowDraft): Promise<boolean> {
  try {
    await get(
      api.POST('/api/whistles/{id}/amend', { params: { path: { id } }, body: fieldsOf(draft) }),
    )
    return true
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_a_draft') return false
    throw error
  }
}

/** A key that was used for other words is spent: the words changed since, so the step is a new one. */
async function withKey<T>(key: string, step: (key: string) => Promise<T>): Promise<T> {
  try {
    return await step(key)
  } catch (error) {
    if (error instanceof Problem && error.code === 'idempotency_key_reused') return step(newKey())
    throw error
  }
}

/** Says after each step how far it is, so that it can be kept; gives the whistle's id. */
export async function send(draft: BlowDraft, keep: (sent: Sent) => void): Promise<string> {
  let sent = draft.sent ?? freshKeys()
  const note = (more: Partial<Sent>) => {
    sent = { ...sent, ...more }
    keep(sent)
  }
  note({})
  if (sent.whistleId !== undefined) {
    // It was written before and not called: the words of now replace those of then.
    if (!(await amend(sent.whistleId, draft))) return sent.whistleId
  } else {
    const caseId =
      draft.caseId ?? sent.caseId ?? (await withKey(sent.caseKey, key => openCase(draft, key)))
    note({ caseId })
    note({ whistleId: await withKey(sent.draftKey, key => writeWhistle(draft, caseId, key)) })
  }
  const id = sent.whistleId ?? ''
  for (const file of draft.files) {
    if (sent.attached?.includes(file.sha256)) continue
    await attach(id, file, `${sent.draftKey}-${file.sha256.slice(0, 16)}`)
    note({ attached: [...(sent.attached ?? []), file.sha256] })
  }
  await get(
    api.POST('/api/whistles/{id}/submit', {
      params: { path: { id } },
      body: {},
      headers: { 'idempotency-key': sent.submitKey },
    }),
  )
  return id
}
