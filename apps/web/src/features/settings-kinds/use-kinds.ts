// Kinds of whistles as the server tells them, and what a version that is not published yet would bring.
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, get, type Schemas } from '../../api/client.ts'
import { useCoded } from '../../desk-ui/reach/coded.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import type { Kind, KindSpeech } from './kind-facts.ts'
import { kindsWords } from './words.ts'

/** First word of every key here: all of it is renewed together. */
export const KEY = 'kinds'

export function useKinds() {
  return useQuery({
    queryKey: [KEY, 'with-upcoming'],
    queryFn: async ({ signal }) =>
      (await get(api.GET('/api/kinds', { params: { query: { upcoming: 'true' } }, signal }))).items,
  })
}

export function useVersions(code: string) {
  return useQuery({
    queryKey: [KEY, 'versions', code],
    enabled: code !== '',
    queryFn: ({ signal }) =>
      get(api.GET('/api/kinds/{code}', { params: { path: { code } }, signal })) as Promise<
        Schemas['KindVersions']
      >,
  })
}

const PAUSE_MS = 400

/** What was typed, once somebody pauses. */
export function usePaused<T>(value: T): T {
  const text = JSON.stringify(value)
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return JSON.parse(paused) as T
}

/** Whether it could be published, and when clocks begun now would run out. */
export function useKindForetold(kind: Kind) {
  const tag = useLanguage()
  return useQuery({
    queryKey: [KEY, 'foretold', kind, tag],
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: ({ signal }) => get(api.POST('/api/kinds/preview', { body: { kind }, signal })),
  })
}

export type LadderQuestion = Schemas['LadderQuestion']

export function useLadders(question: LadderQuestion | undefined) {
  return useQuery({
    queryKey: [KEY, 'ladders', question],
    enabled: question !== undefined,
    retry: false,
    queryFn: ({ signal }) =>
      get(api.POST('/api/ladders/preview', { body: question as LadderQuestion, signal })),
  })
}

export function useSpeech(): KindSpeech {
  const say = useWords(kindsWords)
  const tag = useLanguage()
  const { act, channel } = useCoded()
  return { say, tag, act, channel }
}

export function useRenew(): () => void {
  const queries = useQueryClient()
  return () => {
    // Whoever looks has the old list until the new one is there.
    queries.invalidateQueries({ queryKey: [KEY] }).catch(() => undefined)
  }
}
