// The map comes when the page is already there, and its place is kept for it.
import { lazy, Suspense } from 'react'
import { useWords } from '../i18n/words.ts'
import { Boundary } from '../ui/Boundary.tsx'
import type { OpenMapProps } from './OpenMap.tsx'
import { frameWords } from './words.ts'

const OpenMap = lazy(async () => ({ default: (await import('./OpenMap.tsx')).OpenMap }))

export function LazyMap(props: OpenMapProps) {
  const say = useWords(frameWords)
  return (
    <Boundary fallback={<p className="quiet">{say('mapFailed')}</p>}>
      <Suspense fallback={<div className="map-place skeleton" />}>
        <OpenMap {...props} />
      </Suspense>
    </Boundary>
  )
}
