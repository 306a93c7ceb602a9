/** A moment as milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly __unit: 'instant' }

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export function toInstant(milliseconds: number): Instant {
  return milliseconds as Instant
}

/** The moment `milliseconds` after `at` (before, if negative). */
export function shift(at: Instant, milliseconds: number): Instant {
  return (at + milliseconds) as Instant
}

export function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b
}

export function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b
}
