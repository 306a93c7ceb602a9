// One report as its reporter sees it: how it stands, what happened, who looked at them, and their own word.
import { momentOf } from '../../i18n/formats.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { useProblemTypes } from '../../public-ui/city.ts'
import type { KeptReport } from '../../public-ui/kept-reports.ts'
import type { Followed } from './use-follow.ts'
import { WordForm } from './WordForm.tsx'
import { followWords } from './words.ts'

const JUDGED = { waiting: 'waiting', reopened: 'reopenedWord', stands: 'stands' } as const

function Steps({ steps }: Pick<Followed, 'steps'>) {
  const say = useWords(followWords)
  const tag = useLanguage()
  const nameOf = useName()
  return (
    <section>
      <h2>{say('steps')}</h2>
      <ol className="follow-steps">
        {steps.map(({ at, what, departments = [] }) => (
          <li key={`${at} ${what}`}>
            <time dateTime={at}>{momentOf(tag, at)}</time>
            <span>
              {say(what === 'closed' ? 'closedStep' : what, {
                who: departments.map(one => nameOf(one)).join(tag === 'en' ? ', ' : '、'),
              })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Photos({ photos }: Pick<Followed, 'photos'>) {
  const say = useWords(followWords)
  const { given, cleared } = photos
  if (given === 0) return null
  return (
    <section className="follow-photos">
      <p>{say('photos', { count: given })}</p>
      {cleared.length > 0 && (
        <>
          <p>{say('photosCleared', { count: cleared.length })}</p>
          {cleared.map(id => (
            <img key={id} src={`/api/public/photos/${id}`} alt={say('photoAlt')} loading="lazy" />
          ))}
        </>
      )}
    </section>
  )
}

function Identity({ identity, opened }: Pick<Followed, 'identity' | 'opened'>) {
  const say = useWords(followWords)
  const tag = useLanguage()
  const nameOf = useName()
  return (
    <section>
      <h2>{say('identity')}</h2>
      <p className="lead">{say(`identity_${identity}`)}</p>
      {identity === 'sealed' && opened.length === 0 && <p className="quiet">{say('openedNone')}</p>}
      <ul className="follow-opened">
        {opened.map(({ at, what, officeName, purpose }) => (
          <li key={`${at} ${what}`}>
            {say('opened', {
              at: momentOf(tag, at),
              office: nameOf(officeName, say('someOffice')),
              what: say(`what_${what}`),
              purpose: purpose ?? '',
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}

export interface FollowedReportProps {
  readonly report: KeptReport
  readonly found: Followed
  readonly onLeave: () => void
  readonly onSaid: () => void
}

export function FollowedReport({ report, found, onLeave, onSaid }: FollowedReportProps) {
  const say = useWords(followWords)
  const tag = useLanguage()
  const nameOf = useName()
  const { data: types = [] } = useProblemTypes()
  const { word } = found
  const type = types.find(({ code }) => code === found.problemType)
  return (
    <div className="narrow">
      <h1>{nameOf(type?.name, found.number)}</h1>
      <p className="follow-status" data-status={found.status}>
        <strong>{say(found.status)}</strong>
        <span>{say('handledBy', { who: nameOf(found.organisationName) })}</span>
        <span className="quiet">{found.number}</span>
      </p>
      <Steps steps={found.steps} />
      <Photos photos={found.photos} />
      <section className="narrow">
        <h2>{say('word')}</h2>
        {word !== undefined && (
          <div role="status" className="follow-word">
            <p>{say(word.solved ? 'saidSolved' : 'saidNot', { at: momentOf(tag, word.at) })}</p>
            <p>{say(JUDGED[word.judged])}</p>
          </div>
        )}
        <WordForm report={report} hasSaid={word !== undefined} onSaid={onSaid} />
      </section>
      <Identity identity={found.identity} opened={found.opened} />
      <div className="bar">
        <button type="button" className="button" onClick={onLeave}>
          {say('other')}
        </button>
      </div>
    </div>
  )
}
