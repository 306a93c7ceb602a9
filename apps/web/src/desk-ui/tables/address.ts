// Filters and sorting of a list as they stand in the address. Pure.

export type Filters<K extends string> = { readonly [F in K]?: string }

const LONGEST = 300

/** Whatever stands in the address: what is not asked for, empty or too long is left out. */
export function filtersFrom<K extends string>(search: string, names: readonly K[]): Filters<K> {
  const query = new URLSearchParams(search)
  const found: Partial<Record<K, string>> = {}
  for (const name of names) {
    const value = query.get(name)
    if (value !== null && value !== '' && value.length <= LONGEST) found[name] = value
  }
  return found as Filters<K>
}

/** The address with these changed; undefined or empty takes one away, all others stay. */
export function withFilters(
  search: string,
  change: Readonly<Record<string, string | undefined>>,
): string {
  const query = new URLSearchParams(search)
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined || value === '') query.delete(name)
    else query.set(name, value)
  }
  return query.size === 0 ? '' : `?${query}`
}

export interface Sorting {
  readonly column: string
  readonly order: 'ascend' | 'descend'
}

/** `sort=name`, downwards `sort=-name`. */
export function sortingFrom(search: string): Sorting | undefined {
  const text = new URLSearchParams(search).get('sort')
  if (text === null || text === '' || text === '-') return undefined
  return text.startsWith('-')
    ? { column: text.slice(1), order: 'descend' }
    : { column: text, order: 'ascend' }
}

export function sortingText(sorting: Sorting | undefined): string | undefined {
  if (sorting === undefined) return undefined
  return sorting.order === 'descend' ? `-${sorting.column}` : sorting.column
}
