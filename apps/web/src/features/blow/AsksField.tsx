// Who comes: whom the responsibility list names and why, what each is asked to do, and who leads.
import { useState } from 'react'
import { useDepartments } from '../../desk-ui/use-sought.ts'
import { nameIn, useLanguage, useWords } from '../../i18n/words.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { AfterField } from './AfterField.tsx'
import { type BlowDraft, type DraftAsk, withLead, without, written } from './blow-draft.ts'
import { blowWords } from './words.ts'

export interface AsksProps {
  readonly draft: BlowDraft
  readonly change: (next: (draft: BlowDraft) => BlowDraft) => void
  readonly outOfReach: readonly string[]
  /** The list was asked and names nobody. */
  readonly isNobodyListed: boolean
}

interface RowProps {
  readonly ask: DraftAsk
  /** Said once above, when all rest on the same entry. */
  readonly hasReason: boolean
  readonly isOut: boolean
  readonly asks: readonly DraftAsk[]
  readonly onAfter: (department: string | undefined) => void
  readonly onText: (text: string) => void
  readonly onLead: () => void
  readonly onRemove: () => void
}

function Reason({ ask }: { readonly ask: DraftAsk }) {
  const say = useWords(blowWords)
  const tag = useLanguage()
  const { entry, duty, legalItems } = ask
  return (
    <p className="blow-because">
      {entry === undefined
        ? say('byHand')
        : say('because', { entry, duty: duty ? nameIn(tag, duty) : '' })}
      {legalItems.length > 0 && <span>{legalItems.join(tag === 'en' ? ', ' : '、')}</span>}
    </p>
  )
}

function AskRow({ ask, hasReason, isOut, asks, ...row }: RowProps) {
  const { onText, onLead, onRemove, onAfter } = row
  const say = useWords(blowWords)
  const tag = useLanguage()
  const name = nameIn(tag, ask)
  return (
    <li className="blow-ask" data-lead={ask.role === 'lead'}>
      <div className="blow-ask-head">
        <strong>{name}</strong>
        {ask.role === 'lead' ? (
          <span className="blow-tag">{say('lead')}</span>
        ) : (
          <button
            type="button"
            className="button plain blow-small"
            aria-label={`${say('makeLead')}: ${name}`}
            onClick={onLead}
          >
            {say('makeLead')}
          </button>
        )}
        <AfterField ask={ask} asks={asks} onAfter={onAfter} />
      </div>
      <textarea
        className="input"
        aria-label={say('askOf', { name })}
        rows={1}
        maxLength={2000}
        value={ask.text}
        onChange={({ target }) => onText(target.value)}
      />
      <button
        type="button"
        className="button plain blow-small"
        aria-label={say('removeOne', { name })}
        onClick={onRemove}
      >
        <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
          <path d="M3 3l10 10M13 3 3 13" stroke="currentColor" strokeWidth="2" />
        </svg>
      </button>
      {hasReason && <Reason ask={ask} />}
      {isOut && (
        <p className="blow-wrong" role="alert">
          {say('outOfReach')}
        </p>
      )}
    </li>
  )
}

interface Amending {
  readonly text?: string
  /** Whom it waits for from now on; nobody when it is there and undefined. */
  readonly after?: string | undefined
}

function amended(ask: DraftAsk, to: Amending): DraftAsk {
  if (to.text !== undefined) return { ...ask, text: to.text }
  const { after: _before, ...rest } = ask
  return to.after === undefined ? rest : { ...rest, after: { department: to.after } }
}

/** The entry on which everybody rests, if there is just one. */
function sharedReason(asks: readonly DraftAsk[]): DraftAsk | undefined {
  const listed = asks.filter(({ entry }) => entry !== undefined)
  const [first] = listed
  return listed.length > 1 && listed.every(({ entry }) => entry === first?.entry)
    ? first
    : undefined
}

export function AsksField({ draft, change, outOfReach, isNobodyListed }: AsksProps) {
  const say = useWords(blowWords)
  const tag = useLanguage()
  const [text, setText] = useState('')
  const departments = useDepartments(text)
  const shared = sharedReason(draft.asks)
  const put = (next: (asks: readonly DraftAsk[]) => readonly DraftAsk[]) =>
    change(before => written(before, { asks: withLead(next(before.asks)) }, 'asks'))
  const amend = (ask: DraftAsk, to: Amending) =>
    put(asks => asks.map(one => (one.department === ask.department ? amended(one, to) : one)))
  const add = (id: string) => {
    const found = departments.data?.find(one => one.id === id)
    setText('')
    if (!found) return
    put(asks =>
      asks.some(one => one.department === id)
        ? asks
        : [...asks, { department: id, ...found.name, role: 'assist', text: '', legalItems: [] }],
    )
  }
  return (
    <fieldset className="blow-section">
      <legend>{say('departments')}</legend>
      {draft.asks.length === 0 && (
        <p className="blow-lead">{say(isNobodyListed ? 'nobodyListed' : 'departmentsLead')}</p>
      )}
      {shared !== undefined && <Reason ask={shared} />}
      <ul className="blow-asks">
        {draft.asks.map(ask => (
          <AskRow
            key={ask.department}
            ask={ask}
            hasReason={shared === undefined || ask.entry === undefined}
            isOut={outOfReach.includes(ask.department)}
            asks={draft.asks}
            onAfter={department => amend(ask, { after: department })}
            onText={next => amend(ask, { text: next })}
            onLead={() =>
              change(before =>
                written(before, { asks: withLead(before.asks, ask.department) }, 'asks'),
              )
            }
            onRemove={() => put(asks => without(asks, ask.department))}
          />
        ))}
      </ul>
      <Combobox
        label={say('addDepartment')}
        text={text}
        onText={setText}
        choices={(departments.data ?? []).map(({ id, name }) => ({
          id,
          label: nameIn(tag, name),
          detail: id,
        }))}
        onChoose={add}
        isLoading={departments.isLoading}
        nothing={say('noDepartment')}
      />
    </fieldset>
  )
}
