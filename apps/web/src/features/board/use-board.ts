// The board as React has it: what is shown, in which order, and under which names.
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { api, get } from '../../api/client.ts'
import { serverNow } from '../../api/clock.ts'
import { nameIn, useLanguage } from '../../i18n/words.ts'
import { type BoardFilter, matcher } from './filter.ts'
import { BoardFollower, type BoardView, FIRST_VIEW } from './follow-board.ts'
import type { Board } from './merge.ts'
import type { Row } from './rows.ts'
import { shortener } from './short-names.ts'
import { byUrgency } from './urgency.ts'

export function useBoard(): BoardView & { readonly retry: () => void } {
  const [view, setView] = useState(FIRST_VIEW)
  const follower = useRef<BoardFollower>(undefined)
  useEffect(() => {
    const started = new BoardFollower(setView)
    follower.current = started
    return () => started.stop()
  }, [])
  const retry = useCallback(() => follower.current?.load(), [])
  return { ...view, retry }
}

export interface Labels {
  /** The whole name of an organisation or office. */
  readonly full: (id: string) => string
  /** By id, those of one whistle as they stand on its chips. */
  readonly short: (ids: readonly string[]) => ReadonlyMap<string, string>
  readonly kind: (code: string) => string
}

const MOST_AREAS = 200

export function useKinds() {
  return useQuery({
    queryKey: ['kinds'],
    queryFn: async ({ signal }) => (await get(api.GET('/api/kinds', { signal }))).items,
  })
}

export function useLabels({ names }: Board): Labels {
  const tag = useLanguage()
  const { data: kinds } = useKinds()
  const { data: districts } = useQuery({
    queryKey: ['areas', 'district'],
    queryFn: async ({ signal }) => {
      const query = { level: 'district' as const, limit: MOST_AREAS }
      return (await get(api.GET('/api/areas', { params: { query }, signal }))).items
    },
  })
  return useMemo(() => {
    const shorten = shortener(districts?.map(({ name }) => name) ?? [], tag)
    const full = (id: string) => nameIn(tag, names[id], id)
    return {
      full,
      short: ids => {
        const short = shorten(ids.map(full))
        return new Map(ids.map(id => [id, short.get(full(id)) ?? full(id)]))
      },
      kind: code => nameIn(tag, kinds?.find(kind => kind.code === code)?.name, code),
    }
  }, [names, kinds, districts, tag])
}

/** How often the order is looked at anew when nothing happens: time alone makes things urgent. */
const REORDER_MS = 15_000

export function useOrdered({ rows }: Board): readonly Row[] {
  const [round, setRound] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setRound(before => before + 1), REORDER_MS)
    return () => clearInterval(timer)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a round is a new moment
  return useMemo(() => byUrgency([...rows.values()], serverNow()), [rows, round])
}

/** What is searched: the matter, the ids, and everybody who has to do with it. */
export function useShown(
  ordered: readonly Row[],
  filter: BoardFilter,
  labels: Labels,
): readonly Row[] {
  const texts = useMemo(() => {
    const known = new WeakMap<Row, string>()
    return (row: Row) => {
      const text = known.get(row) ?? textOf(row, labels)
      known.set(row, text)
      return text
    }
  }, [labels])
  const { stage, isLateOnly, hasDrills, kind, department, text } = filter
  // biome-ignore lint/correctness/useExhaustiveDependencies: selection and layout change no row
  return useMemo(
    () => ordered.filter(matcher(filter, texts)),
    [ordered, texts, stage, isLateOnly, hasDrills, kind, department, text],
  )
}

function textOf({ id, title, caller, command, kind, summonses }: Row, labels: Labels): string {
  const bodies = [caller, command, ...summonses.map(({ department }) => department)]
  return [title ?? '', id, labels.kind(kind), ...bodies.map(labels.full)].join(' ').toLowerCase()
}
