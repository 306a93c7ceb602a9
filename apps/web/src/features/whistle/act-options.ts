// What can be chosen in a field of an act, with the names that people read.
import { useQuery } from '@tanstack/react-query'
import { api, get } from '../../api/client.ts'
import { nameIn, useLanguage, useWords } from '../../i18n/words.ts'
import type { Field } from './act-fields.ts'
import { type Act, useKind, usePeople, type Whistle } from './use-whistle.ts'
import { hasWord, whistleWords } from './words.ts'

export interface Option {
  readonly id: string
  readonly name: string
}

interface Asked {
  readonly field: Extract<Field, { as: 'one_of' }>
  readonly act: Act
  readonly whistle: Whistle
}

function useOffices(ids: readonly string[], isAsked: boolean): readonly Option[] {
  const tag = useLanguage()
  const found = useQuery({
    queryKey: ['offices', ids.join(',')],
    enabled: isAsked,
    queryFn: () =>
      Promise.all(ids.map(id => get(api.GET('/api/offices/{id}', { params: { path: { id } } })))),
  })
  return ids.map((id, n) => ({
    id,
    name: nameIn(tag, (found.data?.[n] as { name?: { zh: string; en: string } })?.name, id),
  }))
}

function useListEntries(problemType: string | null, isAsked: boolean): readonly Option[] {
  const tag = useLanguage()
  const found = useQuery({
    queryKey: ['entries', problemType],
    enabled: isAsked && problemType !== null,
    queryFn: async ({ signal }) => {
      const query = { problemType: problemType ?? '', limit: 100 }
      return (await get(api.GET('/api/responsibility', { params: { query }, signal }))).items
    },
  })
  return (found.data ?? []).map(({ id, duty }) => ({ id, name: `${id} · ${nameIn(tag, duty)}` }))
}

function useUnits(district: string, own: string | undefined, isAsked: boolean): readonly Option[] {
  const tag = useLanguage()
  const found = useQuery({
    queryKey: ['units', district],
    enabled: isAsked,
    queryFn: async ({ signal }) => {
      const query = { district, department: 'true' as const, limit: 200 }
      return (await get(api.GET('/api/organisations', { params: { query }, signal }))).items
    },
  })
  return (found.data ?? [])
    .filter(({ id }) => id !== own)
    .map(({ id, name }) => ({ id, name: nameIn(tag, name) }))
}

/** All choices of a field; empty until they are here. */
export function useOptions({ field, act, whistle }: Asked): readonly Option[] {
  const say = useWords(whistleWords)
  const tag = useLanguage()
  const { of } = field
  const { caller, command, problemType, policy } = whistle
  const chain = [...new Set([caller.office, caller.deputy, caller.head, caller.coordination])]
  const offices = useOffices(
    chain.flatMap(id => (id === undefined || id === command ? [] : [id])),
    of.from === 'chain',
  )
  const entries = useListEntries(problemType, of.from === 'list')
  const district = whistle.id.split('-')[1] ?? ''
  const units = useUnits(district, act.department, of.from === 'units')
  const names = usePeople(whistle)
  const kind = useKind(whistle.kind)
  switch (of.from) {
    case 'words':
      return of.codes.map(code => ({ id: code, name: say(`v_${code}`) }))
    case 'chain':
      return offices
    case 'list':
      return entries
    case 'units':
      return units
    case 'measures':
      return (policy?.measureTypes ?? kind.data?.measureTypes ?? []).map(id => ({
        id,
        name: hasWord(`m_${id}`) ? say(`m_${id}` as 'm_stop') : id,
      }))
    case 'colleagues':
      return (whistle.summonses.find(one => one.department === act.department)?.people ?? [])
        .filter(({ person, status }) => status === 'arrived' && person !== act.person)
        .map(({ person }) => ({ id: person, name: nameIn(tag, names.get(person), person) }))
  }
}
