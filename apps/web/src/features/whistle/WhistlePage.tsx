// One whistle: what and where, who is doing what by when, what you can do now, and the story.
import { useParams } from '@tanstack/react-router'
import { useWords } from '../../i18n/words.ts'
import { Countdown } from '../../ui/Countdown.tsx'
import { Failed, Loading } from '../../ui/views.tsx'
import { Evidence } from './Evidence.tsx'
import { Lanes } from './Lanes.tsx'
import { SceneCodePanel } from './SceneCodePanel.tsx'
import { Story } from './Story.tsx'
import { Target } from './Target.tsx'
import { Steps, Turn } from './Turn.tsx'
import { useLiveWhistle, useWhistle, type Whistle } from './use-whistle.ts'
import { hasWord, whistleWords } from './words.ts'
import './whistle.css'

function Head({ whistle }: { readonly whistle: Whistle }) {
  const say = useWords(whistleWords)
  const { title, place, status, drill, approval, review, reviewed } = whistle
  const word = `status_${status}`
  return (
    <header className="whistle-head">
      <h1>{title ?? say(place === null ? 'hidden' : 'erased')}</h1>
      <p className="whistle-status" data-status={status}>
        {drill && <strong className="whistle-drill">{say('drill')}</strong>}
        <span>{hasWord(word) ? say(word as 'status_sounding') : status}</span>
        {approval?.outcome === 'running' && (
          <Countdown dueAt={approval.dueAt} of={say('approvalDue')} hasTarget={true} />
        )}
        {review?.outcome === 'running' && reviewed === undefined && (
          <span className="whistle-quiet">
            {say('reviewDue')} <Countdown dueAt={review.dueAt} of={say('reviewDue')} />
          </span>
        )}
      </p>
    </header>
  )
}

export function WhistlePage() {
  const { id } = useParams({ from: '/whistles/$id' })
  useLiveWhistle(id)
  const { whistle, acts, story } = useWhistle(id)
  if (whistle.isPending) return <Loading rows={8} />
  if (whistle.isError) return <Failed error={whistle.error} onRetry={() => whistle.refetch()} />
  const { data } = whistle
  const lines = story.data?.items ?? []
  return (
    <article className="whistle" data-version={data.version}>
      <Head whistle={data} />
      <div className="whistle-columns">
        {/* What one can do comes first, by key as on a phone. */}
        <aside className="whistle-side">
          {acts.data ? (
            <>
              <Turn whistle={data} primary={acts.data.primary} acts={acts.data.acts} />
              <SceneCodePanel whistle={data} />
              <Steps steps={acts.data.steps} />
            </>
          ) : (
            <Loading rows={3} />
          )}
        </aside>
        <div className="whistle-middle">
          <Lanes whistle={data} story={lines} />
          <Evidence whistle={data} />
          {story.isError ? (
            <Failed error={story.error} onRetry={() => story.refetch()} />
          ) : (
            <Story lines={lines} />
          )}
        </div>
        <Target whistle={data} />
      </div>
    </article>
  )
}
