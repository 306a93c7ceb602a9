// What the problem is: found by name, pinyin or initials.
import { type Ref, useState } from 'react'
import { nameIn, useLanguage, useWords } from '../../i18n/words.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import type { BlowDraft } from './blow-draft.ts'
import { useTypes } from './use-blow-queries.ts'
import { blowWords } from './words.ts'

export interface WhatProps {
  readonly draft: BlowDraft
  readonly change: (next: (draft: BlowDraft) => BlowDraft) => void
  readonly onChosen: () => void
  readonly isWrong: boolean
  readonly ref?: Ref<HTMLInputElement>
}

export function WhatField({ draft, change, onChosen, isWrong, ref }: WhatProps) {
  const say = useWords(blowWords)
  const tag = useLanguage()
  const [text, setText] = useState<string>()
  const types = useTypes(text ?? '')
  const choose = (id: string) => {
    const found = types.data?.find(({ code }) => code === id)
    if (!found) return
    const { code, name, kind } = found
    setText(undefined)
    change(before => ({ ...before, type: { code, ...name, kind } }))
    onChosen()
  }
  return (
    <Combobox
      label={say('what')}
      {...(ref === undefined ? {} : { ref })}
      text={text ?? (draft.type ? nameIn(tag, draft.type) : '')}
      onText={setText}
      choices={(types.data ?? []).slice(0, 12).map(({ code, name, group }) => ({
        id: code,
        label: nameIn(tag, name),
        detail: `${nameIn(tag, group)} · ${code}`,
      }))}
      onChoose={choose}
      isLoading={types.isLoading}
      nothing={say('noType')}
      placeholder={say('whatPlaceholder')}
      isWrong={isWrong}
    />
  )
}
