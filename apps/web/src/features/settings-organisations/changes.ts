// What of a form is different from what was there: the API changes what is named, and nothing else. Pure.

/** Fields that differ; emptied ones as null where the API takes one away by null. */
export function changesOf<T extends object>(
  before: T,
  after: Readonly<Record<string, unknown>>,
  removable: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  const known = before as Readonly<Record<string, unknown>>
  const changed: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(after)) {
    const isEmpty = value === undefined || value === '' || value === null
    const isThere = known[field] !== undefined
    if (!isEmpty && JSON.stringify(value) !== JSON.stringify(known[field])) changed[field] = value
    if (isEmpty && isThere && removable.includes(field)) changed[field] = null
  }
  return changed
}
