// Where in the public entry one is: four addresses need no router.
import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
const current = () => location.pathname.replace(/\/$/, '') || '/'

function tell(): void {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('popstate', listener)
  }
}

export function usePath(): string {
  return useSyncExternalStore(subscribe, current)
}

export function goTo(path: string): void {
  if (path === current()) return
  history.pushState(null, '', path)
  scrollTo({ top: 0 })
  tell()
}

/** For other things than the path in the address: a filter, a step. */
export function useQuery(): URLSearchParams {
  return new URLSearchParams(useSyncExternalStore(subscribe, () => location.search))
}

/** Changes the address without a new place in the history, as for filters. */
export function setQuery(query: Readonly<Record<string, string>>): void {
  const params = new URLSearchParams(location.search)
  for (const [name, value] of Object.entries(query))
    if (value === '') params.delete(name)
    else params.set(name, value)
  const text = params.toString()
  history.replaceState(null, '', `${location.pathname}${text === '' ? '' : `?${text}`}`)
  tell()
}
