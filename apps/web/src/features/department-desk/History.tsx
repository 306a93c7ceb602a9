// The department's own figures of a period; each opens into the calls that it counts.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { settings } from '../../api/settings.ts'
import { periodQuery, useCounted } from '../../desk-ui/counted.ts'
import { PeriodChoice, usePeriod } from '../../desk-ui/PeriodChoice.tsx'
import type { Period } from '../../desk-ui/period.ts'
import { momentOf, numberOf } from '../../i18n/formats.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { stateOf } from '../../ui/marks.ts'
import { StateMark } from '../../ui/StateMark.tsx'
import { Failed, Loading } from '../../ui/views.tsx'
import { FIGURES, type Figure } from './figures.ts'
import { KEY, useHistory } from './use-department.ts'
import { departmentWords } from './words.ts'

export function History({ department }: { readonly department: string }) {
  const say = useWords(departmentWords)
  const tag = useLanguage()
  const [figure, setFigure] = useState<Figure>('called')
  const { name, choose, period, days } = usePeriod()
  const history = useHistory(department, period)
  return (
    <section className="duty-history" aria-labelledby="duty-history">
      <h2 id="duty-history">{say('history')}</h2>
      <div className="duty-period">
        <PeriodChoice name={name} choose={choose} />
        <p className="duty-quiet">{say('figuresLead', { days })}</p>
        {settings.isDemo && <p className="duty-quiet">{say('invented')}</p>}
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
                  <b>{numberOf(tag, history.data[each])}</b> {say(each)}
                </button>
              </li>
            ))}
          </ul>
          <Counted
            key={`${name} ${figure}`}
            department={department}
            period={period}
            call={figure}
          />
        </>
      )}
    </section>
  )
}

interface CountedProps {
  readonly department: string
  readonly period: Period
  readonly call: Figure
}

/** The calls that a figure counts, newest first. */
function Counted({ department, period, call }: CountedProps) {
  const say = useWords(departmentWords)
  const tag = useLanguage()
  const nameOf = useName()
  const { query, all } = useCounted(KEY, { ...periodQuery(period), department, call })
  if (query.isPending) return <Loading rows={3} />
  if (query.isError) return <Failed error={query.error} onRetry={() => query.refetch()} />
  const { items, names, whistles } = all
  if (items.length === 0) return <p className="duty-quiet">{say('nothingCounted')}</p>
  return (
    <>
      <table className="plain-table plain-table-cards">
        <thead>
          <tr>
            <th scope="col">{say('when')}</th>
            <th scope="col">{say('what')}</th>
            <th scope="col">{say('who')}</th>
            <th scope="col">{say('state')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(one => {
            const own = one.summonses.find(summons => summons.department === department)
            return (
              <tr key={one.id}>
                <td>{momentOf(tag, own?.calledAt ?? one.soundedAt ?? one.draftedAt)}</td>
                <td>
                  <Link to="/whistles/$id" params={{ id: one.id }}>
                    {one.title ?? say('noTitle')}
                  </Link>
                </td>
                <td>{nameOf(names[one.caller], one.caller)}</td>
                <td>{own && <StateMark state={stateOf(own)} />}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {query.hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={query.isFetchingNextPage}
          onClick={() => {
            query.fetchNextPage().catch(() => undefined)
          }}
        >
          {say('more', { count: whistles - items.length })}
        </button>
      )}
    </>
  )
}
