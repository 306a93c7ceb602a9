// One person: what may be known, which offices they hold, by what ways they are reached, their account.
import { Button } from 'antd'
import { useState } from 'react'
import { toProblem } from '../../api/problem.ts'
import { useMandate } from '../../desk-ui/acts/use-mandate.ts'
import { useEntries } from '../../desk-ui/pickers/use-found.ts'
import { useCoded } from '../../desk-ui/reach/coded.ts'
import { useName, useWords } from '../../i18n/words.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import { AccountSection } from './AccountSection.tsx'
import { OfficeSection } from './OfficeSection.tsx'
import { ChangeDialog } from './PersonDialogs.tsx'
import { type Person, usePerson, useReach } from './use-people.ts'
import { peopleWords } from './words.ts'

export function PersonView({ id, onBack }: { readonly id: string; readonly onBack: () => void }) {
  const say = useWords(peopleWords)
  const { may } = useMandate()
  const person = usePerson(id)
  return (
    <>
      <p>
        <Button onClick={onBack}>{say('back')}</Button>
      </p>
      {person.isPending && <Loading rows={6} />}
      {person.isError && <Failed error={person.error} onRetry={() => person.refetch()} />}
      {person.data && (
        <article aria-labelledby="person-name">
          <Facts person={person.data} mayChange={may('configure')} />
          <OfficeSection person={id} mayChange={may('configure')} />
          <Reach person={id} />
          {may('admin') && <AccountSection person={id} />}
        </article>
      )}
    </>
  )
}

interface FactsProps {
  readonly person: Person
  readonly mayChange: boolean
}

function Facts({ person, mayChange }: FactsProps) {
  const say = useWords(peopleWords)
  const nameOf = useName()
  const [isChanging, setChanging] = useState(false)
  const { id, name, organisation, phone, invented } = person
  const [unit] = useEntries('organisation', [organisation]).data
  return (
    <>
      <div className="people-head">
        <h2 id="person-name">{name === null ? say('erased') : nameOf(name, id)}</h2>
        {mayChange && <Button onClick={() => setChanging(true)}>{say('change')}</Button>}
      </div>
      <dl className="people-facts">
        <div>
          <dt>{say('id')}</dt>
          <dd>{id}</dd>
        </div>
        <div>
          <dt>{say('unit')}</dt>
          <dd>{nameOf(unit?.name, organisation)}</dd>
        </div>
        <div>
          <dt>{say('phone')}</dt>
          <dd>{phone ?? say('phoneNone')}</dd>
        </div>
        {invented && (
          <div>
            <dt>{say('invented')}</dt>
            <dd>{say('yes')}</dd>
          </div>
        )}
      </dl>
      {isChanging && <ChangeDialog person={person} onClose={() => setChanging(false)} />}
    </>
  )
}

function Reach({ person }: { readonly person: string }) {
  const say = useWords(peopleWords)
  const coded = useCoded()
  const reach = useReach(person)
  const isHidden = reach.isError && toProblem(reach.error).status === 404
  return (
    <section className="people-part" aria-labelledby="person-reach">
      <h3 id="person-reach">{say('reach')}</h3>
      <p className="settings-lead">{say(isHidden ? 'reachHidden' : 'reachLead')}</p>
      {reach.isPending && <Loading rows={1} height="1.5em" />}
      {reach.isError && !isHidden && <Failed error={reach.error} onRetry={() => reach.refetch()} />}
      {reach.data?.ways.length === 0 && <p>{say('reachNone')}</p>}
      <ul className="people-offices">
        {(reach.data?.ways ?? []).map(({ channel, enabled, verified }) => (
          <li key={channel}>
            {[
              coded.channel(channel),
              say(enabled ? 'isEnabled' : 'isDisabled'),
              say(verified ? 'isVerified' : 'isUnverified'),
            ].join(' · ')}
          </li>
        ))}
      </ul>
    </section>
  )
}
