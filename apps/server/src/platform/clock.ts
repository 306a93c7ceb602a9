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

/** So fast may the wall clock be corrected for ever without being called a jump. */
const toleratedDrift = 0.01

/**
 * Tells the wall clock's time as long as that goes on as the monotonic clock does. When it jumps, time goes on from the
 * last moment at which the two agreed, until they agree again.
 */
export class SteadyClock implements Clock {
  readonly #source: Clock
  readonly #limitMs: number
  /** Wall minus monotonic clock, as it should be. */
  #offset: number
  #lastAbsorbed: number

  constructor(source: Clock, limitMs = 5000) {
    this.#source = source
    this.#limitMs = limitMs
    this.#lastAbsorbed = source.monotonic()
    this.#offset = source.now() - this.#lastAbsorbed
  }

  now(): number {
    return this.hasJumped ? Math.round(this.monotonic() + this.#offset) : this.#source.now()
  }

  monotonic(): number {
    return this.#source.monotonic()
  }

  get limitMs(): number {
    return this.#limitMs
  }

  /** How far the wall clock is from where it should be. */
  get apartMs(): number {
    return this.#source.now() - this.monotonic() - this.#offset
  }

  get hasJumped(): boolean {
    return Math.abs(this.apartMs) > this.#limitMs
  }

  /** Follows the small corrections that every wall clock is given; to be called every now and then. */
  absorbDrift(): void {
    const now = this.monotonic()
    const most = (now - this.#lastAbsorbed) * toleratedDrift
    this.#lastAbsorbed = now
    if (this.hasJumped) return
    const apart = this.apartMs
    this.#offset += Math.sign(apart) * Math.min(Math.abs(apart), most)
  }

  /** An operator says that the wall clock is right as it is. */
  accept(): void {
    this.#offset = this.#source.now() - this.monotonic()
  }
}
