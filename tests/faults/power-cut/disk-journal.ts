// Keeps every change that a program makes to a directory, in order, so that the power can be cut at any of them afterwards.

import { relative } from 'node:path'
import type { DiskObserver } from '../../../apps/server/src/platform/db/durable-node-fs.ts'

/** Paths are relative to the watched directory; '' is that directory itself. */
export type DiskChange =
  | { readonly kind: 'create'; readonly path: string; readonly isDirectory: boolean }
  | {
      readonly kind: 'write'
      readonly path: string
      readonly position: number
      readonly bytes: Uint8Array
    }
  | { readonly kind: 'truncate'; readonly path: string; readonly size: number }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'sync'; readonly path: string }

export class DiskJournal implements DiskObserver {
  readonly changes: DiskChange[] = []
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  created(path: string, isDirectory: boolean): void {
    this.changes.push({ kind: 'create', path: this.#inside(path), isDirectory })
  }

  wrote(path: string, position: number, bytes: Uint8Array): void {
    this.changes.push({ kind: 'write', path: this.#inside(path), position, bytes })
  }

  truncated(path: string, size: number): void {
    this.changes.push({ kind: 'truncate', path: this.#inside(path), size })
  }

  renamed(from: string, to: string): void {
    this.changes.push({ kind: 'rename', from: this.#inside(from), to: this.#inside(to) })
  }

  removed(path: string): void {
    this.changes.push({ kind: 'remove', path: this.#inside(path) })
  }

  synced(path: string): void {
    this.changes.push({ kind: 'sync', path: this.#inside(path) })
  }

  #inside(path: string): string {
    return relative(this.#root, path)
  }
}
