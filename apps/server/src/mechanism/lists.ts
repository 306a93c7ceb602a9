// Lists by cursor over a read table: the conditions of a query, collected one by one.

/** Collects conditions and their parameters; `?` stands for the parameter's number. */
export class Where {
  readonly #parts: string[] = []
  readonly params: unknown[] = []

  and(sql: string, ...values: readonly unknown[]): this {
    let next = 0
    this.#parts.push(
      sql.replace(/\?/g, () => {
        this.params.push(values[next])
        next += 1
        return `$${this.params.length}`
      }),
    )
    return this
  }

  /** A further parameter, as it is written in SQL; the same one may be written several times. */
  param(value: unknown): string {
    this.params.push(value)
    return `$${this.params.length}`
  }

  toSql(): string {
    return this.#parts.length === 0 ? 'true' : this.#parts.map(part => `(${part})`).join(' and ')
  }
}
