// What stands around every page of the administration: what else can be set, in four groups.
import { Link, Navigate, Outlet, useLocation } from '@tanstack/react-router'
import { useWords } from '../i18n/words.ts'
import './settings.css'
import { SETTINGS_SECTIONS, type SettingsSection } from './settings-sections.ts'
import { settingsWords } from './settings-words.ts'

const addressOf = ({ path }: SettingsSection): string => `/settings/${path}`

export function SettingsFrame() {
  const say = useWords(settingsWords)
  const isRoot = useLocation({
    select: ({ pathname }) => pathname.replace(/\/$/, '') === '/settings',
  })
  const [first] = SETTINGS_SECTIONS
  if (isRoot && first !== undefined) return <Navigate to={addressOf(first)} replace />
  const groups = Map.groupBy(SETTINGS_SECTIONS, ({ group }) => group)
  return (
    <div className="settings">
      <nav className="settings-sections" aria-label={say('navigation')}>
        {[...groups].map(([group, sections]) => (
          <section key={group}>
            <h2>{say(group)}</h2>
            {sections.map(section => (
              <Link
                key={section.path}
                to={addressOf(section)}
                activeProps={{ 'aria-current': 'page' }}
              >
                {say(section.word)}
              </Link>
            ))}
          </section>
        ))}
      </nav>
      <div className="settings-page">
        <Outlet />
      </div>
    </div>
  )
}
