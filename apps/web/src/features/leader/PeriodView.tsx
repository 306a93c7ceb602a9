// A period in numbers of cases; shares with their intervals, and only where enough cases carry them.
import { useMemo, useState } from 'react'
import type { Whistles } from '../../desk-ui/board-pages.ts'
import type { Period } from '../../desk-ui/period.ts'
import { useTypeNames } from '../../desk-ui/type-names.ts'
import { useName, useWords } from '../../i18n/words.ts'
import { Empty } from '../../ui/views.tsx'
import { type Explanation, Figure } from './Explained.tsx'
import {
  blownAgain,
  FEWEST_CASES,
  GROUPINGS,
  type Group,
  type Grouping,
  groupsOf,
  soundedIn,
} from './figures.ts'
import { leaderWords } from './words.ts'

interface PeriodProps {
  readonly whistles: Whistles
  readonly period: Period
  readonly periodName: string
  readonly onExplain: (explanation: Explanation) => void
}

const PER_CENT = 100

export function PeriodView({ whistles, period, periodName, onExplain }: PeriodProps) {
  const say = useWords(leaderWords)
  const [by, setBy] = useState<Grouping>('street')
  const sounded = useMemo(() => soundedIn(whistles.items, period), [whistles, period])
  const groups = useMemo(() => groupsOf(sounded, by), [sounded, by])
  if (sounded.length === 0) return <Empty title={say('empty')} />
  const cases = new Set(sounded.map(({ caseId }) => caseId)).size
  const figure = (name: 'whistles' | 'cases' | 'again', ofIt = sounded) => ({
    explanation: {
      name: say(name),
      what: say(`what_${name}`),
      period: periodName,
      whistles: ofIt,
    },
    onExplain,
  })
  return (
    <>
      <div className="leader-figures">
        <Figure {...figure('whistles')} />
        <Figure {...figure('cases')} count={cases} />
        <Figure {...figure('again', [...blownAgain(sounded)])} />
      </div>
      {whistles.isCut && <p className="leader-quiet">{say('cut')}</p>}
      <label className="leader-by">
        {say('by')}
        <select
          className="input"
          value={by}
          onChange={({ target }) => setBy(target.value as Grouping)}
        >
          {GROUPINGS.map(each => (
            <option key={each} value={each}>
              {say(each)}
            </option>
          ))}
        </select>
      </label>
      <p className="leader-quiet">{say('orderLead', { count: FEWEST_CASES })}</p>
      <Groups {...{ groups, by, periodName, onExplain }} names={whistles.names} />
    </>
  )
}

interface GroupsProps extends Pick<PeriodProps, 'periodName' | 'onExplain'> {
  readonly groups: readonly Group[]
  readonly by: Grouping
  readonly names: Whistles['names']
}

function Groups({ groups, by, names, periodName, onExplain }: GroupsProps) {
  const say = useWords(leaderWords)
  const nameOf = useName()
  const typeName = useTypeNames()
  const most = Math.max(...groups.map(({ cases }) => cases))
  const called = (key: string) => {
    if (by !== 'type') return nameOf(names[key], key)
    return key === '' ? say('hiddenType') : typeName(key)
  }
  return (
    <table className="leader-table">
      <thead>
        <tr>
          <th scope="col">{say('groupName')}</th>
          <th scope="col">{say('caseCount')}</th>
          <th scope="col">{say('inTime')}</th>
        </tr>
      </thead>
      <tbody>
        {groups.map(group => {
          const name = called(group.key)
          const explanation = {
            name,
            what: say('what_group', { name }),
            period: periodName,
            whistles: group.whistles,
          }
          return (
            <tr key={group.key}>
              <th scope="row">{name}</th>
              <td className="leader-count">
                <button
                  type="button"
                  className="leader-number"
                  aria-label={say('explain', { name, count: group.cases })}
                  onClick={() => onExplain(explanation)}
                >
                  {group.cases}
                </button>
                <meter min={0} max={most} value={group.cases} aria-hidden="true" />
              </td>
              <td>
                <Share group={group} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Share({ group: { share, inTime, judged } }: { readonly group: Group }) {
  const say = useWords(leaderWords)
  if (share === undefined)
    return <span className="leader-quiet">{say('tooFew', { count: FEWEST_CASES })}</span>
  const low = Math.round(share.low * PER_CENT)
  const high = Math.round(share.high * PER_CENT)
  return (
    <span className="leader-share">
      <span>{say('inTimeOf', { hits: inTime, count: judged })}</span>
      <small>{say('share', { low, high })}</small>
    </span>
  )
}
