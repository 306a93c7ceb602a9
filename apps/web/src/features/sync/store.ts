// Where the phone keeps what must not be lost. A small port: tests keep it in memory, the browser in IndexedDB.
import type { QueuedAct } from './act.ts'

/** A photo or video on its way; its bytes lie beside it. */
export interface QueuedFile {
  readonly id: string
  readonly person: string
  readonly whistle: string
  readonly sha256: string
  readonly mediaType: string
  readonly bytes: number
  readonly sentBytes: number
  /** Where it was begun; going on with it begins there. */
  readonly uploadUrl?: string
  readonly state: 'waiting' | 'refused'
  readonly tries: number
  readonly notBefore: number
  readonly at: number
  readonly trouble?: { readonly code: string; readonly title: string; readonly detail: string }
}

export interface SyncStore {
  acts(): Promise<readonly QueuedAct[]>
  putAct(act: QueuedAct): Promise<void>
  removeAct(id: string): Promise<void>
  files(): Promise<readonly QueuedFile[]>
  /** With bytes when it is new. */
  putFile(file: QueuedFile, content?: Blob): Promise<void>
  contentOf(id: string): Promise<Blob | undefined>
  removeFile(id: string): Promise<void>
  /** What was last heard of a thing, as it came. */
  read<T>(key: string): Promise<T | undefined>
  write(key: string, value: unknown): Promise<void>
  /** Everything kept under keys that begin so. */
  forget(prefix: string): Promise<void>
}

/** The phone has no room: nothing was kept. */
export class StorageFull extends Error {
  override readonly name = 'StorageFull'
}

/** For tests. `room` is how many things fit in; `break` makes the next writing fail. */
export function memoryStore(room = Number.POSITIVE_INFINITY): SyncStore {
  const acts = new Map<string, QueuedAct>()
  const files = new Map<string, QueuedFile>()
  const contents = new Map<string, Blob>()
  const notes = new Map<string, unknown>()
  const count = () => acts.size + contents.size + notes.size
  const refuseFull = (isNew: boolean) => {
    if (isNew && count() >= room) throw new StorageFull('full')
  }
  return {
    acts: async () => [...acts.values()],
    putAct: async act => {
      refuseFull(!acts.has(act.id))
      acts.set(act.id, act)
    },
    removeAct: async id => {
      acts.delete(id)
    },
    files: async () => [...files.values()],
    putFile: async (file, content) => {
      if (content !== undefined) {
        refuseFull(!contents.has(file.id))
        contents.set(file.id, content)
      }
      files.set(file.id, file)
    },
    contentOf: async id => contents.get(id),
    removeFile: async id => {
      files.delete(id)
      contents.delete(id)
    },
    read: async <T>(key: string) => notes.get(key) as T | undefined,
    write: async (key, value) => {
      notes.set(key, structuredClone(value))
    },
    forget: async prefix => {
      for (const key of [...notes.keys()]) if (key.startsWith(prefix)) notes.delete(key)
    },
  }
}
