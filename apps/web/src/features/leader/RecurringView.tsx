// What keeps coming back, found by the server: places, problem types, cases; each leads to its whistles.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTypeNames } from '../../desk-ui/type-names.ts'
import { dateOf } from '../../i18n/formats.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import type { Explanation } from './Explained.tsx'
import type { Recurring } from './use-leader.ts'
import { leaderWords } from './words.ts'

interface RecurringProps {
  readonly recurring: Recurring
  readonly onExplain: (explanation: Explanation) => void
}

export function RecurringView({ recurring, onExplain }: RecurringProps) {
  const say = useWords(leaderWords)
  const tag = useLanguage()
  const { places, types, cases } = recurring
  const from = dateOf(tag, recurring.from)
  const period = say('since', { from })
  const explain = (name: string, what: string, of: readonly string[]) =>
    onExplain({ name, what, period, of })
  const shared = { explain, period }
  return (
    <>
      <p className="leader-quiet">{say('recurringLead', { from })}</p>
      <div className="leader-recurring">
        <Part name="places" count={places.length}>
          <Places places={places} {...shared} />
        </Part>
        <Part name="types" count={types.length}>
          <Types types={types} {...shared} />
        </Part>
        <Part name="returned" count={cases.length}>
          <Cases cases={cases} />
        </Part>
      </div>
    </>
  )
}

interface PartProps {
  readonly name: 'places' | 'types' | 'returned'
  readonly count: number
  readonly children: ReactNode
}

function Part({ name, count, children }: PartProps) {
  const say = useWords(leaderWords)
  return (
    <section aria-labelledby={`leader-${name}`}>
      <h3 id={`leader-${name}`}>{say(name)}</h3>
      <p className="leader-quiet">{say(count === 0 ? `${name}None` : `${name}Lead`)}</p>
      {count > 0 && <ul>{children}</ul>}
    </section>
  )
}

interface LineProps {
  readonly name: string
  readonly detail: string
  readonly count: { readonly whistles: number; readonly cases: number }
  readonly onOpen: () => void
}

function Line({ name, detail, count, onOpen }: LineProps) {
  const say = useWords(leaderWords)
  const counts = say('countOf', { ...count })
  return (
    <li>
      <button type="button" aria-haspopup="dialog" onClick={onOpen}>
        <b>{name}</b> <span>{counts}</span>
        <small>{detail}</small>
      </button>
    </li>
  )
}

type Explain = (name: string, what: string, of: readonly string[]) => void

function Places({ places, explain }: { places: Recurring['places']; explain: Explain }) {
  const say = useWords(leaderWords)
  const nameOf = useName()
  const tag = useLanguage()
  const typeName = useTypeNames()
  return places.map(({ point, areaName, problemTypes, lastAt, ids, whistles, cases }) => {
    const name = say('placeIn', { area: nameOf(areaName, point.coordinates.join()) })
    const types = problemTypes.map(typeName).join(say('separator'))
    return (
      <Line
        key={ids[0]}
        name={name}
        detail={`${types} · ${say('last', { at: dateOf(tag, lastAt) })}`}
        count={{ whistles, cases }}
        onOpen={() => explain(name, say('what_place'), ids)}
      />
    )
  })
}

function Types({ types, explain }: { types: Recurring['types']; explain: Explain }) {
  const say = useWords(leaderWords)
  const nameOf = useName()
  const tag = useLanguage()
  const typeName = useTypeNames()
  return types.map(({ caller, callerName, problemType, lastAt, ids, whistles, cases }) => {
    const name = `${typeName(problemType)} · ${nameOf(callerName, caller)}`
    return (
      <Line
        key={`${caller} ${problemType}`}
        name={name}
        detail={say('last', { at: dateOf(tag, lastAt) })}
        count={{ whistles, cases }}
        onOpen={() => explain(name, say('what_type'), ids)}
      />
    )
  })
}

function Cases({ cases }: { readonly cases: Recurring['cases'] }) {
  const say = useWords(leaderWords)
  const nameOf = useName()
  const tag = useLanguage()
  return cases.map(one => {
    const told = [
      one.cameBack > 0 ? say('cameBack', { count: one.cameBack }) : undefined,
      one.recursFrom > 0 ? say('recursFrom', { count: one.recursFrom }) : undefined,
      nameOf(one.organisationName, one.organisation),
      say('last', { at: dateOf(tag, one.lastAt) }),
    ]
    return (
      <li key={one.id}>
        <Link to="/cases/$id" params={{ id: one.id }}>
          {one.title ?? say('noTitle')}
        </Link>
        <small>{told.filter(Boolean).join(' · ')}</small>
      </li>
    )
  })
}
