// Photos of a draft and of reports that were sent before their photos: on the phone until the server has them.

export interface StoredPhoto {
  readonly id: string
  /** The draft's key, and the report's after it was sent. */
  readonly of: string
  readonly blob: Blob
}

const STORE = 'photos'

function failed(cause: DOMException | null): Error {
  return new Error('the photos of this phone cannot be reached', { cause })
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('muster.public', 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'id' })
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(failed(asked.error))
  })
}

async function withStore<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const db = await open()
  try {
    return await new Promise((resolve, reject) => {
      const transaction = db.transaction(STORE, mode)
      const asked = act(transaction.objectStore(STORE))
      transaction.oncomplete = () => resolve(asked.result)
      transaction.onerror = () => reject(failed(transaction.error))
      transaction.onabort = () => reject(failed(transaction.error))
    })
  } finally {
    db.close()
  }
}

export async function photosOf(of: string): Promise<readonly StoredPhoto[]> {
  const all = (await withStore('readonly', store => store.getAll())) as readonly StoredPhoto[]
  return all.filter(photo => photo.of === of)
}

export async function dropPhotosOf(of: string): Promise<void> {
  for (const { id } of await photosOf(of)) await dropPhoto(id)
}

export async function storePhoto(photo: StoredPhoto): Promise<void> {
  await withStore('readwrite', store => store.put(photo))
}

export async function dropPhoto(id: string): Promise<void> {
  await withStore('readwrite', store => store.delete(id))
}
