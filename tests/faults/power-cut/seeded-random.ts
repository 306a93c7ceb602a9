// Random numbers that a seed repeats, so that a failed run can be run again.

export interface SeededRandom {
  /** In [0, 1). */
  next(): number
  /** In [0, end). */
  below(end: number): number
}

export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  // Mulberry32: enough for choosing moments, and short.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { next, below: end => Math.floor(next() * end) }
}
