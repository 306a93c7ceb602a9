// The board by keyboard: up and down, open, go there, search, map, wall.
import { type RefObject, useEffect, useRef } from 'react'
import type { ListHandle } from './BoardList.tsx'
import type { BoardFilter } from './filter.ts'
import type { Row } from './rows.ts'
import type { ChangeFilter } from './use-filter.ts'

export interface KeySettings {
  readonly filter: BoardFilter
  readonly change: ChangeFilter
  readonly shown: readonly Row[]
  readonly list: RefObject<ListHandle | null>
  readonly search: RefObject<HTMLInputElement | null>
  readonly goTo: (id: string) => void
}

export function useKeys(settings: KeySettings): void {
  const latest = useRef(settings)
  latest.current = settings
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (isTyping(event.target)) {
        if (event.key === 'Escape') (event.target as HTMLElement).blur()
        return
      }
      const act = actOf(event, latest.current)
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select')
}

function actOf(event: KeyboardEvent, settings: KeySettings): (() => void) | undefined {
  const { filter, change, search, goTo } = settings
  const { row } = filter
  switch (event.key) {
    case 'j':
    case 'ArrowDown':
      return () => move(settings, 1)
    case 'k':
    case 'ArrowUp':
      return () => move(settings, -1)
    case 'Enter':
      // A button that has the focus is pressed by it already.
      if (row === undefined || isPressed(event.target)) return undefined
      return () => change({ isOpen: !filter.isOpen })
    case 'o':
      return row === undefined ? undefined : () => goTo(row)
    case '/':
      return () => search.current?.focus()
    case 'm':
      return () => change({ hasMap: !filter.hasMap })
    case 'w':
      return () => change({ isWall: !filter.isWall })
    case 'Escape':
      return () => change(filter.isWall ? { isWall: false } : { isOpen: false })
    default:
      return undefined
  }
}

function isPressed(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('button, a')
}

function move({ filter, change, shown, list }: KeySettings, by: number): void {
  const at = shown.findIndex(({ id }) => id === filter.row)
  const first = by > 0 ? 0 : shown.length - 1
  const next = at < 0 ? first : Math.min(Math.max(at + by, 0), shown.length - 1)
  const row = shown[next]
  if (row === undefined) return
  change({ row: row.id })
  list.current?.show(row.id)
}
