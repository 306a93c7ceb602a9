// What others reported around the place: to join in, instead of reporting it once more.
import { dateOf } from '../../i18n/formats.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { useProblemTypes } from '../../public-ui/city.ts'
import type { DraftInHand } from './use-draft.ts'
import type { Place } from './use-place.ts'
import { reportWords } from './words.ts'

export function Nearby({ draft, change, items }: DraftInHand & Pick<Place, 'items'>) {
  const say = useWords(reportWords)
  const tag = useLanguage()
  const nameOf = useName()
  const { data: types = [] } = useProblemTypes()
  const joined = items.find(({ ref }) => ref === draft.sameAs)
  if (joined !== undefined)
    return (
      <div className="report-near" role="status">
        <p>{say('joined')}</p>
        <button type="button" className="button" onClick={() => change({ sameAs: '' })}>
          {say('leave')}
        </button>
      </div>
    )
  if (items.length === 0) return null
  const typeName = (code: string) => nameOf(types.find(type => type.code === code)?.name, code)
  return (
    <section className="report-near" aria-labelledby="near-title">
      <h3 id="near-title">{say('nearTitle')}</h3>
      <p className="lead">{say('nearLead')}</p>
      <ul>
        {items.map(({ ref, problemType, metres, reportedAt, reports }) => (
          <li key={ref}>
            <div>
              <strong>{typeName(problemType)}</strong>
              <p className="quiet">
                {say('nearItem', {
                  metres,
                  count: reports,
                  day: dateOf(tag, `${reportedAt}T12:00:00Z`),
                })}
              </p>
            </div>
            <button
              type="button"
              className="button"
              aria-label={`${say('same')} · ${typeName(problemType)}`}
              onClick={() => change({ sameAs: ref, problemType })}
            >
              {say('same')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
