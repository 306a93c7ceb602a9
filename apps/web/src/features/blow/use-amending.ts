// `/blow?amend=w-…`: a whistle that was written and did not sound, on the page where it was written.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { api, get, type Schemas } from '../../api/client.ts'
import { draftOf } from './blow-draft.ts'
import { freshKeys } from './send.ts'
import type { DraftInHand } from './use-draft.ts'

const ID = /^w-[A-Za-z0-9-]{1,80}$/

async function read(id: string, signal: AbortSignal) {
  const whistle = (await get(
    api.GET('/api/whistles/{id}', { params: { path: { id } }, signal }),
  )) as Schemas['Whistle']
  const { items } = await get(api.GET('/api/problem-types/search', { signal }))
  const found = items.find(({ code }) => code === whistle.problemType)
  const units = await Promise.all(
    whistle.asks.map(
      ({ department }) =>
        get(
          api.GET('/api/organisations/{id}', { params: { path: { id: department } }, signal }),
        ) as Promise<Schemas['Organisation']>,
    ),
  )
  const type = found && { code: found.code, ...found.name, kind: found.kind }
  const nameOf = (department: string) =>
    units.find(unit => unit.id === department)?.name ?? { zh: department, en: department }
  return draftOf(whistle, type, nameOf, freshKeys())
}

/** Takes it up once; what is written from then on is a draft like any other. */
export function useAmending({ take }: Pick<DraftInHand, 'take'>): void {
  const asked = new URLSearchParams(location.search).get('amend') ?? ''
  const id = ID.test(asked) ? asked : ''
  const taken = useRef('')
  const draft = useQuery({
    queryKey: ['amending', id],
    enabled: id !== '',
    queryFn: ({ signal }) => read(id, signal),
  })
  useEffect(() => {
    if (draft.data === undefined || taken.current === id) return
    taken.current = id
    take({ id: `d-${id}`.slice(0, 60), savedAt: Date.now(), draft: draft.data })
  }, [draft.data, id, take])
}
