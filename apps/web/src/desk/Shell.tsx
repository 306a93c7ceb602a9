// What stands around every page of the desk: where one can go, in which office one acts.
import { Link, Outlet } from '@tanstack/react-router'
import { settings } from '../api/settings.ts'
import { ProofHost } from '../desk-ui/acts/ProofHost.tsx'
import { useWords } from '../i18n/words.ts'
import { Mark } from '../ui/Mark.tsx'
import { uiWords } from '../ui/words.ts'
import { NAVIGATION } from './navigation.ts'
import { OfficeChoice } from './OfficeChoice.tsx'
import { Unread } from './Unread.tsx'
import { deskWords } from './words.ts'

export function Shell() {
  const say = useWords(deskWords)
  const sayUi = useWords(uiWords)
  return (
    <>
      <a className="skip" href="#content">
        {sayUi('skip')}
      </a>
      <header className="shell-frame">
        <div className="shell">
          <Link to="/" className="shell-name" aria-label={say('product')}>
            <Mark />
            <span>{say('product')}</span>
          </Link>
          <nav aria-label={say('navigation')}>
            {NAVIGATION.map(({ to, word }) => (
              <Link key={to} to={to} activeProps={{ 'aria-current': 'page' }}>
                {say(word)}
              </Link>
            ))}
            <Link to="/me" className="shell-me" activeProps={{ 'aria-current': 'page' }}>
              {say('me')}
              <Unread />
            </Link>
          </nav>
          <OfficeChoice />
        </div>
        {settings.isDemo && <p className="shell-demo">{sayUi('demoBanner')}</p>}
      </header>
      <main id="content" className="shell-content" tabIndex={-1}>
        <Outlet />
      </main>
      <ProofHost />
    </>
  )
}
