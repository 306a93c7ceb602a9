// The server's time on a device whose clock may be wrong, set anew, or asleep.

/** What the device's two clocks said when the server said its time. */
export interface Sample {
  readonly server: number
  /** `Date.now()`: goes on in sleep, jumps when somebody sets it. */
  readonly wall: number
  /** `performance.now()`: never set, but may stand still in sleep. */
  readonly steady: number
}

export interface Estimate {
  readonly now: number
  /** The two clocks disagree about how long it was: the server is to be asked anew. */
  readonly isDoubtful: boolean
}

/** Further apart than this, the device slept or its clock was set. */
const TOLERANCE_MS = 1500

/**
 * The server's time now. When the clocks part, the wall clock is believed if it went further, since
 * devices sleep far more often than their clocks are put forward; put back, it is not believed.
 */
export function estimate(
  sample: Sample,
  reading: { readonly wall: number; readonly steady: number },
): Estimate {
  const byWall = reading.wall - sample.wall
  const bySteady = Math.max(0, reading.steady - sample.steady)
  const isDoubtful = Math.abs(byWall - bySteady) > TOLERANCE_MS
  const passed = isDoubtful ? Math.max(byWall, bySteady) : bySteady
  return { now: sample.server + passed, isDoubtful }
}

/**
 * The better of two samples: the server's word is as old as the way back took, so a quicker exchange
 * knows better, until the device's clocks have drifted apart or the server's time was moved.
 */
export function betterSample(
  known: (Sample & { readonly tripMs: number }) | undefined,
  fresh: Sample & { readonly tripMs: number },
): Sample & { readonly tripMs: number } {
  if (known === undefined) return fresh
  const { now, isDoubtful } = estimate(known, fresh)
  const isMoved = Math.abs(now - fresh.server) > TOLERANCE_MS + fresh.tripMs
  const isStale = fresh.steady - known.steady > STALE_MS
  return isDoubtful || isMoved || isStale || fresh.tripMs <= known.tripMs ? fresh : known
}

const STALE_MS = 300_000
