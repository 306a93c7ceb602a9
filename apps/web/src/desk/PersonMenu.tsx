// Behind one's own name: the account, language and brightness, and the way out.
import { type ReactNode, useEffect, useRef } from 'react'
import { nameIn, useLanguage, useWords } from '../i18n/words.ts'
import { LanguageChoice, ThemeChoice } from '../ui/Choices.tsx'
import { useSession } from '../ui/session.ts'
import { uiWords } from '../ui/words.ts'
import { deskWords } from './words.ts'

/** Closes by Escape, and as soon as somebody goes on elsewhere. */
function useClosing(box: { readonly current: HTMLDetailsElement | null }): void {
  useEffect(() => {
    const close = (event: Event) => {
      const { current } = box
      if (current === null || !current.open) return
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return
        current.querySelector('summary')?.focus()
      } else if (event.target instanceof Node && current.contains(event.target)) return
      current.open = false
    }
    const kinds = ['pointerdown', 'focusin', 'keydown'] as const
    for (const kind of kinds) document.addEventListener(kind, close)
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, close)
    }
  }, [box])
}

function Row({ word, children }: { readonly word: string; readonly children: ReactNode }) {
  return (
    <div className="person-menu-row">
      <span aria-hidden="true">{word}</span>
      {children}
    </div>
  )
}

export function PersonMenu({ onLogOut }: { readonly onLogOut: () => void }) {
  const { session } = useSession()
  const tag = useLanguage()
  const say = useWords(deskWords)
  const sayUi = useWords(uiWords)
  const box = useRef<HTMLDetailsElement>(null)
  useClosing(box)
  return (
    <details ref={box} className="person-menu">
      <summary>
        <span>{nameIn(tag, session.name, session.loginName)}</span>
      </summary>
      <div className="person-menu-box">
        <a href="/account">{say('account')}</a>
        <Row word={sayUi('languageLabel')}>
          <LanguageChoice />
        </Row>
        <Row word={sayUi('themeLabel')}>
          <ThemeChoice />
        </Row>
        <button type="button" className="button" onClick={onLogOut}>
          {say('logOut')}
        </button>
      </div>
    </details>
  )
}
