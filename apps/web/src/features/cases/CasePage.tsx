// One case: what was said and shown, what residents wait for, its whistles, what it is linked with, and the story.
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTypeNames } from '../../desk-ui/type-names.ts'
import { useLiveQueries } from '../../desk-ui/use-live-queries.ts'
import { dateOf, momentOf } from '../../i18n/formats.ts'
import { nameIn, useLanguage, useWords } from '../../i18n/words.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import { CaseActDialog } from './CaseActDialog.tsx'
import './cases.css'
import { LinkedCases, Whistles } from './Linked.tsx'
import { Reports } from './Reports.tsx'
import { Turn } from './Turn.tsx'
import { type Case, type CaseAct, KEY, useCase, useRenewal } from './use-cases.ts'
import { caseWords, wordFor } from './words.ts'

const LIVE_KINDS = ['case', 'whistle'] as const

export function CasePage() {
  const { id } = useParams({ from: '/cases/$id' })
  useLiveQueries(KEY, LIVE_KINDS)
  const { matter, acts, story } = useCase(id)
  const renew = useRenewal()
  const [act, setAct] = useState<CaseAct>()
  if (matter.isPending) return <Loading rows={8} />
  if (matter.isError) return <Failed error={matter.error} onRetry={() => matter.refetch()} />
  const { data } = matter
  const offered = acts.data?.acts ?? []
  return (
    <article className="case" data-version={data.version}>
      <Head matter={data} />
      {data.status === 'merged' ? (
        <Merged matter={data} />
      ) : (
        <div className="case-columns">
          <div className="case-main">
            <Reports matter={data} acts={offered} onAct={setAct} />
            <Whistles ids={data.whistles} />
            <LinkedCases matter={data} acts={offered} onAct={setAct} />
            {story.isError ? (
              <Failed error={story.error} onRetry={() => story.refetch()} />
            ) : (
              <Story lines={story.data?.items ?? []} />
            )}
          </div>
          <aside className="case-side">
            {acts.isPending ? (
              <Loading rows={3} />
            ) : (
              <Turn matter={data} acts={offered} onAct={setAct} />
            )}
          </aside>
        </div>
      )}
      {act && (
        <CaseActDialog
          act={act}
          matter={data}
          onClose={() => setAct(undefined)}
          onDone={() => {
            setAct(undefined)
            renew()
          }}
        />
      )}
    </article>
  )
}

function Head({ matter }: { readonly matter: Case }) {
  const say = useWords(caseWords)
  const tag = useLanguage()
  const typeName = useTypeNames()
  const { title, status, outcome, problemType, organisation, organisationName, openedAt } = matter
  const word = outcome === undefined ? undefined : wordFor('outcome', outcome)
  const told = [
    typeName(problemType),
    nameIn(tag, organisationName, organisation),
    openedAt === undefined ? undefined : say('openedAt', { at: dateOf(tag, openedAt) }),
    matter.reopened > 0 ? say('reopened', { count: matter.reopened }) : undefined,
    matter.imported > 0 ? say('imported', { count: matter.imported }) : undefined,
    matter.recheckDueAt && say('recheckDue', { at: momentOf(tag, matter.recheckDueAt) }),
  ]
  return (
    <header className="case-head">
      <Link to="/cases" className="cases-quiet">
        {say('back')}
      </Link>
      <h1>{title ?? say('noTitle')}</h1>
      <p>
        <strong className="case-status" data-status={status}>
          {say(`status_${status}`)}
        </strong>{' '}
        {word !== undefined && <span>{say(word)}</span>}
      </p>
      <p className="cases-quiet">{told.filter(Boolean).join(' · ')}</p>
    </header>
  )
}

function Merged({ matter: { survivor } }: { readonly matter: Case }) {
  const say = useWords(caseWords)
  return (
    <div className="state">
      <p>{say('mergedInto')}</p>
      {survivor !== undefined && (
        <Link to="/cases/$id" params={{ id: survivor }} className="button">
          {say('openSurvivor')}
        </Link>
      )}
    </div>
  )
}

interface Line {
  readonly position: string
  readonly at: string
  readonly sentence: string
}

function Story({ lines }: { readonly lines: readonly Line[] }) {
  const say = useWords(caseWords)
  const tag = useLanguage()
  const byDay = Map.groupBy(lines, line => dateOf(tag, line.at))
  return (
    <section className="case-part" aria-labelledby="case-story">
      <h2 id="case-story">{say('story')}</h2>
      {lines.length === 0 && <p className="cases-quiet">{say('storyEmpty')}</p>}
      {[...byDay].map(([day, ofDay]) => (
        <div key={day}>
          <h3>{day}</h3>
          <ol className="case-lines">
            {ofDay.map(({ position, sentence }) => (
              <li key={position}>{sentence}</li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  )
}
