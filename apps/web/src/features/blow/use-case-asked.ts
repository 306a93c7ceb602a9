// `/blow?case=c-…`: a whistle for a case that is there already, with its place and its problem.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, get } from '../../api/client.ts'
import { language } from '../../i18n/language.ts'
import { nameIn } from '../../i18n/words.ts'
import { type BlowDraft, EMPTY_DRAFT, isEmpty } from './blow-draft.ts'
import { keepOnServer, localDraft, newDraftId } from './draft-store.ts'
import { locate } from './use-blow-queries.ts'
import type { DraftInHand } from './use-draft.ts'

const ID = /^c-[A-Za-z0-9-]{1,80}$/

async function read(id: string, signal: AbortSignal): Promise<BlowDraft> {
  const matter = await get(api.GET('/api/cases/{id}', { params: { path: { id } }, signal }))
  const [lng, lat] = matter.point.coordinates
  const [where, types] = await Promise.all([
    locate(`${lng},${lat}`, 'wgs84'),
    get(api.GET('/api/problem-types/search', { signal })),
  ])
  const name = where.areas.at(-1)?.name ?? { zh: '', en: '' }
  const found = types.items.find(({ code }) => code === matter.problemType)
  return {
    ...EMPTY_DRAFT,
    caseId: matter.id,
    place: { point: [lng, lat], ...name },
    placeText: nameIn(language.current(), name),
    ...(found ? { type: { code: found.code, ...found.name, kind: found.kind } } : {}),
  }
}

/** Whatever was being written waits among the drafts before this one takes its place. */
async function begin(person: string, id: string, signal: AbortSignal): Promise<BlowDraft> {
  const kept = localDraft(person)
  const [draft] = await Promise.all([
    read(id, signal),
    kept === undefined || isEmpty(kept.draft) ? undefined : keepOnServer(kept),
  ])
  return draft
}

interface CaseAsked {
  /** The page is not ready for what somebody types: it would be replaced. */
  readonly isPending: boolean
  readonly error: unknown
  readonly retry: () => void
}

/** Once; who comes back to a draft for this case goes on with it. */
export function useCaseAsked({ draft, take }: DraftInHand, person: string): CaseAsked {
  const asked = new URLSearchParams(location.search).get('case') ?? ''
  const [isOpen, setOpen] = useState(ID.test(asked) && draft.caseId !== asked)
  const begun = useQuery({
    queryKey: ['whistle-for-case', person, asked],
    enabled: isOpen,
    gcTime: 0,
    queryFn: ({ signal }) => begin(person, asked, signal),
  })
  useEffect(() => {
    if (begun.data === undefined || !isOpen) return
    take({ id: newDraftId(), savedAt: Date.now(), draft: begun.data })
    setOpen(false)
  }, [begun.data, isOpen, take])
  return {
    isPending: isOpen,
    error: begun.error ?? undefined,
    retry: () => {
      begun.refetch().catch(() => undefined)
    },
  }
}
