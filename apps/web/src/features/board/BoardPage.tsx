// The live board: what is burning, whose turn it is, how long they have got.
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { LazyMap } from '../../desk-ui/map/LazyMap.tsx'
import { useWords } from '../../i18n/words.ts'
import { useSession } from '../../ui/session.ts'
import { theme } from '../../ui/theme.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import { BoardHead } from './BoardHead.tsx'
import { BoardList, type ListHandle } from './BoardList.tsx'
import './board.css'
import { toMarks } from './map-marks.ts'
import { NothingHere } from './NothingHere.tsx'
import { useBoard, useLabels, useOrdered, useShown } from './use-board.ts'
import { useFilter } from './use-filter.ts'
import { useKeys } from './use-keys.ts'
import { usePeople } from './use-people.ts'
import { boardWords } from './words.ts'

/** A list beside a map needs room; on a phone the list alone is shown. */
const WIDE = '(min-width: 1000px)'

export function BoardPage() {
  const say = useWords(boardWords)
  const navigate = useNavigate()
  const { session } = useSession()
  const { board, isThere, error, live, retry } = useBoard()
  const [filter, change] = useFilter()
  const [hovered, setHovered] = useState<string>()
  const labels = useLabels(board)
  const ordered = useOrdered(board)
  const shown = useShown(ordered, filter, labels)
  const list = useRef<ListHandle>(null)
  const search = useRef<HTMLInputElement>(null)
  const isWide = useMedia(WIDE)
  const hasMap = filter.hasMap && !filter.isWall && isWide
  const marks = useMemo(() => toMarks(shown), [shown])
  const people = usePeople(filter.isOpen && hasMap ? board.rows.get(filter.row ?? '') : undefined)
  useWall(filter.isWall)
  useKeys({
    filter,
    change,
    shown,
    list,
    search,
    goTo: id => void navigate({ to: '/whistles/$id', params: { id } }),
  })
  const choose = (id: string) => change({ row: id, isOpen: filter.row !== id || !filter.isOpen })
  const district = session.offices.find(({ office }) => office === session.office)?.district
  return (
    <div className="board" data-wall={filter.isWall}>
      <BoardHead {...{ filter, change, ordered, labels, live, search }} names={board.names} />
      <div className="board-body" data-map={hasMap}>
        <BoardBody {...{ isThere, error, retry, filter, change }} isEmpty={shown.length === 0}>
          <BoardList
            ref={list}
            rows={shown}
            labels={labels}
            selected={filter.row}
            isOpen={filter.isOpen}
            hovered={hovered}
            onHover={setHovered}
            onChoose={choose}
          />
        </BoardBody>
        {hasMap && (
          <LazyMap
            label={say('mapLabel')}
            area={district}
            marks={marks}
            people={people}
            selected={filter.row}
            hovered={hovered}
            onHover={setHovered}
            onChoose={id => {
              change({ row: id })
              list.current?.show(id)
            }}
          />
        )}
      </div>
    </div>
  )
}

interface BodyProps extends Pick<ReturnType<typeof useBoard>, 'isThere' | 'error' | 'retry'> {
  readonly filter: ReturnType<typeof useFilter>[0]
  readonly change: ReturnType<typeof useFilter>[1]
  readonly isEmpty: boolean
  readonly children: React.ReactNode
}

function BoardBody({ isThere, error, retry, isEmpty, filter, change, children }: BodyProps) {
  if (isEmpty && error !== undefined) return <Failed error={error} onRetry={retry} />
  if (isEmpty && !isThere) return <Loading rows={8} />
  return isEmpty ? <NothingHere filter={filter} change={change} /> : children
}

function useMedia(query: string): boolean {
  const [does, setDoes] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const media = matchMedia(query)
    const look = () => setDoes(media.matches)
    media.addEventListener('change', look)
    return () => media.removeEventListener('change', look)
  }, [query])
  return does
}

/** On the wall it is dark, whatever this device wishes. */
function useWall(isWall: boolean): void {
  useEffect(() => {
    if (!isWall) return
    theme.force('dark')
    return () => theme.force(undefined)
  }, [isWall])
}
