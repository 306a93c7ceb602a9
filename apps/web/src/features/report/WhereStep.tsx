// Step one: the place, by the map, by the phone's own position, or by a name; and what others reported there.
import { useState } from 'react'
import { api, get } from '../../api/client.ts'
import { useName, useWords } from '../../i18n/words.ts'
import { useCity } from '../../public-ui/city.ts'
import { LazyMap } from '../../public-ui/LazyMap.tsx'
import { useFetched } from '../../public-ui/use-fetched.ts'
import { type Choice, Combobox } from '../../ui/Combobox.tsx'
import { Nearby } from './Nearby.tsx'
import type { DraftInHand } from './use-draft.ts'
import { usePlace } from './use-place.ts'
import { reportWords } from './words.ts'

const PATIENCE_MS = 15_000

function OwnPlace({ change }: DraftInHand) {
  const say = useWords(reportWords)
  const [state, setState] = useState<'asked' | 'denied' | number>()
  const ask = () => {
    setState('asked')
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude, latitude, accuracy } }) => {
        change({ point: [longitude, latitude], datum: 'wgs84', sameAs: '' })
        setState(Math.round(accuracy))
      },
      () => setState('denied'),
      { enableHighAccuracy: true, timeout: PATIENCE_MS },
    )
  }
  return (
    <>
      <button type="button" className="button" onClick={ask} disabled={state === 'asked'}>
        {state === 'asked' ? say('findingPlace') : say('useMyPlace')}
      </button>
      <p role="status" className="quiet">
        {state === 'denied' && say('placeDenied')}
        {typeof state === 'number' && state > 0 && say('accuracy', { metres: state })}
      </p>
    </>
  )
}

function NamedPlace({ draft, change }: DraftInHand) {
  const say = useWords(reportWords)
  const nameOf = useName()
  const { data: city } = useCity()
  const [sought, setSought] = useState('')
  const q = sought.trim()
  const { data, error, isLoading } = useFetched(q === '' ? undefined : q, () =>
    get(api.GET('/api/public/places', { params: { query: { q } } })),
  )
  const items = q === '' || error !== undefined ? [] : (data?.items ?? [])
  const choices = items.map(
    ({ code, name, within }): Choice => ({
      id: code,
      label: nameOf(name),
      ...(within === undefined ? {} : { detail: nameOf(within) }),
    }),
  )
  const choose = (code: string) => {
    const found = items.find(one => one.code === code)
    const [x, y] = found?.point.coordinates ?? []
    if (found === undefined || x === undefined || y === undefined) return
    setSought('')
    change({
      point: [x, y],
      sameAs: '',
      datum: city?.datum ?? 'wgs84',
      ...(draft.placeText === '' ? { placeText: nameOf(found.name) } : {}),
    })
  }
  return (
    <Combobox
      label={say('search')}
      text={sought}
      onText={setSought}
      choices={choices}
      onChoose={choose}
      nothing={say('searchNothing')}
      placeholder={say('searchHint')}
      isLoading={isLoading}
    />
  )
}

export function WhereStep(props: DraftInHand) {
  const { draft, change } = props
  const { point, datum } = draft
  const say = useWords(reportWords)
  const nameOf = useName()
  const { data: city } = useCity()
  const place = usePlace(draft)
  // A slow phone draws no map that nobody asked for.
  const [isMapWanted, setMapWanted] = useState(false)
  const isMapOpen = isMapWanted || point !== undefined
  // The phone's own position is shown where the map has it: they are some hundred metres apart in another datum.
  const isOnMap = point !== undefined && (datum ?? 'wgs84') === city?.datum
  return (
    <>
      <div className="report-ways">
        <OwnPlace {...props} />
        <NamedPlace {...props} />
      </div>
      <p className="lead">{say('tapMap')}</p>
      <div className="report-map">
        {isMapOpen && city !== undefined ? (
          <LazyMap
            bounds={city.bounds}
            picked={isOnMap ? point : undefined}
            onPick={at => change({ point: at, datum: city.datum, sameAs: '' })}
          />
        ) : (
          <button type="button" className="button" onClick={() => setMapWanted(true)}>
            {say('openMap')}
          </button>
        )}
      </div>
      <div role="status" className="report-picked">
        {point !== undefined && (
          <p>
            {say('picked', { place: place.name })}
            {place.taker !== undefined && say('taker', { who: nameOf(place.taker) })}
          </p>
        )}
        {place.isOutside && <p className="wrong">{say('outside')}</p>}
      </div>
      <label className="field">
        <span>{say('placeText')}</span>
        <input
          value={draft.placeText}
          maxLength={200}
          placeholder={say('placeTextHint')}
          onChange={({ target }) => change({ placeText: target.value })}
        />
      </label>
      <Nearby {...props} items={place.items} />
    </>
  )
}
