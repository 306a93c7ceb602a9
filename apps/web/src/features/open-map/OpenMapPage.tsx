// What was done, on a map and as a list that says the same.
import { useEffect, useId, useMemo, useState } from 'react'
import { api, get, type Schemas } from '../../api/client.ts'
import { momentOf } from '../../i18n/formats.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { type ProblemTypes, useCity, useProblemTypes } from '../../public-ui/city.ts'
import { LazyMap } from '../../public-ui/LazyMap.tsx'
import { setQuery, useQuery } from '../../public-ui/path.ts'
import { TypeSelect } from '../../public-ui/TypeSelect.tsx'
import { useFetched } from '../../public-ui/use-fetched.ts'
import { Empty, Failed, Loading } from '../../ui/views.tsx'
import './open-map-page.css'
import { openMapWords } from './words.ts'

type Done = Schemas['DoneMatters']
type Item = Done['items'][number]

const AT_ONCE = 100

/** Pages that were asked for, one after another, for one filter. */
function useDone(problemType: string) {
  const [cursor, setCursor] = useState<string>()
  const [items, setItems] = useState<readonly Item[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter begins anew
  useEffect(() => {
    setCursor(undefined)
    setItems([])
  }, [problemType])
  const fetched = useFetched(`${problemType} ${cursor ?? ''}`, async () => {
    const query = {
      limit: AT_ONCE,
      ...(problemType === '' ? {} : { problemType }),
      ...(cursor === undefined ? {} : { cursor }),
    }
    // The client takes pairs for lists; the document knows better.
    const page = (await get(api.GET('/api/public/done', { params: { query } }))) as Done
    setItems(before => (cursor === undefined ? page.items : [...before, ...page.items]))
    return page
  })
  return { ...fetched, items, next: fetched.data?.next, more: setCursor }
}

function Filter({ types, chosen }: { readonly types: ProblemTypes; readonly chosen: string }) {
  const say = useWords(openMapWords)
  const id = useId()
  return (
    <label className="field done-filter" htmlFor={id}>
      <span>{say('type')}</span>
      <TypeSelect
        id={id}
        types={types}
        chosen={chosen}
        none={say('allTypes')}
        onChoose={type => setQuery({ type })}
      />
    </label>
  )
}

interface MatterProps {
  readonly item: Item
  readonly name: string
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function Matter({ item, name, isChosen, onChoose }: MatterProps) {
  const say = useWords(openMapWords)
  const tag = useLanguage()
  const nameOf = useName()
  const { areaName, districtName, calledAt, doneAt, firstThereMinutes, departments, photos } = item
  const where = [districtName, areaName].flatMap(one => (one ? [nameOf(one)] : []))
  return (
    <li id={`done-${item.ref}`} data-chosen={isChosen}>
      <h3>
        <button
          type="button"
          aria-pressed={isChosen}
          aria-label={say('show', { what: `${name} ${where.join(' ')}` })}
          onClick={onChoose}
        >
          {name}
        </button>
      </h3>
      <p className="lead">{where.join(tag === 'en' ? ', ' : ' · ')}</p>
      <p className="quiet">
        {say('calledAt', { at: momentOf(tag, calledAt) })}
        {' · '}
        {say('doneAt', { at: momentOf(tag, doneAt) })}
      </p>
      {firstThereMinutes === 0 && <p>{say('firstAtOnce')}</p>}
      {firstThereMinutes !== undefined && firstThereMinutes > 0 && (
        <p>{say('firstThere', { minutes: firstThereMinutes })}</p>
      )}
      {departments.length > 0 && (
        <p className="quiet">
          {say('came', {
            who: departments.map(one => nameOf(one)).join(tag === 'en' ? ', ' : '、'),
          })}
        </p>
      )}
      {photos.length > 0 && (
        <div className="done-photos">
          {photos.map(id => (
            <img key={id} src={`/api/public/photos/${id}`} alt={say('photoAlt')} loading="lazy" />
          ))}
        </div>
      )}
    </li>
  )
}

export function OpenMapPage() {
  const say = useWords(openMapWords)
  const nameOf = useName()
  const { data: city } = useCity()
  const { data: types = [] } = useProblemTypes()
  const problemType = useQuery().get('type') ?? ''
  const { items, next, error, isLoading, again, more } = useDone(problemType)
  const [chosen, setChosen] = useState<string>()
  const points = useMemo(
    () =>
      items.map(({ ref, place }) => ({
        id: ref,
        at: [place.coordinates[0] ?? 0, place.coordinates[1] ?? 0] as const,
        label: '',
      })),
    [items],
  )
  const nameOfType = (code: string) => nameOf(types.find(type => type.code === code)?.name, code)
  const chooseOnMap = (id: string) => {
    setChosen(id)
    document.getElementById(`done-${id}`)?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lead done-lead">{say('lead', { metres: city?.roundingMetres ?? '…' })}</p>
      <Filter types={types} chosen={problemType} />
      <div className="done">
        <div className="done-map">
          {city !== undefined && (
            <LazyMap bounds={city.bounds} points={points} chosen={chosen} onChoose={chooseOnMap} />
          )}
        </div>
        <section className="done-list" aria-label={say('list')}>
          {error !== undefined && items.length === 0 && <Failed error={error} onRetry={again} />}
          {isLoading && items.length === 0 && <Loading rows={4} height="6em" />}
          {!isLoading && error === undefined && items.length === 0 && (
            <Empty title={say('none')}>
              <p>{say('noneLead')}</p>
            </Empty>
          )}
          <ul>
            {items.map(item => (
              <Matter
                key={item.ref}
                item={item}
                name={nameOfType(item.problemType)}
                isChosen={item.ref === chosen}
                onChoose={() => setChosen(item.ref)}
              />
            ))}
          </ul>
          {next !== undefined && (
            <button
              type="button"
              className="button"
              disabled={isLoading}
              onClick={() => more(next)}
            >
              {say('more')}
            </button>
          )}
        </section>
      </div>
    </>
  )
}
