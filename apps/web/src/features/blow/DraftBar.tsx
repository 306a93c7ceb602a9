// One quiet line: where the draft is kept, and which others wait.
import { momentOf, timeOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import type { DraftInHand } from './use-draft.ts'
import { blowWords } from './words.ts'

export function DraftBar({ inHand }: { readonly inHand: DraftInHand }) {
  const say = useWords(blowWords)
  const tag = useLanguage()
  const { saving, restoredAt, others, take, drop, finish } = inHand
  const told = {
    nothing: restoredAt === undefined ? '' : say('restored', { at: momentOf(tag, restoredAt) }),
    here: say('savedHere'),
    server: saving.is === 'server' ? say('savedServer', { at: timeOf(tag, saving.at) }) : '',
    failed: saving.is === 'failed' ? say('savedFailed', { why: saving.words }) : '',
  }[saving.is]
  return (
    <div className="blow-draft">
      <p role="status">{told}</p>
      {told !== '' && (
        <button type="button" className="button plain blow-small" onClick={finish}>
          {say('startAnew')}
        </button>
      )}
      {others.length > 0 && (
        <details>
          <summary>{`${say('otherDrafts')} · ${others.length}`}</summary>
          <ul>
            {others.map(kept => (
              <li key={kept.id}>
                <span>{kept.draft.title || say('untitled')}</span>
                <span className="blow-quiet">{momentOf(tag, kept.savedAt)}</span>
                <button type="button" className="button blow-small" onClick={() => take(kept)}>
                  {say('goOn')}
                </button>
                <button
                  type="button"
                  className="button plain blow-small"
                  onClick={() => drop(kept.id)}
                >
                  {say('discard')}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
