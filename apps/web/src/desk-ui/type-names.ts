// What people call problem types, for pages that have their codes.
import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api, get, type Schemas } from '../api/client.ts'
import { nameIn, useLanguage } from '../i18n/words.ts'

type ProblemType = Schemas['ProblemTypeFound']

const NONE: readonly ProblemType[] = []

export function useProblemTypes(): readonly ProblemType[] {
  const { data } = useQuery({
    queryKey: ['problem-types', 'names'],
    queryFn: async ({ signal }) =>
      (await get(api.GET('/api/problem-types/search', { signal }))).items,
  })
  return data ?? NONE
}

/** What people call a problem type. */
export function useTypeNames(): (code: string) => string {
  const tag = useLanguage()
  const types = useProblemTypes()
  return useCallback(
    (code: string) => nameIn(tag, types.find(one => one.code === code)?.name, code),
    [tag, types],
  )
}
