// Where it is: a name of the territory, a pair of numbers in one of three datums, or a click on the map.
import { type Ref, useState } from 'react'
import { nameIn, useLanguage, useWords } from '../../i18n/words.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { type BlowDraft, coordinatesIn, type DraftPlace, written } from './blow-draft.ts'
import { PlacePicker } from './PlacePicker.tsx'
import { type Datum, locate, usePlaces } from './use-blow-queries.ts'
import { blowWords } from './words.ts'

const DATUMS: readonly Datum[] = ['wgs84', 'gcj02', 'bd09']

export interface WhereProps {
  readonly draft: BlowDraft
  readonly change: (next: (draft: BlowDraft) => BlowDraft) => void
  readonly district: string | undefined
  readonly onChosen: () => void
  readonly isWrong: boolean
  readonly ref?: Ref<HTMLInputElement>
}

const fixed = (value: number) => value.toFixed(5)

export function WhereField({ draft, change, district, onChosen, isWrong, ref }: WhereProps) {
  const say = useWords(blowWords)
  const tag = useLanguage()
  const [text, setText] = useState<string>()
  const [datum, setDatum] = useState<Datum>('wgs84')
  const [trouble, setTrouble] = useState<string>()
  const [isOnMap, setOnMap] = useState(false)
  const places = usePlaces(text ?? '', district)
  const pair = coordinatesIn(text ?? '')

  const put = (place: DraftPlace) => {
    setText(undefined)
    setTrouble(undefined)
    change(before => ({
      ...before,
      place,
      ...(before.own.includes('placeText') ? {} : { placeText: nameIn(tag, place) }),
    }))
  }
  const putPoint = (point: string, from: Datum) => {
    locate(point, from).then(
      where => {
        const smallest = where.areas.at(-1)
        if (smallest === undefined) return setTrouble(say('outside'))
        const [lng = 0, lat = 0] = where.point.coordinates
        const { zh = smallest.id, en = smallest.id } = smallest.name ?? {}
        put({ point: [lng, lat], zh, en })
        onChosen()
        return undefined
      },
      () => setTrouble(say('outside')),
    )
  }
  const choices = pair
    ? [{ id: pair, label: pair, detail: say(datum) }]
    : (places.data ?? []).flatMap(({ id, name, path, point }) =>
        point
          ? [
              {
                id,
                label: nameIn(tag, name),
                detail: path.map(one => nameIn(tag, one)).join(' · '),
              },
            ]
          : [],
      )
  const choose = (id: string) => {
    if (pair) return putPoint(pair, datum)
    const found = places.data?.find(one => one.id === id)
    if (!found?.point) return undefined
    const [lng = 0, lat = 0] = found.point.coordinates
    put({ point: [lng, lat], ...found.name })
    onChosen()
    return undefined
  }
  const { place } = draft
  return (
    <div className="blow-where">
      <Combobox
        label={say('where')}
        {...(ref === undefined ? {} : { ref })}
        text={text ?? (place ? nameIn(tag, place) : '')}
        onText={setText}
        choices={choices}
        onChoose={choose}
        isLoading={places.isLoading}
        nothing={say('noPlace')}
        placeholder={say('wherePlaceholder')}
        isWrong={isWrong}
        hint={
          trouble ??
          (place ? `${fixed(place.point[0])}, ${fixed(place.point[1])} · WGS-84` : undefined)
        }
      />
      <div className="blow-row">
        {pair !== undefined && (
          <label className="field">
            <span>{say('datum')}</span>
            <select value={datum} onChange={({ target }) => setDatum(target.value as Datum)}>
              {DATUMS.map(each => (
                <option key={each} value={each}>
                  {say(each)}
                </option>
              ))}
            </select>
          </label>
        )}
        <label className="field blow-grow">
          <span>{say('placeText')}</span>
          <input
            value={draft.placeText}
            maxLength={300}
            placeholder={say('placeTextHint')}
            onChange={({ target }) =>
              change(before => written(before, { placeText: target.value }, 'placeText'))
            }
          />
        </label>
        <button
          type="button"
          className="button"
          aria-expanded={isOnMap}
          onClick={() => setOnMap(shown => !shown)}
        >
          {say('onMap')}
        </button>
      </div>
      {isOnMap && (
        <PlacePicker
          {...(place ? { point: place.point } : {})}
          area={district}
          onPick={([lng, lat]) => putPoint(`${lng},${lat}`, 'wgs84')}
        />
      )}
    </div>
  )
}
