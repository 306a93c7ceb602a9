// The map to pick a place on: fetched when somebody wants it, so that nobody waits for it.
import { lazy, Suspense } from 'react'
import { useWords } from '../../i18n/words.ts'
import { Loading } from '../../ui/views.tsx'
import { blowWords } from './words.ts'

const PlaceMap = lazy(() => import('./PlaceMap.tsx').then(module => ({ default: module.PlaceMap })))

export interface PlacePickerProps {
  readonly point?: readonly [number, number]
  readonly onPick: (point: readonly [number, number]) => void
}

export function PlacePicker(props: PlacePickerProps) {
  const say = useWords(blowWords)
  return (
    <section className="blow-map" aria-label={say('map')}>
      <Suspense fallback={<Loading rows={1} height="18rem" />}>
        <PlaceMap {...props} />
      </Suspense>
    </section>
  )
}
