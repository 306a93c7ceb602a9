// A period in numbers of cases; shares with their intervals, and only where enough cases carry them.
import { useCallback, useId } from 'react'
import { type Grouping, periodQuery } from '../../desk-ui/counted.ts'
import type { Period } from '../../desk-ui/period.ts'
import { useTypeNames } from '../../desk-ui/type-names.ts'
import { dateOf, numberOf } from '../../i18n/formats.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { Choice } from '../../ui/Choice.tsx'
import { Empty } from '../../ui/views.tsx'
import { ArrivalsChart, DaysChart } from './Charts.tsx'
import { type Explanation, Figure } from './Explained.tsx'
import { type Figures, type FiguresRow, tableAddress } from './use-leader.ts'
import { leaderWords } from './words.ts'

const GROUPINGS = ['street', 'department', 'type'] as const
const PER_CENT = 100
/** One more than the longest list that is read at a glance. */
const MOST_ROWS = 60

interface PeriodProps {
  readonly figures: Figures
  readonly period: Period
  readonly periodName: string
  readonly by: Grouping
  readonly onBy: (by: Grouping) => void
  readonly onExplain: (explanation: Explanation) => void
}

export function PeriodView(props: PeriodProps) {
  const { figures, period, periodName, by, onBy, onExplain } = props
  const say = useWords(leaderWords)
  const tag = useLanguage()
  const nameOf = useGroupNames(figures.by as Grouping)
  if (figures.whistles === 0) return <Empty title={say('empty')} />
  const asked = periodQuery(period)
  const explain = (name: string, what: string, of: object) =>
    onExplain({ name, what, period: periodName, of: { ...asked, ...of } })
  const figure = (name: 'whistles' | 'cases' | 'again', of = {}) => ({
    explanation: {
      name: say(name),
      what: say(`what_${name}`),
      period: periodName,
      of: { ...asked, ...of },
    },
    count: figures[name],
    onExplain,
  })
  const explainRow = (row: FiguresRow) => {
    const name = nameOf(row)
    explain(name, say('what_group', { name }), { by: figures.by, key: row.key })
  }
  return (
    <>
      <div className="leader-figures">
        <Figure {...figure('whistles')} />
        <Figure {...figure('cases')} />
        <Figure {...figure('again', { again: 'true' })} />
      </div>
      <DaysChart
        days={figures.days}
        onDay={day =>
          explain(
            dateOf(tag, `${day}T12:00:00Z`),
            say('what_day', { day: dateOf(tag, `${day}T12:00:00Z`) }),
            { day },
          )
        }
      />
      <div className="leader-by">
        <GroupingChoice by={by} onBy={onBy} />
        <a className="button" href={tableAddress(period, by)} download={true}>
          {say('export')}
        </a>
      </div>
      <p className="leader-quiet">{say('orderLead', { count: figures.fewest })}</p>
      <ArrivalsChart rows={figures.items} nameOf={nameOf} onRow={explainRow} />
      <Groups figures={figures} nameOf={nameOf} onRow={explainRow} />
    </>
  )
}

function GroupingChoice({ by, onBy }: Pick<PeriodProps, 'by' | 'onBy'>) {
  const say = useWords(leaderWords)
  const id = useId()
  return (
    <label className="leader-by" htmlFor={id}>
      {say('by')}
      <Choice
        id={id}
        className="input"
        all={GROUPINGS}
        chosen={by}
        nameOf={each => say(each)}
        onChoose={onBy}
      />
    </label>
  )
}

/** What a row is called: an organisation, a problem type, or that the type is not told. */
function useGroupNames(by: Grouping): (row: FiguresRow) => string {
  const say = useWords(leaderWords)
  const nameOf = useName()
  const typeName = useTypeNames()
  const hidden = say('hiddenType')
  return useCallback(
    ({ key, name }: FiguresRow) => {
      if (by !== 'type') return nameOf(name, key)
      return key === '' ? hidden : typeName(key)
    },
    [by, hidden, nameOf, typeName],
  )
}

interface GroupsProps {
  readonly figures: Figures
  readonly nameOf: (row: FiguresRow) => string
  readonly onRow: (row: FiguresRow) => void
}

function Groups({ figures: { items, fewest }, nameOf, onRow }: GroupsProps) {
  const say = useWords(leaderWords)
  const tag = useLanguage()
  const most = Math.max(1, ...items.map(({ cases }) => cases))
  return (
    <>
      <table className="plain-table plain-table-dense leader-table">
        <thead>
          <tr>
            <th scope="col">{say('groupName')}</th>
            <th scope="col">{say('caseCount')}</th>
            <th scope="col">{say('inTime')}</th>
          </tr>
        </thead>
        <tbody>
          {items.slice(0, MOST_ROWS).map(row => (
            <tr key={row.key}>
              <th scope="row">{nameOf(row)}</th>
              <td className="leader-count">
                <button
                  type="button"
                  className="leader-number"
                  aria-label={say('explain', { name: nameOf(row), count: row.cases })}
                  onClick={() => onRow(row)}
                >
                  {numberOf(tag, row.cases)}
                </button>
                <meter min={0} max={most} value={row.cases} aria-hidden="true" />
              </td>
              <td>
                <Share row={row} fewest={fewest} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {items.length > MOST_ROWS && (
        <p className="leader-quiet">{say('moreRows', { count: items.length - MOST_ROWS })}</p>
      )}
    </>
  )
}

function Share({ row, fewest }: { readonly row: FiguresRow; readonly fewest: number }) {
  const say = useWords(leaderWords)
  const { of, count, low, high } = row.arrivals
  if (low === undefined || high === undefined)
    return <span className="leader-quiet">{say('tooFew', { count: fewest })}</span>
  const shown = { low: Math.round(low * PER_CENT), high: Math.round(high * PER_CENT) }
  return (
    <span className="leader-share">
      <span>{say('inTimeOf', { hits: count, count: of })}</span>
      <small>{say('share', shown)}</small>
    </span>
  )
}
