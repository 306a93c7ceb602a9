// The phone's own database. Its versions only ever add: what an older page queued, a newer one sends.
import Dexie, { type EntityTable } from 'dexie'
import type { QueuedAct } from './act.ts'
import { type QueuedFile, StorageFull, type SyncStore } from './store.ts'

interface Content {
  readonly id: string
  readonly content: Blob
}

interface Note {
  readonly key: string
  readonly value: unknown
}

type Tables = Dexie & {
  readonly acts: EntityTable<QueuedAct, 'id'>
  readonly files: EntityTable<QueuedFile, 'id'>
  readonly contents: EntityTable<Content, 'id'>
  readonly notes: EntityTable<Note, 'key'>
}

export const DATABASE = 'muster-field'

async function orFull<T>(work: PromiseLike<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (isQuota(error)) throw new StorageFull('no room on this device', { cause: error })
    throw error
  }
}

function isQuota(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = (each as { inner?: unknown }).inner)
    if (each.name === 'QuotaExceededError') return true
  return false
}

export function openDexieStore(): SyncStore {
  const db = new Dexie(DATABASE) as Tables
  db.version(1).stores({ acts: 'id', files: 'id', contents: 'id', notes: 'key' })
  return {
    acts: () => db.acts.toArray(),
    putAct: async act => {
      await orFull(db.acts.put(act))
    },
    removeAct: id => db.acts.delete(id),
    files: () => db.files.toArray(),
    // Both or neither: a file without its bytes would wait for ever.
    putFile: (file, content) =>
      orFull(
        db.transaction('rw', db.files, db.contents, async () => {
          if (content !== undefined) await db.contents.put({ id: file.id, content })
          await db.files.put(file)
        }),
      ),
    contentOf: async id => (await db.contents.get(id))?.content,
    removeFile: id =>
      db.transaction('rw', db.files, db.contents, async () => {
        await db.contents.delete(id)
        await db.files.delete(id)
      }),
    read: async <T>(key: string) => (await db.notes.get(key))?.value as T | undefined,
    write: async (key, value) => {
      await orFull(db.notes.put({ key, value }))
    },
    forget: async prefix => {
      await db.notes.where('key').startsWith(prefix).delete()
    },
  }
}
