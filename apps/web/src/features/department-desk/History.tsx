// The department's own figures of a period; each opens into the calls that it counts.
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { serverNow } from '../../api/clock.ts'
import { settings } from '../../api/settings.ts'
import { PERIODS, type PeriodName, periodOf } from '../../desk-ui/period.ts'
import { dateOf, momentOf, numberOf } from '../../i18n/formats.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { stateOf } from '../../ui/marks.ts'
import { StateMark } from '../../ui/StateMark.tsx'
import { Failed, Loading } from '../../ui/views.tsx'
import type { SummonsRow } from './calls.ts'
import { countedBy, FIGURES, type Figure } from './figures.ts'
import { useHistory, useWhistlesOf } from './use-department.ts'
import { departmentWords } from './words.ts'

const SHOWN_AT_ONCE = 20

export function History({ department }: { readonly department: string }) {
  const say = useWords(departmentWords)
  const tag = useLanguage()
  const [name, setName] = useState<PeriodName>('month')
  const [figure, setFigure] = useState<Figure>('called')
  const [now] = useState(serverNow)
  const period = useMemo(() => periodOf(name, now, settings.timeZone), [name, now])
  const history = useHistory(department, period)
  const from = dateOf(tag, period.from)
  const lead = Number.isFinite(period.to)
    ? say('figuresLeadTo', { from, to: dateOf(tag, period.to - 1) })
    : say('figuresLead', { from })
  return (
    <section className="duty-history" aria-labelledby="duty-history">
      <h2 id="duty-history">{say('history')}</h2>
      <div className="duty-period">
        <select
          className="input"
          aria-label={say('period')}
          value={name}
          onChange={({ target }) => setName(target.value as PeriodName)}
        >
          {PERIODS.map(each => (
            <option key={each} value={each}>
              {say(each)}
            </option>
          ))}
        </select>
        <p className="duty-quiet">{lead}</p>
      </div>
      {history.isPending && <Loading rows={4} />}
      {history.isError && <Failed error={history.error} onRetry={() => history.refetch()} />}
      {history.data && (
        <>
          <ul className="duty-figures">
            {FIGURES.map(each => (
              <li key={each}>
                <button
                  type="button"
                  aria-pressed={figure === each}
                  onClick={() => setFigure(each)}
                >
                  <b>{numberOf(tag, countedBy(each, history.data.rows).length)}</b> {say(each)}
                </button>
              </li>
            ))}
          </ul>
          {history.data.isCut && (
            <p className="duty-quiet">{say('cut', { count: history.data.rows.length })}</p>
          )}
          <Counted key={`${name} ${figure}`} rows={countedBy(figure, history.data.rows)} />
        </>
      )}
    </section>
  )
}

/** The calls that a figure counts, newest first. */
function Counted({ rows }: { readonly rows: readonly SummonsRow[] }) {
  const say = useWords(departmentWords)
  const tag = useLanguage()
  const nameOf = useName()
  const [count, setCount] = useState(SHOWN_AT_ONCE)
  const shown = rows.slice(0, count)
  const matters = useWhistlesOf(shown)
  if (rows.length === 0) return <p className="duty-quiet">{say('nothingCounted')}</p>
  const known = new Map(matters.data?.items.map(one => [one.id, one]))
  const names = matters.data?.names ?? {}
  const rest = Math.min(SHOWN_AT_ONCE, rows.length - shown.length)
  return (
    <>
      <table className="duty-table">
        <thead>
          <tr>
            <th scope="col">{say('when')}</th>
            <th scope="col">{say('what')}</th>
            <th scope="col">{say('who')}</th>
            <th scope="col">{say('state')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(row => {
            const matter = known.get(row.whistle)
            return (
              <tr key={`${row.whistle}.${row.round}`}>
                <td>{momentOf(tag, row.calledAt)}</td>
                <td>
                  <Link to="/whistles/$id" params={{ id: row.whistle }}>
                    {matters.isPending ? row.whistle : (matter?.title ?? say('noTitle'))}
                  </Link>
                </td>
                <td>{nameOf(names[matter?.caller ?? ''], matter?.caller)}</td>
                <td>
                  <StateMark state={stateOf(row)} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {rest > 0 && (
        <button
          type="button"
          className="button"
          onClick={() => setCount(before => before + SHOWN_AT_ONCE)}
        >
          {say('more', { count: rest })}
        </button>
      )}
    </>
  )
}
