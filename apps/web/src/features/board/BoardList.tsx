// The rows: thousands of them, of which those in sight are drawn. A new order never moves what is being looked at.
import { useVirtualizer } from '@tanstack/react-virtual'
import { type Ref, useImperativeHandle, useLayoutEffect, useMemo, useRef } from 'react'
import { useWords } from '../../i18n/words.ts'
import { BoardRow } from './BoardRow.tsx'
import type { Row } from './rows.ts'
import type { Labels } from './use-board.ts'
import { boardWords } from './words.ts'

export interface ListHandle {
  /** Brings a row into sight. */
  show(id: string): void
}

interface ListProps {
  readonly ref: Ref<ListHandle>
  readonly rows: readonly Row[]
  readonly labels: Labels
  readonly selected: string | undefined
  readonly isOpen: boolean
  readonly hovered: string | undefined
  readonly onHover: (id: string | undefined) => void
  readonly onChoose: (id: string) => void
}

const USUAL_HEIGHT = 52
const BEYOND = 6

export function BoardList({ ref, rows, selected, isOpen, hovered, ...rest }: ListProps) {
  const say = useWords(boardWords)
  const box = useRef<HTMLDivElement>(null)
  const places = useMemo(() => new Map(rows.map(({ id }, at) => [id, at])), [rows])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey: at => rows[at]?.id ?? at,
    overscan: BEYOND,
  })
  useImperativeHandle(
    ref,
    () => ({
      show: id => {
        const at = places.get(id)
        if (at !== undefined) virtual.scrollToIndex(at, { align: 'auto' })
      },
    }),
    [places, virtual],
  )
  useAnchor(virtual, { places, selected, box })
  return (
    <div ref={box} className="board-list">
      <ul aria-label={say('list')} style={{ blockSize: `${virtual.getTotalSize()}px` }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index]
          if (row === undefined) return null
          const isSelected = row.id === selected
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              <BoardRow
                row={row}
                isSelected={isSelected}
                isOpen={isSelected && isOpen}
                isHovered={row.id === hovered}
                {...rest}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

interface Anchoring {
  readonly places: ReadonlyMap<string, number>
  readonly selected: string | undefined
  readonly box: { readonly current: HTMLDivElement | null }
}

type Virtual = ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>

/**
 * When the order changes, the selected row stays where it was on the screen; without one, the first
 * that is seen, unless the list stands at its beginning: there the newest trouble may come in.
 */
function useAnchor(virtual: Virtual, { places, selected, box }: Anchoring): void {
  const before = useRef({ places, offsets: new Map<string, number>() })
  useLayoutEffect(() => {
    const scroller = box.current
    const { places: old, offsets } = before.current
    const isAtTop = scroller?.scrollTop === 0 && selected === undefined
    if (scroller !== null && old !== places && !isAtTop) {
      const top = topFor(virtual, places, { offsets, selected })
      if (top !== undefined) scroller.scrollTop = top
    }
    before.current = { places, offsets: offsetsOf(virtual, scroller) }
  })
}

interface Before {
  readonly offsets: ReadonlyMap<string, number>
  readonly selected: string | undefined
}

/** Where the list must be scrolled to, so that the row which is held on to stays in its place. */
function topFor(
  virtual: Virtual,
  places: ReadonlyMap<string, number>,
  { offsets, selected }: Before,
): number | undefined {
  const id = anchorOf(offsets, selected)
  if (id === undefined) return undefined
  const start = virtual.measurementsCache[places.get(id) ?? -1]?.start
  const offset = offsets.get(id)
  return start === undefined || offset === undefined ? undefined : Math.max(0, start - offset)
}

/** Where each row in sight stands below the upper edge. */
function offsetsOf(virtual: Virtual, scroller: HTMLDivElement | null): Map<string, number> {
  const top = scroller?.scrollTop ?? 0
  const bottom = top + (scroller?.clientHeight ?? 0)
  return new Map(
    virtual
      .getVirtualItems()
      .filter(({ start, end }) => end > top && start < bottom)
      .map(({ key, start }) => [String(key), start - top]),
  )
}

function anchorOf(offsets: ReadonlyMap<string, number>, selected: string | undefined) {
  if (selected !== undefined && offsets.has(selected)) return selected
  return [...offsets.keys()][0]
}
