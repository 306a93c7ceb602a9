// A link to another page of this entry: an ordinary one, followed without loading everything anew.
import type { MouseEvent, ReactNode } from 'react'
import { goTo } from './path.ts'

export interface GoProps {
  readonly to: string
  readonly children: ReactNode
  readonly className?: string
  readonly isCurrent?: boolean
}

function isPlain({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !(metaKey || ctrlKey || shiftKey || altKey)
}

export function Go({ to, children, className, isCurrent = false }: GoProps) {
  return (
    <a
      href={to}
      className={className}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={event => {
        if (!isPlain(event)) return
        event.preventDefault()
        goTo(to)
      }}
    >
      {children}
    </a>
  )
}
