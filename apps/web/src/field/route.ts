// Where the phone is: a handful of addresses below /field, and the way back by the phone's own gesture.
import { useSyncExternalStore } from 'react'
import type { Call } from './calls.ts'

export type Place =
  | { readonly is: 'calls' }
  | { readonly is: 'queue' }
  | { readonly is: 'me' }
  | { readonly is: 'code'; readonly whistle: string }
  | {
      readonly is: 'call'
      readonly whistle: string
      readonly department: string
      readonly step: Step
    }

export const STEPS = [
  'look',
  'contact',
  'return',
  'arrive',
  'plan',
  'measure',
  'photo',
  'extend',
  'relieve',
  'done',
] as const
export type Step = (typeof STEPS)[number]

const HOME = '/field'

export function pathOf(place: Place): string {
  if (place.is === 'calls') return HOME
  if (place.is === 'code') return `${HOME}/code/${place.whistle}`
  if (place.is !== 'call') return `${HOME}/${place.is}`
  const { whistle, department, step } = place
  return `${HOME}/calls/${whistle}/${department}${step === 'look' ? '' : `/${step}`}`
}

/** From a step of a call to the call itself. */
export function backTo({ whistle, summons }: Pick<Call, 'whistle' | 'summons'>): Place {
  return { is: 'call', whistle: whistle.id, department: summons.department, step: 'look' }
}

/** Unknown addresses are the list of calls: old links of messages lead somewhere. */
export function placeOf(path: string): Place {
  const [first, whistle = '', department = '', last] = path.slice(HOME.length + 1).split('/')
  if (first === 'queue' || first === 'me') return { is: first }
  if (first === 'code' && whistle !== '') return { is: 'code', whistle }
  if (first === 'calls' && department !== '') {
    const step = STEPS.find(each => each === last) ?? 'look'
    return { is: 'call', whistle, department, step }
  }
  return { is: 'calls' }
}

const listeners = new Set<() => void>()
addEventListener('popstate', tell)

function tell(): void {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function go(place: Place): void {
  history.pushState({ isOurs: true }, '', pathOf(place))
  scrollTo(0, 0)
  tell()
}

/** Back by one screen; whoever came by a link gets the list. */
export function goBack(otherwise: Place = { is: 'calls' }): void {
  if ((history.state as { isOurs?: boolean } | null)?.isOurs === true) history.back()
  else {
    history.replaceState(null, '', pathOf(otherwise))
    tell()
  }
}

export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname)
}
