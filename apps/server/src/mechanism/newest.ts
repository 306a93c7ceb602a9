/** What was learned or used last, and no more of it than `most`: the rest can be read again. */
export class Newest<T> {
  readonly #all = new Map<string, T>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  /** Does not count as a use. */
  get(id: string): T | undefined {
    return this.#all.get(id)
  }

  put(id: string, value: T): void {
    this.#all.delete(id)
    this.#all.set(id, value)
    if (this.#all.size <= this.#most) return
    const [oldest] = this.#all.keys()
    if (oldest !== undefined) this.#all.delete(oldest)
  }

  /** Whether it is there; it is among the newest then. */
  use(id: string): boolean {
    const value = this.#all.get(id)
    if (value === undefined) return false
    this.put(id, value)
    return true
  }
}
