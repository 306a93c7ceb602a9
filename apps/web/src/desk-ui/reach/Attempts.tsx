// Every attempt of one message: when, by which channel, how far it came, and why it failed.
import type { Schemas } from '../../api/client.ts'
import { momentOf } from '../../i18n/formats.ts'
import { useLanguage } from '../../i18n/words.ts'
import { FareMark } from '../fares/FareMark.tsx'
import { FARE_OF_ATTEMPT } from './attempts.ts'
import { useCoded } from './coded.ts'
import './reach.css'

type Attempt = Pick<Schemas['Attempt'], 'n' | 'channel' | 'status'> & {
  readonly at?: string
  readonly dueAt?: string
  readonly reason?: string
}

export function Attempts({ items }: { readonly items: readonly Attempt[] }) {
  const tag = useLanguage()
  const { say, channel, reason } = useCoded()
  return (
    <ol className="attempts">
      {items.map(({ n, channel: by, status, at, dueAt, reason: why }) => (
        <li key={n}>
          <time dateTime={at ?? dueAt}>{momentOf(tag, at ?? dueAt ?? 0)}</time>
          <span>{channel(by)}</span>
          <FareMark fare={FARE_OF_ATTEMPT[status]} word={say(`attempt_${status}`)} />
          {why !== undefined && <span className="attempts-why">{reason(why)}</span>}
        </li>
      ))}
    </ol>
  )
}
