// Sends photos and videos in pieces, after the acts that announce them: a break costs one piece, a restart none.

import { isDue, waitAfter } from './outbox.ts'
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
  /** Resolves when it is written down. */
  readonly onBegun: (url: string) => Promise<void>
  readonly onProgress: (sentBytes: number) => void
  /** Asked between two pieces: its owner may have logged out, or let it go. */
  readonly isWanted: () => boolean
}

export interface UploadWorld {
  readonly store: SyncStore
  upload(one: UploadTry): Promise<UploadEnd>
  /** While this runs, no other page or program of this phone uploads; false when another did all the time. */
  alone(work: () => Promise<void>): Promise<boolean>
  wall(): number
  chance(): number
  later(ms: number, wake: () => void): () => void
  onFault(error: unknown): void
}

/** Another page of this phone sends; this one looks how far it came. */
const ELSEWHERE_MS = 5000

/** As it was written down; haste, progress and what just went wrong are of this page. */
function mergeOf(stored: QueuedFile, here: QueuedFile | undefined): QueuedFile {
  if (here === undefined || stored.state === 'refused') return stored
  const { trouble: _old, ...rest } = stored
  const { sentBytes, trouble } = here
  const notBefore = Math.min(stored.notBefore, here.notBefore)
  return { ...rest, ...(trouble === undefined ? {} : { trouble }), notBefore, sentBytes }
}

export class Uploader {
  readonly #world: UploadWorld
  readonly #listeners = new Set<() => void>()
  /** Taken out of the store: what was read of it before is old. */
  readonly #gone = new Set<string>()
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
    this.hurry()
  }

  /** Rejects with `StorageFull` when the phone has no room for it. */
  async add(file: QueuedFile, content: Blob): Promise<void> {
    await this.#world.store.putFile(file, content)
    this.#become([...this.#files, file])
    this.kick()
  }

  async dismiss(id: string): Promise<void> {
    this.#gone.add(id)
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

  /** What went wrong before is as good as forgotten, but for what was refused. */
  hurry(): void {
    this.#become(
      this.#files.map(file => {
        if (file.state === 'refused') return file
        const { trouble: _old, ...rest } = file
        return { ...rest, notBefore: 0 }
      }),
    )
    this.kick()
  }

  /** Another page, or none, may have sent some of it. */
  async lookAnew(): Promise<void> {
    await this.settled()
    await this.#readAnew()
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
    const hadTurn = this.#next() === undefined || (await this.#world.alone(() => this.#sendAll()))
    const waiting = this.#files.filter(file => this.#isOwn(file) && file.state === 'waiting')
    if (waiting.length === 0) return
    const moment = Math.min(...waiting.map(({ notBefore }) => notBefore))
    const wait = Math.max(hadTurn ? 1000 : ELSEWHERE_MS, moment - this.#world.wall())
    this.#cancelWake = this.#world.later(wait, () => this.kick())
  }

  async #sendAll(): Promise<void> {
    await this.#readAnew()
    for (;;) {
      const file = this.#next()
      if (file === undefined || !(await this.#sendOne(file))) return
    }
  }

  /** What the store has is so: another page may have begun it, sent it, or let it go. */
  async #readAnew(): Promise<void> {
    const before = new Set(this.#files.map(({ id }) => id))
    const stored = (await this.#world.store.files()).filter(({ id }) => !this.#gone.has(id))
    const ids = new Set(stored.map(({ id }) => id))
    const known = new Map(this.#files.map(file => [file.id, file]))
    const added = this.#files.filter(({ id }) => !before.has(id) && !ids.has(id))
    this.#become([...stored.map(file => mergeOf(file, known.get(file.id))), ...added])
  }

  #isOwn({ person }: QueuedFile): boolean {
    return person === this.#person
  }

  /** Small ones first: a photo does not wait for a video. */
  #next(): QueuedFile | undefined {
    const now = this.#world.wall()
    return this.#files
      .filter(file => this.#isOwn(file) && file.state === 'waiting' && isDue(file.notBefore, now))
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
      isWanted: () => this.#isOwn(file) && this.#files.some(({ id }) => id === file.id),
    })
    if (end.ok) {
      await this.dismiss(file.id)
      return true
    }
    const { status, code, title = '', detail = '' } = end
    const verdict = verdictOf({ status, ...(code === undefined ? {} : { code }) })
    const trouble = { code: code ?? 'unreachable', title, detail }
    if (verdict === 'refused') {
      await this.#change(file.id, { state: 'refused', trouble })
      return true
    }
    const tries = file.tries + 1
    const notBefore = wall() + waitAfter(file.tries, chance())
    await this.#change(file.id, { tries, trouble, notBefore })
    return false
  }

  /** On the screen alone: progress is asked of the server when it matters. */
  #show(id: string, change: Partial<QueuedFile>): void {
    this.#become(this.#files.map(file => (file.id === id ? { ...file, ...change } : file)))
  }

  async #change(id: string, change: Partial<QueuedFile>): Promise<void> {
    this.#show(id, change)
    const changed = this.#files.find(file => file.id === id)
    // A full phone goes on with what it has in memory.
    if (changed !== undefined) await this.#world.store.putFile(changed).catch(this.#world.onFault)
  }

  #become(files: readonly QueuedFile[]): void {
    this.#files = files
    for (const listener of this.#listeners) listener()
  }
}
