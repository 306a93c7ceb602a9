// Who else is here: own people by name, the others as departments.
import { timeOf } from '../i18n/formats.ts'
import { nameIn, useLanguage, useWords } from '../i18n/words.ts'
import { stateOf } from '../ui/marks.ts'
import { StateMark } from '../ui/StateMark.tsx'
import type { Attendance, Call, Me, Summons } from './calls.ts'
import { fieldWords } from './words.ts'

const STATES = [
  'en_route',
  'doubtful',
  'arrived',
  'relieved',
  'left',
  'left_early',
  'released',
  'called_off',
] as const

export function Here({ call, me }: { readonly call: Call; readonly me: Me }) {
  const say = useWords(fieldWords)
  const { summonses } = call.whistle
  return (
    <section className="here">
      <h2>{say('who')}</h2>
      <ul>
        {summonses.map(summons => (
          <Department key={summons.department} summons={summons} call={call} me={me} />
        ))}
      </ul>
    </section>
  )
}

interface DepartmentProps {
  readonly summons: Summons
  readonly call: Call
  readonly me: Me
}

function Department({ summons, call, me }: DepartmentProps) {
  const tag = useLanguage()
  const isOwn = me.within.includes(summons.department)
  const there = summons.people.filter(({ status }) => status === 'arrived' || status === 'doubtful')
  return (
    <li className="here-row">
      <span className="here-department">
        {nameIn(tag, summons.name, summons.department)}
        {there.length > 0 && <span className="here-count"> {there.length}</span>}
      </span>
      <StateMark state={stateOf({ ...summons, disputed: summons.dispute !== undefined })} hasWord />
      {isOwn && summons.people.length > 0 && (
        <ul className="here-people">
          {summons.people.map(one => (
            <Person key={one.person} one={one} call={call} />
          ))}
        </ul>
      )}
    </li>
  )
}

function Person({ one, call }: { readonly one: Attendance; readonly call: Call }) {
  const say = useWords(fieldWords)
  const tag = useLanguage()
  const state = STATES.find(each => each === one.status)
  const at = one.countsAt ?? one.receivedAt ?? one.setOutAt
  return (
    <li>
      <span>{nameIn(tag, call.known.people[one.person], one.person)}</span>
      <span>
        {state === undefined ? one.status : say(`state_${state}`)} {timeOf(tag, at)}
      </span>
    </li>
  )
}
