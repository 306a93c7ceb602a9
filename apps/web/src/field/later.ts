// Screens behind the first two: fetched once the first is there, and with it kept for when there is no network.
import { lazy } from 'react'

export const ArrivePage = lazy(async () => ({ default: (await steps()).ArrivePage }))
export const MeasurePage = lazy(async () => ({ default: (await steps()).MeasurePage }))
export const EvidencePage = lazy(async () => ({ default: (await steps()).EvidencePage }))
export const RelievePage = lazy(async () => ({ default: (await steps()).RelievePage }))
export const DonePage = lazy(async () => ({ default: (await steps()).DonePage }))
export const CodePage = lazy(async () => ({ default: (await steps()).CodePage }))
export const QueuePage = lazy(async () => ({ default: (await steps()).QueuePage }))
export const MePage = lazy(async () => ({ default: (await steps()).MePage }))

/** All in one file: whoever opens one of them needs the next. */
export function steps() {
  return import('./steps.ts')
}
