// What a view shows instead of its content: nothing there, not yet, not this time, not for you.
import type { ReactNode } from 'react'
import { type Problem, toProblem, UNREACHABLE } from '../api/problem.ts'
import { useWords } from '../i18n/words.ts'
import { uiWords } from './words.ts'

/** There is nothing; the words say what would be here, and what to do about it. */
export function Empty({
  title,
  children,
}: {
  readonly title: string
  readonly children?: ReactNode
}) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {children}
    </div>
  )
}

/** Keeps the place of what comes, so that nothing moves when it is there. */
export function Loading({
  rows = 3,
  height = '2.5em',
}: {
  readonly rows?: number
  readonly height?: string
}) {
  const say = useWords(uiWords)
  return (
    <div className="loading" role="status">
      <span className="visually-hidden">{say('loading')}</span>
      {Array.from({ length: rows }, (_, at) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders are alike
          key={at}
          className="skeleton"
          style={{ blockSize: height, marginBlock: 'var(--gap-2)' }}
        />
      ))}
    </div>
  )
}

export interface FailedProps {
  readonly error: unknown
  /** What it gives back is nobody's concern: a query that is asked again fails where it is shown. */
  readonly onRetry?: () => unknown
}

/** What happened, what was kept, what to do. */
export function Failed({ error, onRetry }: FailedProps) {
  const say = useWords(uiWords)
  const problem = toProblem(error)
  if (problem.status === 403) return <NotAllowed problem={problem} />
  const isOffline = problem.code === UNREACHABLE
  return (
    <div className="state" role="alert">
      <h2>{problem.title || say('failed')}</h2>
      <p>{isOffline ? say('failedOffline') : problem.detail}</p>
      {typeof problem.body['instance'] === 'string' && (
        <p>
          <small>{say('reference', { id: problem.body['instance'] })}</small>
        </p>
      )}
      {onRetry !== undefined && (
        <button type="button" className="button" onClick={() => onRetry()}>
          {say('tryAgain')}
        </button>
      )}
    </div>
  )
}

/** Visible, but not in this office; the problem names the power that is missing. */
export function NotAllowed({ problem }: { readonly problem?: Problem }) {
  const say = useWords(uiWords)
  return (
    <div className="state" role="alert">
      <h2>{problem?.title || say('notAllowed')}</h2>
      <p>{problem?.detail || say('notAllowedDetail')}</p>
    </div>
  )
}

export function NotFound({ home }: { readonly home: string }) {
  const say = useWords(uiWords)
  return (
    <div className="state">
      <h1>{say('notFound')}</h1>
      <p>{say('notFoundDetail')}</p>
      <a className="button" href={home}>
        {say('home')}
      </a>
    </div>
  )
}
