// What stands around every page of the public entry: the name, four ways, language and brightness.
import { type ReactNode, useEffect, useRef } from 'react'
import { settings } from '../api/settings.ts'
import { useWords } from '../i18n/words.ts'
import { LanguageChoice, ThemeChoice } from '../ui/Choices.tsx'
import { Mark } from '../ui/Mark.tsx'
import { uiWords } from '../ui/words.ts'
import { Go } from './Go.tsx'
import { usePath } from './path.ts'
import './frame.css'
import { useOnline } from './use-online.ts'
import { frameWords } from './words.ts'

export const WAYS = [
  ['/public/report', 'report'],
  ['/public/follow', 'follow'],
  ['/public/map', 'map'],
  ['/public/figures', 'figures'],
] as const

/** Whoever came by keyboard or hears the page goes on where the new one begins. */
function useFocusOnArrival(path: string) {
  const main = useRef<HTMLElement>(null)
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    before.current = path
    main.current?.focus({ preventScroll: true })
  }, [path])
  return main
}

export function Frame({ children }: { readonly children: ReactNode }) {
  const say = useWords(frameWords)
  const sayUi = useWords(uiWords)
  const path = usePath()
  const isOnline = useOnline()
  const main = useFocusOnArrival(path)
  return (
    <>
      <a className="skip" href="#main">
        {sayUi('skip')}
      </a>
      {settings.isDemo && <p className="frame-invented">{say('invented')}</p>}
      <header className="frame-head">
        <Go to="/public" className="frame-name">
          <Mark />
          {say('name')}
        </Go>
        <nav aria-label={say('pages')} className="frame-ways">
          {WAYS.map(([to, key]) => (
            <Go key={to} to={to} isCurrent={path === to}>
              {say(key)}
            </Go>
          ))}
        </nav>
      </header>
      <main id="main" tabIndex={-1} ref={main} className="frame-main">
        <div role="status">{!isOnline && <p className="frame-offline">{say('offline')}</p>}</div>
        {children}
      </main>
      <footer className="frame-foot">
        <LanguageChoice />
        <ThemeChoice />
      </footer>
    </>
  )
}
