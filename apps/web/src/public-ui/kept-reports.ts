// Numbers and codes that somebody asked this phone to keep, and the one that was just looked at.
export interface KeptReport {
  readonly number: string
  readonly code: string
  /** What it is about, in the words of the list of types. */
  readonly about?: string
}

const KEY = 'muster.public.kept'
const MOST_KEPT = 20

export function keptReports(): readonly KeptReport[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? (kept as KeptReport[]) : []
  } catch {
    return []
  }
}

function write(kept: readonly KeptReport[]): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept.slice(0, MOST_KEPT)))
    return true
  } catch {
    return false
  }
}

/** False when this phone has no room for it. */
export function keepReport(report: KeptReport): boolean {
  return write([report, ...keptReports().filter(({ number }) => number !== report.number)])
}

export function forgetReport(number: string): void {
  write(keptReports().filter(one => one.number !== number))
}

/** Handed from page to page in memory: a code belongs into no address. */
let looking: KeptReport | undefined

export function lookAt(report: KeptReport): void {
  looking = report
}

export function takeLooking(): KeptReport | undefined {
  const taken = looking
  looking = undefined
  return taken
}
