// JSON that is the same text for the same content, in whatever order its fields were put together.

/** The fields of every object stand in the order of their names; `indent` as of `JSON.stringify`. */
export function jsonInOrder(value: unknown, indent?: number): string {
  return JSON.stringify(
    value,
    (_name, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    indent,
  )
}
