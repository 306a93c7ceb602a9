/** A clock that moves only when told; fits every port that asks for `now` and `monotonic`. */
export class FakeClock {
  #now: number
  #monotonic = 0

  constructor(startsAt: number | string = '2017-01-01T09:00:00+08:00') {
    this.#now = typeof startsAt === 'number' ? startsAt : Date.parse(startsAt)
  }

  now(): number {
    return this.#now
  }

  monotonic(): number {
    return this.#monotonic
  }

  /** Lets time pass on both clocks. */
  advance(milliseconds: number): void {
    if (milliseconds < 0) throw new RangeError('time does not go back; use jump for a wrong clock')
    this.#now += milliseconds
    this.#monotonic += milliseconds
  }

  /** Sets the wall clock wrong, or right again; the monotonic one does not notice. */
  jump(milliseconds: number): void {
    this.#now += milliseconds
  }
}
