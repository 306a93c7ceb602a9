// The phone's position: asked for on the way and on the scene, at no other time, and kept nowhere else.
import { useEffect, useState } from 'react'
import { serverNow } from '../api/clock.ts'
import { type Fix, takenAtOf } from '../features/sync/claim.ts'

export type Position =
  | { readonly is: 'asking' }
  | { readonly is: 'found'; readonly fix: Fix }
  | { readonly is: 'denied' }
  | { readonly is: 'unavailable' }

const OPTIONS: PositionOptions = { enableHighAccuracy: true, maximumAge: 10_000, timeout: 20_000 }

/** The permission is asked for when somebody sets out, and not first at the scene in a hurry. */
export function askForPosition(): void {
  navigator.geolocation?.getCurrentPosition(
    () => undefined,
    () => undefined,
    OPTIONS,
  )
}

function toFix({ coords, timestamp }: GeolocationPosition): Fix {
  return {
    longitude: coords.longitude,
    latitude: coords.latitude,
    accuracyMetres: Math.round(coords.accuracy),
    takenAt: takenAtOf(timestamp, { wall: Date.now(), server: serverNow() }),
  }
}

/** Follows the position while the screen that asks for it is open. */
export function usePosition(): readonly [Position, () => void] {
  const [position, setPosition] = useState<Position>({ is: 'asking' })
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round asks anew
  useEffect(() => {
    if (navigator.geolocation === undefined) return setPosition({ is: 'unavailable' })
    const watch = navigator.geolocation.watchPosition(
      found => setPosition({ is: 'found', fix: toFix(found) }),
      ({ code, PERMISSION_DENIED }) =>
        setPosition(now => {
          if (code === PERMISSION_DENIED) return { is: 'denied' }
          return now.is === 'found' ? now : { is: 'unavailable' }
        }),
      OPTIONS,
    )
    return () => navigator.geolocation.clearWatch(watch)
  }, [round])
  const again = () => {
    setPosition({ is: 'asking' })
    setRound(one => one + 1)
  }
  return [position, again]
}
