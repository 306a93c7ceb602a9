// What a disk holds after a power cut: all that was synced, and of the rest whatever the caller's luck keeps.
//
// The disk promises as little as POSIX does. Syncing a file keeps its contents but not its name, which only a sync of
// its directory keeps. Unsynced writes survive in any selection, sector by sector; of the unsynced changes of names
// in one directory, the first few survive, as journals keep them in order.

import type { DiskChange } from './disk-journal.ts'

/** Decides what of the unsynced survives. */
export interface Luck {
  /** Does this unsynced change of contents survive? Asked per sector for writes. */
  survives(): boolean
  /** How many of the unsynced changes of names in one directory survive, from the first? */
  namesKept(count: number): number
}

export const noLuck: Luck = { survives: () => false, namesKept: () => 0 }

export type ContentChange =
  | { readonly position: number; readonly bytes: Uint8Array }
  | { readonly size: number }

/** A file or directory of the disk; `base` names the file of the starting state whose contents it began with. */
export interface DiskFile {
  readonly isDirectory: boolean
  readonly base: string | undefined
  readonly contents: ContentChange[]
}

/** What differs from the starting state: undefined is a name that is gone. */
export type DiskImage = ReadonlyMap<string, DiskFile | undefined>

const sectorSize = 512

interface Inode extends DiskFile {
  unsynced: ContentChange[]
}

type NameChange = readonly (readonly [path: string, inode: Inode | undefined])[]

class Disk {
  /** As the running program sees it. */
  readonly #names = new Map<string, Inode | undefined>()
  readonly #durable = new Map<string, Inode | undefined>()
  readonly #unsyncedNames = new Map<string, NameChange[]>()

  apply(change: DiskChange): void {
    switch (change.kind) {
      case 'create': {
        const inode = newInode(change.isDirectory, undefined)
        this.#rename([[change.path, inode]], change.path)
        break
      }
      case 'remove':
        this.#rename([[change.path, undefined]], change.path)
        break
      case 'rename': {
        const inode = this.#inodeAt(change.from)
        const names: NameChange = [
          [change.from, undefined],
          [change.to, inode],
        ]
        this.#rename(names, change.to)
        break
      }
      case 'write':
      case 'truncate':
        this.#inodeAt(change.path).unsynced.push(change)
        break
      case 'sync':
        this.#sync(change.path)
        break
    }
  }

  #rename(change: NameChange, path: string): void {
    for (const [name, inode] of change) this.#names.set(name, inode)
    const directory = parentOf(path)
    const unsynced = this.#unsyncedNames.get(directory) ?? []
    unsynced.push(change)
    this.#unsyncedNames.set(directory, unsynced)
  }

  /** A file never heard of is one of the starting state. */
  #inodeAt(path: string): Inode {
    const known = this.#names.get(path)
    if (known !== undefined) return known
    const inode = newInode(false, path)
    this.#names.set(path, inode)
    this.#durable.set(path, inode)
    return inode
  }

  #sync(path: string): void {
    for (const change of this.#unsyncedNames.get(path) ?? []) this.#keepNames(change)
    this.#unsyncedNames.delete(path)
    const inode = this.#names.get(path)
    if (inode === undefined) return
    inode.contents.push(...inode.unsynced)
    inode.unsynced = []
  }

  #keepNames(change: NameChange): void {
    for (const [name, inode] of change) this.#durable.set(name, inode)
  }

  cut(luck: Luck): DiskImage {
    for (const changes of this.#unsyncedNames.values()) {
      for (const change of changes.slice(0, luck.namesKept(changes.length))) {
        this.#keepNames(change)
      }
    }
    for (const inode of new Set(this.#durable.values())) {
      if (inode !== undefined) inode.contents.push(...keptBy(luck, inode.unsynced))
    }
    const image = new Map<string, DiskFile | undefined>()
    for (const [path, inode] of this.#durable) {
      // What lies in a directory whose own name was lost is lost with it.
      image.set(path, this.#isReachable(path) ? inode : undefined)
    }
    return image
  }

  #isReachable(path: string): boolean {
    for (let at = parentOf(path); at !== ''; at = parentOf(at)) {
      if (this.#names.get(at)?.isDirectory && this.#durable.get(at) === undefined) return false
    }
    return true
  }
}

function newInode(isDirectory: boolean, base: string | undefined): Inode {
  return { isDirectory, base, contents: [], unsynced: [] }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

function keptBy(luck: Luck, changes: readonly ContentChange[]): ContentChange[] {
  return changes.flatMap((change): ContentChange[] => {
    if ('size' in change) return luck.survives() ? [change] : []
    return sectorsOf(change).filter(() => luck.survives())
  })
}

function sectorsOf(write: { readonly position: number; readonly bytes: Uint8Array }) {
  const sectors: { position: number; bytes: Uint8Array }[] = []
  for (let at = 0; at < write.bytes.length; ) {
    const position = write.position + at
    const end = Math.min(write.bytes.length, at + sectorSize - (position % sectorSize))
    sectors.push({ position, bytes: write.bytes.subarray(at, end) })
    at = end
  }
  return sectors
}

/** The disk after a cut that came when exactly these changes had been made. */
export function diskAfterCut(changes: Iterable<DiskChange>, luck: Luck): DiskImage {
  const disk = new Disk()
  for (const change of changes) disk.apply(change)
  return disk.cut(luck)
}
