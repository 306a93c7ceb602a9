// The story below: one sentence an event, as a colleague would tell it.

import type { Told } from '../../desk-ui/lanes/lanes.ts'
import { dateOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { whistleWords } from './words.ts'

interface StoryLine extends Told {
  readonly position: string
}

export function Story({ lines }: { readonly lines: readonly StoryLine[] }) {
  const say = useWords(whistleWords)
  const tag = useLanguage()
  const byDay = Map.groupBy(lines, line => dateOf(tag, line.at))
  return (
    <section className="whistle-story" aria-label={say('story')}>
      <h2>{say('story')}</h2>
      {lines.length === 0 && <p className="whistle-quiet">{say('storyEmpty')}</p>}
      {[...byDay].map(([day, told]) => (
        <div key={day}>
          <h3>{day}</h3>
          <ol>
            {told.map(({ position, sentence, type }) => (
              <li key={position} data-type={type}>
                {sentence}
              </li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  )
}
