// Where the head of the desk leads: one line a page.
import type { deskWords } from './words.ts'

interface Destination {
  readonly to: string
  readonly word: keyof (typeof deskWords.tables)['en']
}

export const NAVIGATION: readonly Destination[] = [
  { to: '/', word: 'board' },
  { to: '/blow', word: 'blow' },
  { to: '/cases', word: 'cases' },
  { to: '/department', word: 'department' },
  { to: '/district', word: 'district' },
  { to: '/leader', word: 'leader' },
  { to: '/settings', word: 'settings' },
]
