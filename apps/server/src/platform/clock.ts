// Where the time comes from; everything that needs it is given a Clock.

export interface Clock {
  /** Wall clock, epoch milliseconds. */
  now(): number
  /** Milliseconds that never go back, from an arbitrary start. */
  monotonic(): number
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
}
