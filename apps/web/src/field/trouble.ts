// What went wrong behind the screen: said in the console, which tests read; nothing waits for it.
import { StorageFull } from '../features/sync/store.ts'

export function onTrouble(error: unknown): void {
  // A full phone is told on the screen, where it matters.
  if (!(error instanceof StorageFull)) reportError(error)
}
