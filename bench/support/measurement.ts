// One line of the result: a figure beside its limit, and whether it is good enough.

export interface Measurement {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What the value is held against, measured in the same run where it is a speed. */
  readonly limit: number
  readonly limitName: string
  /** value ÷ limit. */
  readonly ratio: number
  /** The least (or, for times and sizes, the most) that `ratio` may be. */
  readonly atLeast: number
  readonly aim: number
  readonly ok: boolean
}

interface Compared {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly limit: number
  readonly limitName: string
  /** Bounds of value ÷ limit. */
  readonly atLeast: number
  readonly aim: number
}

/** More is better: the ratio must reach `atLeast`. */
export function moreIsBetter(of: Compared): Measurement {
  const ratio = of.value / of.limit
  return rounded({ ...of, ratio, ok: ratio >= of.atLeast })
}

/** Less is better: the ratio must not pass `atLeast`. */
export function lessIsBetter(of: Compared, besides = true): Measurement {
  const ratio = of.value / of.limit
  return rounded({ ...of, ratio, ok: ratio <= of.atLeast && besides })
}

function rounded(of: Measurement): Measurement {
  return { ...of, value: three(of.value), limit: three(of.limit), ratio: three(of.ratio) }
}

/** Three significant digits are all that a shared machine can promise. */
function three(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3))
}

/** The value below which `share` of the sorted values lie. */
export function percentile(sorted: readonly number[] | Float64Array, share: number): number {
  if (sorted.length === 0) return Number.NaN
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export function table(rows: readonly Measurement[]): string {
  const head = ['name', 'value', 'limit', 'ratio', 'at least', 'aim', 'ok']
  const lines = rows.map(row => [
    row.name,
    `${row.value} ${row.unit}`,
    `${row.limit} (${row.limitName})`,
    String(row.ratio),
    String(row.atLeast),
    String(row.aim),
    row.ok ? 'yes' : 'NO',
  ])
  const widths = head.map((title, n) =>
    Math.max(title.length, ...lines.map(line => line[n]?.length ?? 0)),
  )
  const format = (cells: readonly string[]) =>
    cells
      .map((cell, n) => cell.padEnd(widths[n] ?? 0))
      .join('  ')
      .trimEnd()
  return [format(head), ...lines.map(format)].join('\n')
}
