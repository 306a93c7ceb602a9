// Writes the disk after a cut into a directory, from the state that the run started with.

import * as fs from 'node:fs'
import { dirname, join } from 'node:path'
import type { ContentChange, DiskFile, DiskImage } from './disk-after-cut.ts'

export function materialise(image: DiskImage, start: string, target: string): void {
  fs.cpSync(start, target, { recursive: true })
  const entries = [...image].sort(([one], [other]) => (one < other ? -1 : 1))
  for (const [path, file] of entries) {
    if (file?.isDirectory) fs.mkdirSync(join(target, path), { recursive: true })
    else if (file !== undefined) writeFile(file, start, join(target, path))
  }
  for (const [path, file] of entries.reverse()) {
    if (file === undefined) fs.rmSync(join(target, path), { recursive: true, force: true })
  }
}

function writeFile(file: DiskFile, start: string, path: string): void {
  fs.mkdirSync(dirname(path), { recursive: true })
  const base = file.base === undefined ? undefined : join(start, file.base)
  fs.rmSync(path, { force: true })
  if (base === undefined) fs.writeFileSync(path, '')
  else fs.copyFileSync(base, path)
  const fd = fs.openSync(path, 'r+')
  try {
    for (const change of file.contents) applyContent(fd, change)
  } finally {
    fs.closeSync(fd)
  }
}

function applyContent(fd: number, change: ContentChange): void {
  if ('size' in change) fs.ftruncateSync(fd, change.size)
  else fs.writeSync(fd, change.bytes, 0, change.bytes.length, change.position)
}
