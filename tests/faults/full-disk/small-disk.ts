// A directory on a disk that is small: a tmpfs where this machine lets us mount one.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SmallDisk {
  readonly directory: string
  /** Takes all that is left. */
  fill(): void
  /** Gives back what `fill` took. */
  empty(): void
  remove(): void
}

/** Undefined where mounting is not allowed, and where `MUSTER_TEST_DISK=file-size` asks for the other way. */
export function mountSmallDisk(megabytes: number): SmallDisk | undefined {
  if (process.env['MUSTER_TEST_DISK'] === 'file-size') return undefined
  // Not inside the workspace, which only its owner may enter: PostgreSQL runs as somebody else.
  const directory = mkdtempSync(join(tmpdir(), 'muster-small-disk-'))
  const mounted = spawnSync(
    'mount',
    ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=1777`, 'tmpfs', directory],
    { stdio: 'ignore' },
  )
  if (mounted.status !== 0) {
    rmSync(directory, { recursive: true })
    return undefined
  }
  const ballast = join(directory, 'ballast')
  mkdirSync(ballast)
  let pieces = 0
  const free = () => {
    const { bavail, bsize } = statfsSync(directory)
    return Number(bavail) * Number(bsize)
  }
  return {
    directory,
    fill: () => {
      for (;;) {
        pieces += 1
        if (!takes(join(ballast, String(pieces)), Math.min(free(), pieceBytes))) return
      }
    },
    empty: () => {
      rmSync(ballast, { recursive: true })
      mkdirSync(ballast)
    },
    remove: () => {
      spawnSync('umount', [directory], { stdio: 'ignore' })
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

const pieceBytes = 8 << 20

/** Whoever else writes at the same time may be quicker. */
function takes(path: string, bytes: number): boolean {
  if (bytes === 0) return false
  try {
    writeFileSync(path, Buffer.alloc(bytes))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    return false
  }
}

/** For where nothing can be mounted: no file of this process, or of its future children, grows past it. */
export function limitFileSize(pid: number, bytes: number | 'unlimited'): void {
  // Limits are set by the owner of a process: root in a container may not set those of others.
  const { uid, gid } = statSync(`/proc/${pid}`)
  const owner = process.getuid?.() === 0 ? { uid, gid } : {}
  const limit = spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`], owner)
  if (limit.status !== 0) throw new Error(`prlimit: ${String(limit.stderr)}`)
}
