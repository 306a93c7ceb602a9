// Which case the whistle belongs to, once that is known; without one it opens a case of its own.
import { useWords } from '../../i18n/words.ts'
import type { BlowDraft } from './blow-draft.ts'
import { useCaseOf } from './use-blow-queries.ts'
import { blowWords } from './words.ts'

interface Props {
  readonly draft: BlowDraft
  readonly change: (next: (draft: BlowDraft) => BlowDraft) => void
}

export function CaseField({ draft, change }: Props) {
  const say = useWords(blowWords)
  const { caseId, sent } = draft
  const matter = useCaseOf(draft)
  if (caseId === undefined) return null
  const title = matter.isPending ? '…' : (matter.data?.title ?? caseId)
  return (
    <p className="blow-case">
      <span>{say('joined', { title })}</span>
      {/* What was written under a case stays there. */}
      {sent?.whistleId === undefined && (
        <button
          type="button"
          className="button plain blow-small"
          onClick={() => change(({ caseId: _before, ...rest }) => rest)}
        >
          {say('ownCase')}
        </button>
      )}
    </p>
  )
}
