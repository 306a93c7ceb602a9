// A list of the API as a table: more on demand, sorting in the address, and a word for every state it can be in.
import { Table, type TableColumnsType, type TableProps } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { toProblem } from '../../api/problem.ts'
import { useWords } from '../../i18n/words.ts'
import { Empty, Failed, Loading } from '../../ui/views.tsx'
import { type Sorting, sortingFrom, sortingText } from './address.ts'
import './paged-table.css'
import { useAddress } from './use-filters.ts'
import type { PagedList } from './use-paged-list.ts'
import { tableWords } from './words.ts'

export interface PagedTableProps<R extends object> {
  readonly list: PagedList<R>
  /** A column that can be sorted has a `key` and a `sorter` that compares two rows. */
  readonly columns: TableColumnsType<R>
  readonly keyOf: (row: R) => string
  /** What the table holds: read aloud, and not drawn. */
  readonly caption: string
  /** What is said instead of a table without rows. */
  readonly empty: { readonly title: string; readonly children?: ReactNode }
  /** What opens under a row. */
  readonly expandable?: TableProps<R>['expandable']
  /** Looks of a row, by what it holds. */
  readonly classOf?: (row: R) => string
  /** Names no amount under the table: for lists that are short and whole. */
  readonly isPlain?: boolean
  /** Narrower than this it scrolls inside its own box; 44rem unless said. */
  readonly leastWidth?: string
}

const ROWS_WHILE_LOADING = 8

export function PagedTable<R extends object>(props: PagedTableProps<R>) {
  const { list, empty } = props
  if (list.isPending) return <Loading rows={ROWS_WHILE_LOADING} />
  if (list.error) return <Failed error={list.error} onRetry={list.retry} />
  if (list.rows.length === 0) return <Empty title={empty.title}>{empty.children}</Empty>
  return <Filled {...props} />
}

function Filled<R extends object>({
  list,
  columns,
  keyOf,
  caption,
  expandable,
  classOf,
  isPlain = false,
  leastWidth = '44rem',
}: PagedTableProps<R>) {
  const [search, change] = useAddress()
  const sorting = sortingFrom(search)
  const dressed = useMemo(() => columns.map(one => sortedColumn(one, sorting)), [columns, sorting])
  return (
    <div className="paged-table">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="paged-table-box" aria-label={caption} tabIndex={0}>
        <Table<R>
          size="small"
          style={{ minInlineSize: leastWidth }}
          columns={dressed}
          dataSource={[...list.rows]}
          rowKey={keyOf}
          pagination={false}
          showSorterTooltip={false}
          onChange={(_page, _filters, sorter) => {
            const one = Array.isArray(sorter) ? sorter[0] : sorter
            change({ sort: sortingText(toSorting(one)) })
          }}
          {...(expandable === undefined ? {} : { expandable })}
          {...(classOf === undefined ? {} : { rowClassName: (row: R) => classOf(row) })}
        />
      </section>
      <Foot list={list} isSorted={sorting !== undefined} isPlain={isPlain} />
    </div>
  )
}

function toSorting(
  asked: { readonly columnKey?: unknown; readonly order?: Sorting['order'] | null } | undefined,
): Sorting | undefined {
  if (asked === undefined || !asked.order || asked.columnKey === undefined) return undefined
  return { column: String(asked.columnKey), order: asked.order }
}

/** The address alone says what is sorted, so that going back goes back. */
function sortedColumn<R>(
  column: TableColumnsType<R>[number],
  sorting: Sorting | undefined,
): TableColumnsType<R>[number] {
  if (!('sorter' in column)) return column
  const isThis = sorting !== undefined && sorting.column === String(column.key)
  return { ...column, sortOrder: isThis ? sorting.order : null }
}

interface FootProps<R> {
  readonly list: PagedList<R>
  readonly isSorted: boolean
  readonly isPlain: boolean
}

function Foot<R>({ list, isSorted, isPlain }: FootProps<R>) {
  const say = useWords(tableWords)
  const { rows, hasMore, isAskingMore, moreError } = list
  if (isPlain && !hasMore) return null
  return (
    <p className="paged-table-foot">
      <span>
        {say(hasMore ? 'some' : 'all', { count: rows.length })}
        {hasMore && isSorted && ` · ${say('sortedPart')}`}
      </span>
      {moreError !== null && (
        <span role="alert">{say('moreFailed', { why: toProblem(moreError).title })}</span>
      )}
      {hasMore && (
        <button type="button" className="button" onClick={list.askMore} disabled={isAskingMore}>
          {say(isAskingMore ? 'askingMore' : 'more')}
        </button>
      )}
    </p>
  )
}
