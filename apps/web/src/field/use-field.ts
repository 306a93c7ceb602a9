// What the screens read: the queue, the files, the calls.
import { useSyncExternalStore } from 'react'
import type { SyncState } from '../features/sync/engine.ts'
import type { QueuedFile } from '../features/sync/store.ts'
import { type Snapshots, snapshotStore } from './snapshots.ts'
import { engine, uploader } from './world.ts'

export function useQueue(): SyncState {
  return useSyncExternalStore(engine.subscribe, engine.state)
}

export function useFiles(): readonly QueuedFile[] {
  return useSyncExternalStore(uploader.subscribe, uploader.files)
}

export function useSnapshots(): Snapshots {
  return useSyncExternalStore(snapshotStore.subscribe, snapshotStore.state)
}

function subscribeNetwork(listener: () => void): () => void {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

export function useIsOnline(): boolean {
  return useSyncExternalStore(subscribeNetwork, () => navigator.onLine)
}
