// Which kind of whistle, and when and where to assemble.
import type { Schemas } from '../../api/client.ts'
import { settings } from '../../api/settings.ts'
import { fromField, toField } from '../../i18n/city-time.ts'
import { nameIn, useLanguage, useWords } from '../../i18n/words.ts'
import { type BlowDraft, written } from './blow-draft.ts'
import { blowWords } from './words.ts'

interface Props {
  readonly draft: BlowDraft
  readonly change: (next: (draft: BlowDraft) => BlowDraft) => void
  readonly kinds: readonly Schemas['WhistleKindShown'][]
}

const RANKS = {
  head: 'rankHead',
  deputy: 'rankDeputy',
  duty: 'rankDuty',
  officer: 'rankOfficer',
} as const

export function KindField({ draft, change, kinds }: Props) {
  const say = useWords(blowWords)
  const tag = useLanguage()
  return (
    <fieldset className="blow-section">
      <legend>{say('kind')}</legend>
      <div className="blow-kinds">
        {kinds.map(({ code, name, approval, approvers }) => (
          <label key={code} className="blow-kind" data-chosen={draft.kind === code}>
            <input
              type="radio"
              name="blow-kind"
              checked={draft.kind === code}
              onChange={() => change(before => written(before, { kind: code }, 'kind'))}
            />
            <span>
              <strong>{nameIn(tag, name)}</strong>
              <small>
                {say(approval === 'before' ? 'kindBefore' : 'kindAfter', {
                  who: approvers.map(rank => say(RANKS[rank])).join(say('or')),
                })}
              </small>
            </span>
          </label>
        ))}
      </div>
      <label className="blow-check">
        <input
          type="checkbox"
          checked={draft.drill}
          onChange={({ target }) => change(before => ({ ...before, drill: target.checked }))}
        />
        {say('drill')}
      </label>
    </fieldset>
  )
}

export function AssemblyField({ draft, change }: Omit<Props, 'kinds'>) {
  const say = useWords(blowWords)
  return (
    <fieldset className="blow-section blow-row">
      <legend>{say('assembly')}</legend>
      <label className="field">
        <span>{say('assemblyAt')}</span>
        <input
          type="datetime-local"
          value={toField(draft.assemblyAt, settings.timeZone)}
          onChange={({ target }) => {
            const assemblyAt = fromField(target.value, settings.timeZone)
            change(before => written(before, { assemblyAt }, 'assemblyAt'))
          }}
        />
      </label>
      <label className="field blow-grow">
        <span>{say('assemblyPlace')}</span>
        <input
          maxLength={300}
          value={draft.assemblyPlace}
          onChange={({ target }) =>
            change(before => written(before, { assemblyPlace: target.value }, 'assemblyPlace'))
          }
        />
      </label>
    </fieldset>
  )
}
