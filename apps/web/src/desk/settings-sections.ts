// The pages under /settings, in the order in which they are offered: one line a page.
import type { lazyRouteComponent } from '@tanstack/react-router'
import type { settingsWords } from './settings-words.ts'

type Word = keyof (typeof settingsWords.tables)['en']

export interface SettingsSection {
  /** Last word of its address. */
  readonly path: string
  readonly group: Extract<Word, `group_${string}`>
  readonly word: Word
  readonly load: Parameters<typeof lazyRouteComponent>[0]
  /** What the file exports. */
  readonly page: string
}

export const SETTINGS_SECTIONS: readonly SettingsSection[] = [
  {
    path: 'grants',
    group: 'group_powers',
    word: 'grants',
    load: () => import('../features/settings-grants/GrantsPage.tsx'),
    page: 'GrantsPage',
  },
  {
    path: 'kinds',
    group: 'group_powers',
    word: 'kinds',
    load: () => import('../features/settings-kinds/KindsPage.tsx'),
    page: 'KindsPage',
  },
  {
    path: 'ladders',
    group: 'group_powers',
    word: 'ladders',
    load: () => import('../features/settings-kinds/LaddersPage.tsx'),
    page: 'LaddersPage',
  },
  {
    path: 'responsibility',
    group: 'group_powers',
    word: 'responsibility',
    load: () => import('../features/settings-responsibility/ResponsibilityPage.tsx'),
    page: 'ResponsibilityPage',
  },
  {
    path: 'calendar',
    group: 'group_powers',
    word: 'calendar',
    load: () => import('../features/settings-calendar/CalendarPage.tsx'),
    page: 'CalendarPage',
  },
  {
    path: 'organisations',
    group: 'group_people',
    word: 'organisations',
    load: () => import('../features/settings-organisations/OrganisationsPage.tsx'),
    page: 'OrganisationsPage',
  },
  {
    path: 'people',
    group: 'group_people',
    word: 'people',
    load: () => import('../features/settings-people/PeoplePage.tsx'),
    page: 'PeoplePage',
  },
  {
    path: 'rosters',
    group: 'group_people',
    word: 'rosters',
    load: () => import('../features/settings-rosters/RostersPage.tsx'),
    page: 'RostersPage',
  },
  {
    path: 'channels',
    group: 'group_reach',
    word: 'channels',
    load: () => import('../features/settings-channels/ChannelsPage.tsx'),
    page: 'ChannelsPage',
  },
  {
    path: 'drills',
    group: 'group_reach',
    word: 'drills',
    load: () => import('../features/settings-drills/DrillsPage.tsx'),
    page: 'DrillsPage',
  },
  {
    path: 'trust',
    group: 'group_reach',
    word: 'trust',
    load: () => import('../features/settings-trust/TrustPage.tsx'),
    page: 'TrustPage',
  },
  {
    path: 'audit',
    group: 'group_records',
    word: 'audit',
    load: () => import('../features/settings-audit/AuditPage.tsx'),
    page: 'AuditPage',
  },
  {
    path: 'tokens',
    group: 'group_records',
    word: 'tokens',
    load: () => import('../features/settings-tokens/TokensPage.tsx'),
    page: 'TokensPage',
  },
  {
    path: 'retention',
    group: 'group_records',
    word: 'retention',
    load: () => import('../features/settings-retention/RetentionPage.tsx'),
    page: 'RetentionPage',
  },
]
