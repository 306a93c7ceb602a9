// A table of few rows with acts in its last column; too wide, it scrolls by itself.
import type { ReactNode } from 'react'
import './plain-table.css'

interface PlainTableProps {
  readonly label: string
  readonly heads: readonly string[]
  /** What the last column holds, for who cannot see that it is buttons. */
  readonly acts: string
  /** Rows; a cell of acts is of the class `plain-table-acts`. */
  readonly children: ReactNode
}

export function PlainTable({ label, heads, acts, children }: PlainTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="plain-table-scroll" aria-label={label} tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            {heads.map(head => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{acts}</span>
            </th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}
