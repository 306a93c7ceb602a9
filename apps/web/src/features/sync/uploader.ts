// Sends photos and videos in pieces, after the acts that announce them: a break costs one piece, a restart none.

import { waitAfter } from './outbox.ts'
import type { QueuedFile, SyncStore } from './store.ts'
import { verdictOf } from './verdict.ts'

/** How one try ended. */
export type UploadEnd =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly status: number
      readonly code?: string
      readonly title?: string
      readonly detail?: string
    }

export interface UploadTry {
  readonly file: QueuedFile
  readonly content: Blob
  readonly onBegun: (url: string) => void
  readonly onProgress: (sentBytes: number) => void
}

export interface UploadWorld {
  readonly store: SyncStore
  upload(one: UploadTry): Promise<UploadEnd>
  wall(): number
  chance(): number
  later(ms: number, wake: () => void): () => void
  onFault(error: unknown): void
}

export class Uploader {
  readonly #world: UploadWorld
  readonly #listeners = new Set<() => void>()
  #files: readonly QueuedFile[] = []
  #person: string | undefined
  #round: Promise<void> | undefined
  #again = false
  #cancelWake: (() => void) | undefined

  constructor(world: UploadWorld) {
    this.#world = world
  }

  readonly files = (): readonly QueuedFile[] => this.#files

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async open(): Promise<void> {
    this.#become(await this.#world.store.files())
  }

  actAs(person: string | undefined): void {
    this.#person = person
    this.kick()
  }

  /** Rejects with `StorageFull` when the phone has no room for it. */
  async add(file: QueuedFile, content: Blob): Promise<void> {
    await this.#world.store.putFile(file, content)
    this.#become([...this.#files, file])
    this.kick()
  }

  async dismiss(id: string): Promise<void> {
    await this.#world.store.removeFile(id)
    this.#become(this.#files.filter(file => file.id !== id))
  }

  /** From the beginning: what was refused has nothing to go on with. */
  async retry(id: string): Promise<void> {
    const file = this.#files.find(one => one.id === id)
    if (file === undefined) return
    const { uploadUrl: _url, trouble: _trouble, ...rest } = file
    const anew: QueuedFile = { ...rest, sentBytes: 0, state: 'waiting', tries: 0, notBefore: 0 }
    await this.#world.store.putFile(anew)
    this.#become(this.#files.map(one => (one.id === id ? anew : one)))
    this.kick()
  }

  hurry(): void {
    this.#become(this.#files.map(file => ({ ...file, notBefore: 0 })))
    this.kick()
  }

  kick(): void {
    this.#again = true
    this.#round ??= this.#run()
      .catch(this.#world.onFault)
      .finally(() => {
        this.#round = undefined
        if (this.#again) this.kick()
      })
  }

  async settled(): Promise<void> {
    while (this.#round !== undefined) await this.#round
  }

  async #run(): Promise<void> {
    this.#cancelWake?.()
    this.#again = false
    for (;;) {
      const file = this.#next()
      if (file === undefined) break
      if (!(await this.#sendOne(file))) break
    }
    const waiting = this.#files.filter(file => this.#isOwn(file) && file.state === 'waiting')
    if (waiting.length === 0) return
    const moment = Math.min(...waiting.map(({ notBefore }) => notBefore))
    const wait = Math.max(1000, moment - this.#world.wall())
    this.#cancelWake = this.#world.later(wait, () => this.kick())
  }

  #isOwn({ person }: QueuedFile): boolean {
    return person === this.#person
  }

  /** Small ones first: a photo does not wait for a video. */
  #next(): QueuedFile | undefined {
    const now = this.#world.wall()
    return this.#files
      .filter(file => this.#isOwn(file) && file.state === 'waiting' && file.notBefore <= now)
      .toSorted((a, b) => a.bytes - b.bytes)[0]
  }

  /** False when there is no use in sending the next one now. */
  async #sendOne(file: QueuedFile): Promise<boolean> {
    const { store, upload, wall, chance } = this.#world
    const content = await store.contentOf(file.id)
    if (content === undefined) {
      await this.dismiss(file.id)
      return true
    }
    const end = await upload({
      file,
      content,
      onBegun: uploadUrl => this.#change(file.id, { uploadUrl }),
      onProgress: sentBytes => this.#show(file.id, { sentBytes }),
    })
    if (end.ok) {
      await this.dismiss(file.id)
      return true
    }
    const { status, code, title = '', detail = '' } = end
    const verdict = verdictOf({ status, ...(code === undefined ? {} : { code }) })
    const trouble = { code: code ?? 'unreachable', title, detail }
    if (verdict === 'refused') {
      this.#change(file.id, { state: 'refused', trouble })
      return true
    }
    const tries = file.tries + 1
    this.#change(file.id, { tries, trouble, notBefore: wall() + waitAfter(file.tries, chance()) })
    return false
  }

  /** On the screen alone: progress is asked of the server when it matters. */
  #show(id: string, change: Partial<QueuedFile>): void {
    this.#become(this.#files.map(file => (file.id === id ? { ...file, ...change } : file)))
  }

  #change(id: string, change: Partial<QueuedFile>): void {
    this.#show(id, change)
    const changed = this.#files.find(file => file.id === id)
    if (changed !== undefined) this.#world.store.putFile(changed).catch(this.#world.onFault)
  }

  #become(files: readonly QueuedFile[]): void {
    this.#files = files
    for (const listener of this.#listeners) listener()
  }
}
