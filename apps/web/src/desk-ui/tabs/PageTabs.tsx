// Parts of a page behind each other, as the pattern for assistive technology has it; on a phone the row scrolls.
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import './tabs.css'

export interface TabItem {
  readonly key: string
  readonly label: string
  /** Drawn while it is chosen. */
  readonly children: ReactNode
}

export interface PageTabsProps {
  readonly activeKey: string
  readonly onChange: (key: string) => void
  readonly items: readonly TabItem[]
  /** What they are parts of. */
  readonly label?: string
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 }

export function PageTabs({ activeKey, onChange, items, label }: PageTabsProps) {
  const id = useId()
  const row = useRef<HTMLDivElement>(null)
  const at = items.findIndex(({ key }) => key === activeKey)
  const onKeyDown = (event: KeyboardEvent) => {
    const isMirrored = getComputedStyle(event.currentTarget).direction === 'rtl'
    const step = (STEPS[event.key] ?? 0) * (isMirrored ? -1 : 1)
    const next = (at + step + items.length) % items.length
    const chosen = items[next]
    if (step === 0 || chosen === undefined) return
    event.preventDefault()
    onChange(chosen.key)
    row.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div className="page-tabs">
      <div ref={row} role="tablist" aria-label={label} className="page-tabs-row">
        {items.map(({ key, label: word }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}-${key}`}
            aria-selected={key === activeKey}
            aria-controls={key === activeKey ? `${id}-panel` : undefined}
            tabIndex={key === activeKey ? 0 : -1}
            onClick={() => onChange(key)}
            onKeyDown={onKeyDown}
          >
            {word}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${activeKey}`}>
        {items[at]?.children}
      </div>
    </div>
  )
}
