// Registers the program that opens the page without a network, and tells when a newer one is ready.
import { useSyncExternalStore } from 'react'
import { SYNC_TAG } from '../features/sync/say-act.ts'
import { onTrouble } from './trouble.ts'

const PROGRAM = '/field/sw.js'
const SCOPE = '/field'

let waiting: ServiceWorker | undefined
let isReloading = false
const listeners = new Set<() => void>()

export function keepServiceWorker(): void {
  const { serviceWorker } = navigator
  if (serviceWorker === undefined) return
  let isFirst = serviceWorker.controller === null
  serviceWorker.addEventListener('controllerchange', () => {
    // The first one takes over a page that is as new as itself.
    if (!isFirst && !isReloading) {
      isReloading = true
      location.reload()
    }
    isFirst = false
  })
  serviceWorker
    .register(PROGRAM, { scope: SCOPE, updateViaCache: 'none' })
    .then(watch)
    // Without it the page works as long as there is a network; a browser may forbid it.
    .catch(onTrouble)
}

interface SyncManager {
  register(tag: string): Promise<void>
}

/** Asks the browser to send what waits once there is a network, though no page is open then. */
export function askForSync(): void {
  const { serviceWorker } = navigator
  if (serviceWorker?.controller == null) return
  serviceWorker.ready
    .then(registration => (registration as { sync?: SyncManager }).sync?.register(SYNC_TAG))
    // Where there is none, or it is forbidden, the page sends when it is opened.
    .catch(() => undefined)
}

/** Something was sent while this page looked elsewhere. */
export function whenSynced(handle: () => void): void {
  navigator.serviceWorker?.addEventListener('message', ({ data }) => {
    if (data === SYNC_TAG) handle()
  })
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
  // The new one comes when the old one has ended what it does; an upload would keep it for minutes.
  navigator.serviceWorker.controller?.postMessage('make way')
  waiting?.postMessage('take over')
}

/** Undefined while this is the newest. What waits in the queue is not touched by an update. */
export function useNewVersion(): (() => void) | undefined {
  return useSyncExternalStore(subscribe, () => (waiting === undefined ? undefined : takeOver))
}
