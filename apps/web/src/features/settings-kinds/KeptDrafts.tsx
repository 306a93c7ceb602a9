// Drafts that wait: whoever comes back goes on with one, or discards it.
import { Button } from 'antd'
import { useState } from 'react'
import { useMandate } from '../../desk-ui/acts/use-mandate.ts'
import { momentOf } from '../../i18n/formats.ts'
import { useName } from '../../i18n/words.ts'
import { useSession } from '../../ui/session.ts'
import { discardKind, listKeptKinds } from './kind-draft-store.ts'
import { useSpeech } from './use-kinds.ts'

interface KeptProps {
  /** Undefined for kinds that are new. */
  readonly code: string | undefined
  readonly onDraft: (base: string) => void
}

export function KeptDrafts({ code, onDraft }: KeptProps) {
  const { session } = useSession()
  const { may } = useMandate()
  const { say, tag } = useSpeech()
  const nameOf = useName()
  const { person } = session
  const [kept, setKept] = useState(() => listKeptKinds({ person, code }))
  if (kept.length === 0 || !may('configure')) return null
  return (
    <ul className="kind-kept">
      {kept.map(({ base, savedAt, fields }) => {
        const name = nameOf(fields.name, say('newTitle'))
        return (
          <li key={base}>
            <span>
              {say('draftWaits', {
                name: name === '' ? say('newTitle') : name,
                version: fields.version,
                at: momentOf(tag, savedAt),
              })}
            </span>
            <span className="row-acts">
              <Button onClick={() => onDraft(base)}>{say('draftGoOn')}</Button>
              <Button
                onClick={() => {
                  discardKind({ person, code, base })
                  setKept(listKeptKinds({ person, code }))
                }}
              >
                {say('draftDiscard')}
              </Button>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
