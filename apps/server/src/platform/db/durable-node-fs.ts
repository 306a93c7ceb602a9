// The embedded engine's file system on disk, made to survive power cuts. PGlite's own lets every fsync succeed without
// doing it. This one carries it out, for files and for directories, and reports each change to an optional observer.

import * as fs from 'node:fs'
import { dirname } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { syncDirectory } from './sync-directory.ts'

/** Told of each change after it reached the operating system; paths are absolute. Tests cut the power with it. */
export interface DiskObserver {
  created(path: string, isDirectory: boolean): void
  wrote(path: string, position: number, bytes: Uint8Array): void
  truncated(path: string, size: number): void
  renamed(from: string, to: string): void
  removed(path: string): void
  synced(path: string): void
}

export interface DiskOptions {
  /** False only in the controls of tests, which show what is lost without. */
  readonly sync?: boolean | undefined
  readonly observer?: DiskObserver | undefined
  /** The engine in the caller's own thread; always so with an observer. */
  readonly here?: boolean | undefined
}

interface FsNode {
  readonly mode: number
  readonly name: string
}

interface FsStream {
  readonly node: FsNode
  readonly nfd: number
  readonly position: number
}

interface NodeOps {
  mknod(parent: FsNode, name: string, mode: number, dev: number): FsNode
  rename(node: FsNode, newParent: FsNode, newName: string): void
  unlink(parent: FsNode, name: string): void
  rmdir(parent: FsNode, name: string): void
  setattr(node: FsNode, attributes: { size?: number }): void
}

interface StreamOps {
  write(
    stream: FsStream,
    buffer: Int8Array | Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): number
  setattr(stream: FsStream, attributes: { size?: number }): void
  fsync(stream: FsStream): number
}

/** The part of emscripten's NODEFS that is touched here. */
interface Nodefs {
  node_ops: NodeOps
  stream_ops: StreamOps
  realPath(node: FsNode): string
  tryFSOperation<T>(operation: () => T): T
}

interface EmscriptenModule {
  readonly NODEFS: Nodefs
}

type InitResult = Awaited<ReturnType<NodeFS['init']>>

export class DurableNodeFs extends NodeFS {
  readonly #options: DiskOptions
  #failure: Error | undefined

  constructor(directory: string, options: DiskOptions = {}) {
    super(directory)
    this.#options = options
  }

  /** The first sync, or write of the log, that the disk refused. What was written before it may be lost: nothing more may be acknowledged. */
  get failure(): Error | undefined {
    return this.#failure
  }

  override async init(pg: PGlite, options: Parameters<NodeFS['init']>[1]): Promise<InitResult> {
    const result = await super.init(pg, options)
    result.emscriptenOpts.preRun?.push((module: EmscriptenModule) => {
      const { observer } = this.#options
      if (this.#options.sync !== false) this.#addSync(module.NODEFS)
      this.#noteLogFailure(module.NODEFS)
      if (observer) observeChanges(module.NODEFS, observer)
    })
    return result
  }

  #addSync(nodefs: Nodefs): void {
    const { node_ops: nodes, stream_ops: streams } = nodefs
    const { mknod, rename } = nodes
    // A new file's own fsync need not make its name durable, so the first one takes the directory with it.
    const newFiles = new Set<string>()
    nodes.mknod = (parent, name, mode, dev) => {
      const node = mknod(parent, name, mode, dev)
      newFiles.add(nodefs.realPath(node))
      return node
    }
    nodes.rename = (node, newParent, newName) => {
      newFiles.delete(nodefs.realPath(node))
      rename(node, newParent, newName)
    }
    streams.fsync = stream => {
      const path = nodefs.realPath(stream.node)
      this.#sync(nodefs, () => fs.fdatasyncSync(stream.nfd))
      this.#options.observer?.synced(path)
      if (newFiles.delete(path)) {
        const parent = dirname(path)
        this.#sync(nodefs, () => syncDirectory(parent))
        this.#options.observer?.synced(parent)
      }
      return 0
    }
  }

  /** A log that cannot be written (a full disk) ends a server's process; here the engine would go on. */
  #noteLogFailure(nodefs: Nodefs): void {
    const streams = nodefs.stream_ops
    const { write } = streams
    streams.write = (stream, buffer, offset, length, position) => {
      try {
        return write(stream, buffer, offset, length, position)
      } catch (error) {
        if (nodefs.realPath(stream.node).includes('/pg_wal/')) {
          this.#failure ??= new Error('its log cannot be written; is the disk full?', {
            cause: error,
          })
        }
        throw error
      }
    }
  }

  #sync(nodefs: Nodefs, operation: () => void): void {
    nodefs.tryFSOperation(() => {
      try {
        operation()
      } catch (error) {
        // Windows lets nobody sync a directory; there the file's own sync has to do.
        if (process.platform === 'win32') return
        this.#failure ??= error as Error
        throw error
      }
    })
  }
}

function observeChanges(nodefs: Nodefs, observer: DiskObserver): void {
  observeNames(nodefs, observer)
  const { node_ops: nodes, stream_ops: streams } = nodefs
  const { write, setattr: setStream } = streams
  const setNode = nodes.setattr
  streams.write = (stream, buffer, offset, length, position) => {
    const written = write(stream, buffer, offset, length, position)
    const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset + offset, written).slice()
    observer.wrote(nodefs.realPath(stream.node), position, bytes)
    return written
  }
  streams.setattr = (stream, attributes) => {
    setStream(stream, attributes)
    if (attributes.size !== undefined) {
      observer.truncated(nodefs.realPath(stream.node), attributes.size)
    }
  }
  nodes.setattr = (node, attributes) => {
    setNode(node, attributes)
    if (attributes.size !== undefined) observer.truncated(nodefs.realPath(node), attributes.size)
  }
}

function observeNames(nodefs: Nodefs, observer: DiskObserver): void {
  const nodes = nodefs.node_ops
  const { mknod, rename, unlink, rmdir } = nodes
  nodes.mknod = (parent, name, mode, dev) => {
    const node = mknod(parent, name, mode, dev)
    observer.created(nodefs.realPath(node), (mode & fs.constants.S_IFMT) === fs.constants.S_IFDIR)
    return node
  }
  nodes.rename = (node, newParent, newName) => {
    const from = nodefs.realPath(node)
    rename(node, newParent, newName)
    observer.renamed(from, `${nodefs.realPath(newParent)}/${newName}`)
  }
  nodes.unlink = (parent, name) => {
    unlink(parent, name)
    observer.removed(`${nodefs.realPath(parent)}/${name}`)
  }
  nodes.rmdir = (parent, name) => {
    rmdir(parent, name)
    observer.removed(`${nodefs.realPath(parent)}/${name}`)
  }
}
