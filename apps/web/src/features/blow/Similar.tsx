// Open matters near by: the same thing may be known already.

import { numberOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import type { BlowDraft } from './blow-draft.ts'
import { useSimilar } from './use-blow-queries.ts'
import { blowWords } from './words.ts'

interface Props {
  readonly draft: BlowDraft
  readonly change: (next: (draft: BlowDraft) => BlowDraft) => void
}

export function Similar({ draft, change }: Props) {
  const say = useWords(blowWords)
  const tag = useLanguage()
  const similar = useSimilar(draft)
  if (draft.place === undefined || similar.data === undefined) return null
  const isSame = (type: string) => type === draft.type?.code
  const cases = similar.data.toSorted(
    (a, b) => Number(isSame(b.problemType)) - Number(isSame(a.problemType)),
  )
  const choose = (caseId: string | undefined) =>
    change(({ caseId: _before, ...rest }) => (caseId === undefined ? rest : { ...rest, caseId }))
  return (
    <section className="blow-similar" aria-label={say('similar')}>
      <h2>{say('similar')}</h2>
      {cases.length === 0 && <p className="blow-quiet">{say('similarNone')}</p>}
      <ul>
        {cases.map(one => (
          <li key={one.id} data-chosen={one.id === draft.caseId}>
            <strong>{one.title ?? one.id}</strong>
            <span className="blow-quiet">
              {[
                isSame(one.problemType) ? say('similarSame') : undefined,
                one.metres === undefined
                  ? undefined
                  : say('similarMetres', { count: numberOf(tag, one.metres) }),
                one.openWhistles > 0 ? say('similarWhistle') : undefined,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {one.id === draft.caseId ? (
              <button type="button" className="button blow-small" onClick={() => choose(undefined)}>
                {say('ownCase')}
              </button>
            ) : (
              <button type="button" className="button blow-small" onClick={() => choose(one.id)}>
                {say('joinCase')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
