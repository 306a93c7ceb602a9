// Figures with how sure one can be of them; too few cases give none at all.

/** Under this many cases neither a share nor a median is shown. */
export const FEWEST = 20

/** Of the normal distribution, for 95 %. */
const Z = 1.959964
const THOUSANDTHS = 1000

function round(value: number): number {
  return Math.round(value * THOUSANDTHS) / THOUSANDTHS
}

export interface Share {
  readonly of: number
  readonly count: number
  readonly share?: number
  readonly low?: number
  readonly high?: number
}

/** Wilson's score interval: it stays inside 0 and 1 and is honest near both. */
export function shareOf(count: number, of: number): Share {
  if (of < FEWEST) return { of, count }
  const share = count / of
  const square = Z * Z
  const scale = 1 + square / of
  const middle = (share + square / (2 * of)) / scale
  const half = (Z * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of))) / scale
  return {
    of,
    count,
    share: round(share),
    low: round(Math.max(0, middle - half)),
    high: round(Math.min(1, middle + half)),
  }
}

export interface Median {
  readonly of: number
  readonly median?: number
  readonly low?: number
  readonly high?: number
}

/** The values between which the median lies with 95 %, by their order alone: no shape of the distribution is assumed. */
export function medianOf(values: readonly number[]): Median {
  const of = values.length
  if (of < FEWEST) return { of }
  const sorted = values.toSorted((a, b) => a - b)
  const at = (place: number) => sorted[place] ?? 0
  const rank = Math.max(1, Math.floor((of + 1) / 2 - (Z * Math.sqrt(of)) / 2))
  const middle = (at(Math.floor((of - 1) / 2)) + at(Math.floor(of / 2))) / 2
  return { of, median: round(middle), low: round(at(rank - 1)), high: round(at(of - rank)) }
}
