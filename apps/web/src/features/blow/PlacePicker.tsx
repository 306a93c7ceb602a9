// The map to pick a place on: fetched when somebody wants it, so that nobody waits for it.
import { LazyMap } from '../../desk-ui/map/LazyMap.tsx'
import { useWords } from '../../i18n/words.ts'
import { blowWords } from './words.ts'

export interface PlacePickerProps {
  readonly point?: readonly [number, number]
  /** Shown first. */
  readonly area: string | undefined
  readonly onPick: (point: readonly [number, number]) => void
}

export function PlacePicker({ point, area, onPick }: PlacePickerProps) {
  const say = useWords(blowWords)
  return (
    <div className="blow-map">
      <LazyMap
        label={say('map')}
        area={area}
        {...(point === undefined ? {} : { picked: point })}
        onPick={([lng, lat]) => onPick([lng, lat])}
      />
    </div>
  )
}
