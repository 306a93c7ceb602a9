// The number of unread notices, beside the word that leads to them.
import { numberOf } from '../i18n/formats.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { useUnread } from './use-unread.ts'
import { deskWords } from './words.ts'

const MOST_SHOWN = 99

export function Unread() {
  const say = useWords(deskWords)
  const tag = useLanguage()
  const count = useUnread()
  if (count === 0) return null
  return (
    <span className="shell-unread">
      <span aria-hidden="true">{count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}</span>
      <span className="visually-hidden">{say('unread', { count: numberOf(tag, count) })}</span>
    </span>
  )
}
