// What a case has to do with: its whistles, and other cases.
import { Link } from '@tanstack/react-router'
import { momentOf } from '../../i18n/formats.ts'
import { nameIn, useLanguage, useName, useWords } from '../../i18n/words.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import { type Case, type CaseAct, useWhistlesOf } from './use-cases.ts'
import { caseWords } from './words.ts'

export function Whistles({ ids }: { readonly ids: readonly string[] }) {
  const say = useWords(caseWords)
  const tag = useLanguage()
  const nameOf = useName()
  const whistles = useWhistlesOf(ids)
  return (
    <section className="case-part" aria-labelledby="case-whistles">
      <h2 id="case-whistles">{say('whistles')}</h2>
      {ids.length === 0 && <p className="cases-quiet">{say('whistlesNone')}</p>}
      {whistles.isLoading && <Loading rows={1} />}
      {whistles.isError && <Failed error={whistles.error} onRetry={() => whistles.refetch()} />}
      <ul className="case-lines">
        {(whistles.data?.items ?? []).map(one => (
          <li key={one.id}>
            <Link to="/whistles/$id" params={{ id: one.id }}>
              {one.title ?? say('whistleHidden')}
            </Link>{' '}
            <small className="cases-quiet">
              {[
                momentOf(tag, one.soundedAt ?? one.draftedAt),
                ...one.summonses.map(({ department }) =>
                  nameOf(whistles.data?.names[department], department),
                ),
              ].join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface LinkedProps {
  readonly matter: Case
  readonly acts: readonly CaseAct[]
  readonly onAct: (act: CaseAct) => void
}

const GROUPS = ['offers', 'recursFrom', 'absorbed'] as const

export function LinkedCases({ matter, acts, onAct }: LinkedProps) {
  const say = useWords(caseWords)
  const groups = GROUPS.filter(group => matter[group].length > 0)
  if (groups.length === 0) return null
  return (
    <section className="case-part" aria-labelledby="case-linked">
      <h2 id="case-linked">{say('linked')}</h2>
      {groups.map(group => (
        <div key={group}>
          <h3>{say(group)}</h3>
          <ul className="case-lines">
            {matter[group].map(id => (
              <li key={id}>
                <Named id={id} matter={matter} />{' '}
                {acts
                  .filter(({ from }) => from === id)
                  .map(act => (
                    <button
                      key={act.act}
                      type="button"
                      className="button"
                      onClick={() => onAct(act)}
                    >
                      {say('takeOffer')}
                    </button>
                  ))}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

/** By its title where it may be seen, else by whose it is. */
function Named({ id, matter }: { readonly id: string; readonly matter: Case }) {
  const say = useWords(caseWords)
  const tag = useLanguage()
  const linked = matter.linked.find(one => one.id === id)
  if (linked?.title === undefined)
    return <span>{say('elsewhere', { name: nameIn(tag, linked?.organisationName, id) })}</span>
  return (
    <Link to="/cases/$id" params={{ id }}>
      {linked.title ?? say('noTitle')}
    </Link>
  )
}
