// One department opened: what it is asked, who is there, what it did.
import { momentOf, numberOf, timeOf } from '../../i18n/formats.ts'
import { nameIn, useLanguage, useWords } from '../../i18n/words.ts'
import { type Summons, usePeople, type Whistle } from './use-whistle.ts'
import { hasWord, whistleWords } from './words.ts'

interface Props {
  readonly whistle: Whistle
  readonly summons: Summons
}

export function SummonsDetail({ whistle, summons }: Props) {
  const say = useWords(whistleWords)
  const tag = useLanguage()
  const names = usePeople(whistle)
  const word = (key: string, fallback: string) => (hasWord(key) ? say(key as 'drill') : fallback)
  const waited = whistle.summonses.find(one => one.department === summons.after?.department)
  return (
    <div className="summons-detail">
      <div>
        <h3>{say('askTitle')}</h3>
        <p>{summons.ask ?? say('hidden')}</p>
        {summons.legalItems.length > 0 && (
          <p className="whistle-quiet">{summons.legalItems.join(tag === 'en' ? ', ' : '、')}</p>
        )}
        {summons.waitingSince !== undefined && waited !== undefined && (
          <p>{say('waitsFor', { name: nameIn(tag, waited.name, waited.department) })}</p>
        )}
      </div>
      <div>
        <h3>{say('people')}</h3>
        {summons.people.length === 0 && <p className="whistle-quiet">{say('nobody')}</p>}
        <ul>
          {summons.people.map(
            ({ person, status, countsAt, claimedAt, offline, receivedAt, findings }) => (
              <li key={person}>
                <strong>{nameIn(tag, names.get(person), say('pAnonymous'))}</strong>{' '}
                {`${word(`p_${status}`, status)} `}
                <span className="whistle-quiet">
                  {[
                    countsAt === undefined
                      ? undefined
                      : say('pArrivedAt', { at: timeOf(tag, claimedAt ?? countsAt) }),
                    findings?.distanceMetres === undefined
                      ? undefined
                      : say('pDistance', { count: numberOf(tag, findings.distanceMetres) }),
                    offline === true && receivedAt !== undefined
                      ? say('pOffline', { at: timeOf(tag, receivedAt) })
                      : undefined,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            ),
          )}
        </ul>
      </div>
      {summons.measures.length > 0 && (
        <div>
          <h3>{say('measuresTitle')}</h3>
          <ul>
            {summons.measures.map(({ id, type, legalItem, at }) => (
              <li key={id}>
                {`${word(`m_${type}`, type)} · ${legalItem} `}
                <span className="whistle-quiet">{momentOf(tag, at)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
