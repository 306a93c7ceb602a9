// Open figures: counts, shares and times with their cases and intervals; each one opens into what it counts.
import { api, get, type Schemas } from '../../api/client.ts'
import { momentOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { useCity } from '../../public-ui/city.ts'
import { setQuery, useQuery } from '../../public-ui/path.ts'
import { useFetched } from '../../public-ui/use-fetched.ts'
import { Empty, Failed, Loading } from '../../ui/views.tsx'
import { FiguresRow } from './FiguresRow.tsx'
import './figures.css'
import { figuresWords } from './words.ts'

type Statistics = Schemas['OpenStatistics']

const BY = ['street', 'department', 'problem_type'] as const
type By = (typeof BY)[number]

function queryOf(params: URLSearchParams) {
  const by: By = BY.find(one => one === params.get('by')) ?? 'street'
  const from = params.get('from') ?? ''
  const to = params.get('to') ?? ''
  return { by, ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) }
}

function Choices({ shown }: { readonly shown: Statistics | undefined }) {
  const say = useWords(figuresWords)
  const query = queryOf(useQuery())
  const text = new URLSearchParams(query).toString()
  return (
    <>
      <div className="figures-choices">
        <label className="field">
          <span>{say('by')}</span>
          <select value={query.by} onChange={({ target }) => setQuery({ by: target.value })}>
            {BY.map(by => (
              <option key={by} value={by}>
                {say(`by_${by}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{say('from')}</span>
          <input
            type="date"
            value={query.from ?? shown?.from ?? ''}
            onChange={({ target }) => setQuery({ from: target.value })}
          />
        </label>
        <label className="field">
          <span>{say('to')}</span>
          <input
            type="date"
            value={query.to ?? shown?.to ?? ''}
            onChange={({ target }) => setQuery({ to: target.value })}
          />
        </label>
      </div>
      <p className="figures-links">
        <a href={`/api/public/statistics.csv?${text}`}>{say('csv')}</a>
        <a href={`/api/public/statistics.geojson?${text}`}>{say('geojson')}</a>
      </p>
    </>
  )
}

function Shown({
  statistics,
  fewest,
}: {
  readonly statistics: Statistics
  readonly fewest: number
}) {
  const say = useWords(figuresWords)
  const tag = useLanguage()
  const { total, items, notice, invented, madeAt, from, to } = statistics
  return (
    <>
      {invented && <p className="figures-invented">{say('invented')}</p>}
      <p className="quiet">{tag === 'en' ? notice.en : notice.zh}</p>
      <ul className="figures-rows" aria-label={say('all')}>
        <FiguresRow row={total} fewest={fewest} isTotal />
      </ul>
      {items.length === 0 ? (
        <Empty title={say('none')}>
          <p>{say('noneLead')}</p>
        </Empty>
      ) : (
        <ul className="figures-rows" aria-label={say('rows')}>
          {items.map(row => (
            <FiguresRow key={row.key} row={row} fewest={fewest} />
          ))}
        </ul>
      )}
      <p className="quiet">{say('made', { at: momentOf(tag, madeAt), from, to })}</p>
    </>
  )
}

const FEWEST = 20

export function FiguresPage() {
  const say = useWords(figuresWords)
  const query = queryOf(useQuery())
  const { data: city } = useCity()
  const { data, error, isLoading, again } = useFetched(JSON.stringify(query), () =>
    get(api.GET('/api/public/statistics', { params: { query } })),
  )
  return (
    <div className="figures">
      <h1>{say('title')}</h1>
      <Choices shown={data} />
      {error !== undefined && <Failed error={error} onRetry={again} />}
      {data === undefined && isLoading && <Loading rows={4} height="7em" />}
      {data !== undefined && error === undefined && (
        <div aria-busy={isLoading} className="figures">
          <Shown statistics={data} fewest={city?.fewest ?? FEWEST} />
        </div>
      )}
    </div>
  )
}
