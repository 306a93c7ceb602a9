// Light or dark, as chosen or as the device says; changes without a reload.
import { useSyncExternalStore } from 'react'

export const THEMES = ['auto', 'light', 'dark'] as const
export type ThemeChoice = (typeof THEMES)[number]
export type Theme = 'light' | 'dark'

const KEY = 'muster.theme'
const dark = globalThis.matchMedia?.('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()
/** Of a page that is dark, or light, whatever was chosen: a wall. */
let forced: Theme | undefined

function stored(): ThemeChoice {
  const known = localStorage.getItem(KEY)
  return THEMES.find(each => each === known) ?? 'auto'
}

/** What is shown: the choice, or for `auto` what the device wishes. */
export function shownTheme(choice: ThemeChoice, isDeviceDark: boolean): Theme {
  if (choice !== 'auto') return choice
  return isDeviceDark ? 'dark' : 'light'
}

function current(): Theme {
  return forced ?? shownTheme(stored(), dark?.matches === true)
}

function apply(): void {
  document.documentElement.dataset['theme'] = current()
  for (const listener of listeners) listener()
}

export const theme = {
  choice: stored,
  current,
  choose: (choice: ThemeChoice): void => {
    localStorage.setItem(KEY, choice)
    apply()
  },
  force: (shown: Theme | undefined): void => {
    forced = shown
    apply()
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

/** Called once by each entry, before anything is drawn. */
export function startTheme(): void {
  dark?.addEventListener('change', apply)
  apply()
}

export function useTheme(): Theme {
  return useSyncExternalStore(theme.subscribe, current)
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(theme.subscribe, stored)
}
