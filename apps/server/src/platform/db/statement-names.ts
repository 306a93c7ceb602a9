// Decides which statements are worth preparing by name: those sent again, up to a limit.

export class StatementNames {
  readonly #seen = new Set<string>()
  readonly #names = new Map<string, string>()
  readonly #limit: number

  constructor(limit = 400) {
    this.#limit = limit
  }

  /** The name under which to prepare this text; undefined for a text not seen before. */
  nameOf(text: string): string | undefined {
    const known = this.#names.get(text)
    if (known !== undefined) return known
    if (!this.#seen.has(text)) {
      // Texts built with varying parts would fill this set without end.
      if (this.#seen.size >= this.#limit * 4) this.#seen.clear()
      this.#seen.add(text)
      return undefined
    }
    if (this.#names.size >= this.#limit) return undefined
    const name = `muster_${this.#names.size}`
    this.#names.set(text, name)
    return name
  }

  clear(): void {
    this.#names.clear()
  }
}
