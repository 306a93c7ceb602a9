// Registers the program that opens the page without a network, and tells when a newer one is ready.
import { useSyncExternalStore } from 'react'
import { onTrouble } from './trouble.ts'

const PROGRAM = '/field/sw.js'
const SCOPE = '/field'

let waiting: ServiceWorker | undefined
let isReloading = false
const listeners = new Set<() => void>()

export function keepServiceWorker(): void {
  const { serviceWorker } = navigator
  if (serviceWorker === undefined) return
  const hadOne = serviceWorker.controller !== null
  serviceWorker.addEventListener('controllerchange', () => {
    // The first one takes over a page that is as new as itself.
    if (!hadOne || isReloading) return
    isReloading = true
    location.reload()
  })
  serviceWorker
    .register(PROGRAM, { scope: SCOPE, updateViaCache: 'none' })
    .then(watch)
    // Without it the page works as long as there is a network; a browser may forbid it.
    .catch(onTrouble)
}

function watch(registration: ServiceWorkerRegistration): void {
  const tell = () => {
    waiting =
      navigator.serviceWorker.controller === null ? undefined : (registration.waiting ?? undefined)
    for (const listener of listeners) listener()
  }
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', tell)
  })
  addEventListener('online', () => {
    registration.update().catch(() => undefined)
  })
  tell()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function takeOver(): void {
  waiting?.postMessage('take over')
}

/** Undefined while this is the newest. What waits in the queue is not touched by an update. */
export function useNewVersion(): (() => void) | undefined {
  return useSyncExternalStore(subscribe, () => (waiting === undefined ? undefined : takeOver))
}
