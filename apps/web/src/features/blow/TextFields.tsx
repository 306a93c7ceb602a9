// What is known, what was tried, which power is lacking: typed last, and most of it is there already.
import type { Ref } from 'react'
import { useWords } from '../../i18n/words.ts'
import { type BlowDraft, type Missing, written } from './blow-draft.ts'
import { blowWords } from './words.ts'

export interface TextProps {
  readonly draft: BlowDraft
  readonly change: (next: (draft: BlowDraft) => BlowDraft) => void
  readonly missing: readonly Missing[]
  readonly ref?: Ref<HTMLTextAreaElement>
}

const TRIED = ['triedWarned', 'triedLooked', 'triedUrgent'] as const

export function TextFields({ draft, change, missing, ref }: TextProps) {
  const say = useWords(blowWords)
  return (
    <>
      <label className="field">
        <span>{say('facts')}</span>
        <textarea
          ref={ref}
          rows={3}
          maxLength={10_000}
          placeholder={say('factsHint')}
          aria-invalid={missing.includes('facts')}
          value={draft.facts}
          onChange={({ target }) => change(before => ({ ...before, facts: target.value }))}
        />
      </label>
      <div className="field">
        <label htmlFor="blow-tried">{say('tried')}</label>
        <input
          id="blow-tried"
          maxLength={4000}
          aria-invalid={missing.includes('tried')}
          value={draft.tried}
          onChange={({ target }) => change(before => ({ ...before, tried: target.value }))}
        />
        <div className="blow-chips">
          {TRIED.map(word => (
            <button
              key={word}
              type="button"
              className="button blow-small"
              onClick={() => change(before => ({ ...before, tried: say(word) }))}
            >
              {say(word)}
            </button>
          ))}
        </div>
      </div>
      <label className="field">
        <span>{say('headline')}</span>
        <input
          maxLength={200}
          aria-invalid={missing.includes('title')}
          value={draft.title}
          onChange={({ target }) =>
            change(before => written(before, { title: target.value }, 'title'))
          }
        />
      </label>
      <label className="field">
        <span>{say('lacking')}</span>
        <input
          maxLength={2000}
          aria-invalid={missing.includes('lacking')}
          value={draft.lacking}
          onChange={({ target }) =>
            change(before => written(before, { lacking: target.value }, 'lacking'))
          }
        />
      </label>
    </>
  )
}
