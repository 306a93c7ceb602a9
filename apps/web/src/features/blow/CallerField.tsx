// In whose name: the own organisation, or a command post that this office commands.
import { nameIn, useLanguage, useWords } from '../../i18n/words.ts'
import type { BlowDraft } from './blow-draft.ts'
import { usePosts } from './use-blow-queries.ts'
import { blowWords } from './words.ts'

interface Props {
  readonly draft: BlowDraft
  readonly change: (next: (draft: BlowDraft) => BlowDraft) => void
  readonly posts: readonly string[]
}

export function CallerField({ draft, change, posts }: Props) {
  const say = useWords(blowWords)
  const tag = useLanguage()
  const found = usePosts(posts)
  if (posts.length === 0) return null
  const choose = (caller: string | undefined) =>
    change(({ caller: _before, ...rest }) => (caller === undefined ? rest : { ...rest, caller }))
  const names = new Map((found.data ?? []).map(({ id, name }) => [id, nameIn(tag, name)]))
  // Written already: the caller of a whistle stays who it is.
  const isWritten = draft.sent?.whistleId !== undefined
  return (
    <fieldset className="blow-section" disabled={isWritten}>
      <legend>{say('caller')}</legend>
      <div className="blow-kinds">
        {[undefined, ...posts].map(id => (
          <label key={id ?? 'own'} className="blow-kind" data-chosen={draft.caller === id}>
            <input
              type="radio"
              name="blow-caller"
              checked={draft.caller === id}
              onChange={() => choose(id)}
            />
            <span>
              <strong>{id === undefined ? say('callerOwn') : (names.get(id) ?? id)}</strong>
              {id !== undefined && <small>{say('callerPost')}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
