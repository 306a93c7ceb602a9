// Screens behind the first two: fetched once the first is there, and kept with it for when there is no network.
import { lazy } from 'react'

export const LaterScreen = lazy(async () => ({ default: (await later()).LaterScreen }))

/** All in one file: whoever opens one of them needs the next. */
export function later() {
  return import('./LaterScreen.tsx')
}
