// When it was, on a phone whose clock may be wrong: what is claimed for an arrival, and how old its position was.

/** A moment at which this phone knew the server's time; kept through a restart. */
export interface KnownTime {
  readonly server: number
  readonly wall: number
}

/** The server's time by what was known before this page began: right as long as nobody set the clock since. */
export function resumedTime(known: KnownTime, wall: number): number {
  return known.server + (wall - known.wall)
}

export interface Fix {
  readonly longitude: number
  readonly latitude: number
  readonly accuracyMetres: number
  /** By the server's time as this phone knew it. */
  readonly takenAt: number
}

/** A receiver stamps by the wall clock; what counts is how long ago that was. */
export function takenAtOf(
  stampedWall: number,
  { wall, server }: { readonly wall: number; readonly server: number },
): number {
  return server - Math.max(0, wall - stampedWall)
}

export interface ArrivalClaim {
  /** The server's time when the officer said it. */
  readonly at: number
  readonly fix?: Fix
  readonly sceneCode?: string
  readonly photo?: string
}

/** The body of the report. Heard at once, the server's own clock counts; else the moment that is claimed. */
export function arrivalBody(
  { at, fix, sceneCode, photo }: ArrivalClaim,
  isHeardAtOnce: boolean,
): Readonly<Record<string, unknown>> {
  return {
    offline: !isHeardAtOnce,
    ...(isHeardAtOnce ? {} : { claimedAt: new Date(at).toISOString() }),
    ...(fix === undefined
      ? {}
      : {
          position: {
            point: { type: 'Point', coordinates: [fix.longitude, fix.latitude] },
            accuracyMetres: fix.accuracyMetres,
            takenAt: new Date(fix.takenAt).toISOString(),
          },
        }),
    ...(sceneCode === undefined ? {} : { sceneCode }),
    ...(photo === undefined ? {} : { photo }),
  }
}

/** Later than this after the fact, a report is no longer of this moment. */
export const AT_ONCE_MS = 15_000
