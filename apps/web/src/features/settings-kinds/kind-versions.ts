// Versions of a kind as they follow each other in time. Pure.
import type { Schemas } from '../../api/client.ts'

export type Version = Schemas['WhistleKindShown']

export type VersionState = 'in_force' | 'future' | 'past' | 'superseded'

export interface Placed {
  readonly kind: Version
  readonly state: VersionState
  /** When another one takes its place. */
  readonly until?: string
  /** The one that held before it. */
  readonly before?: Version
}

/** What has always held is stored with the beginning of the computer's time. */
export function isAlways(from: string): boolean {
  return Date.parse(from) <= 0
}

const beginOf = ({ effectiveFrom }: Version) => Date.parse(effectiveFrom)

/**
 * The newest publication of those that begin last holds: one that begins at the same moment as an
 * earlier publication takes its place before it ever held.
 */
export function placeVersions(versions: readonly Version[], now: number): readonly Placed[] {
  const sorted = versions
    .map((kind, at) => ({ kind, at }))
    .toSorted((a, b) => beginOf(a.kind) - beginOf(b.kind) || a.at - b.at)
  const holding = sorted.filter(({ kind }, n) => {
    const next = sorted[n + 1]
    return next === undefined || beginOf(next.kind) !== beginOf(kind)
  })
  return sorted
    .map(({ kind }): Placed => {
      const n = holding.findIndex(one => one.kind === kind)
      const before = holding[n - 1]?.kind
      if (n < 0) return { kind, state: 'superseded' }
      const next = holding[n + 1]?.kind
      const shared = {
        kind,
        ...(next === undefined ? {} : { until: next.effectiveFrom }),
        ...(before === undefined ? {} : { before }),
      }
      if (beginOf(kind) > now) return { ...shared, state: 'future' }
      const isOver = next !== undefined && beginOf(next) <= now
      return { ...shared, state: isOver ? 'past' : 'in_force' }
    })
    .toReversed()
}

const NUMBER = /^\d+$/

/** A number above all that were used; versions that are no numbers are left out. */
export function nextVersion(versions: readonly Pick<Version, 'version'>[]): string {
  const used = versions.map(({ version }) => (NUMBER.test(version) ? Number(version) : 0))
  return String(Math.max(0, ...used) + 1)
}
