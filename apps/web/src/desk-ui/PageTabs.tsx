// Parts of one page, one at a time: the tabs scroll where there is no room, none of them hides in a menu.
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import './page-tabs.css'

interface PageTab<K extends string> {
  readonly key: K
  readonly label: string
}

interface PageTabsProps<K extends string> {
  readonly tabs: readonly PageTab<K>[]
  readonly shown: K
  readonly onShow: (key: K) => void
  /** What the shown tab holds. */
  readonly children: ReactNode
}

const STEPS: Readonly<Record<string, -1 | 1>> = { ArrowLeft: -1, ArrowRight: 1 }

export function PageTabs<K extends string>({ tabs, shown, onShow, children }: PageTabsProps<K>) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const step = (event: KeyboardEvent) => {
    const by = STEPS[event.key]
    if (by === undefined) return
    const isBackwards = getComputedStyle(event.currentTarget).direction === 'rtl'
    const at = tabs.findIndex(({ key }) => key === shown) + (isBackwards ? -by : by)
    const next = tabs[(at + tabs.length) % tabs.length]
    if (next === undefined) return
    event.preventDefault()
    onShow(next.key)
    list.current?.querySelector<HTMLButtonElement>(`#${CSS.escape(`${id}-${next.key}`)}`)?.focus()
  }
  return (
    <>
      <div ref={list} className="page-tabs" role="tablist" onKeyDown={step}>
        {tabs.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}-${key}`}
            aria-selected={key === shown}
            aria-controls={`${id}-panel`}
            tabIndex={key === shown ? 0 : -1}
            onClick={() => onShow(key)}
          >
            {label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${shown}`}>
        {children}
      </div>
    </>
  )
}
