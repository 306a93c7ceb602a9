// The map, fetched when it is first shown; its place is kept meanwhile.
import { lazy, Suspense } from 'react'
import type { TerritoryMapProps } from './TerritoryMap.tsx'

const TerritoryMap = lazy(() =>
  import('./TerritoryMap.tsx').then(module => ({ default: module.TerritoryMap })),
)

export function LazyMap(props: TerritoryMapProps) {
  return (
    <Suspense fallback={<div className="skeleton" style={{ blockSize: '100%' }} />}>
      <TerritoryMap {...props} />
    </Suspense>
  )
}
