// The story below: one sentence an event, as a colleague would tell it.

import type { Told } from '../../desk-ui/lanes/lanes.ts'
import { dateOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { whistleWords } from './words.ts'

/** Comings and goings of messages: there for whoever asks, out of the way of the story. */
const NOTICES: ReadonlySet<string> = new Set([
  'PageOpened',
  'PageKept',
  'AttemptPlanned',
  'AttemptReady',
  'AttemptStarted',
  'AttemptAccepted',
  'MessageDelivered',
  'MessageSeen',
  'PageSettled',
])

interface StoryLine extends Told {
  readonly position: string
}

export function Story({ lines }: { readonly lines: readonly StoryLine[] }) {
  const say = useWords(whistleWords)
  const tag = useLanguage()
  const notices = lines.filter(({ type }) => NOTICES.has(type))
  const told = lines.filter(({ type }) => !NOTICES.has(type))
  const byDay = Map.groupBy(told, line => dateOf(tag, line.at))
  return (
    <section className="whistle-story" aria-label={say('story')}>
      <h2>{say('story')}</h2>
      {lines.length === 0 && <p className="whistle-quiet">{say('storyEmpty')}</p>}
      {[...byDay].map(([day, ofDay]) => (
        <div key={day}>
          <h3>{day}</h3>
          <ol>
            {ofDay.map(({ position, sentence, type }) => (
              <li key={position} data-type={type}>
                {sentence}
              </li>
            ))}
          </ol>
        </div>
      ))}
      {notices.length > 0 && (
        <details>
          <summary>{say('notices', { count: notices.length })}</summary>
          <ol>
            {notices.map(({ position, sentence }) => (
              <li key={position}>{sentence}</li>
            ))}
          </ol>
        </details>
      )}
    </section>
  )
}
