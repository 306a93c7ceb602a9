import { describe, expect, test } from 'vitest'
import { diskAfterCut, type Luck, noLuck } from './disk-after-cut.ts'
import type { DiskChange } from './disk-journal.ts'

const luck = (survivors: readonly boolean[], names = 0): Luck => {
  const left = [...survivors]
  return { survives: () => left.shift() ?? false, namesKept: count => Math.min(names, count) }
}
const create = (path: string, isDirectory = false): DiskChange => ({
  kind: 'create',
  path,
  isDirectory,
})
const write = (path: string, text: string, position = 0): DiskChange => ({
  kind: 'write',
  path,
  position,
  bytes: Buffer.from(text),
})
const sync = (path: string): DiskChange => ({ kind: 'sync', path })

/** Each path's contents after the cut, '-' where it is gone. */
function contents(changes: readonly DiskChange[], fortune: Luck = noLuck) {
  const image = diskAfterCut(changes, fortune)
  return Object.fromEntries(
    [...image].map(([path, file]) => {
      if (file === undefined) return [path, '-']
      const parts = file.contents.map(part =>
        'size' in part ? `=${part.size}` : `${part.position}:${Buffer.from(part.bytes)}`,
      )
      return [path, parts.join(' ')]
    }),
  )
}

describe('a file of the starting state', () => {
  test('keeps what was synced and loses what was not', () => {
    const changes = [write('a', 'one'), sync('a'), write('a', 'two', 3)]
    expect(contents(changes)).toEqual({ a: '0:one' })
    expect(contents(changes, luck([true]))).toEqual({ a: '0:one 3:two' })
  })

  test('is torn between sectors', () => {
    const changes = [write('a', 'x'.repeat(1000), 500)]
    expect(contents(changes, luck([false, true, false]))).toEqual({ a: `512:${'x'.repeat(512)}` })
  })

  test('loses a truncation that was not synced', () => {
    const changes: DiskChange[] = [{ kind: 'truncate', path: 'a', size: 7 }]
    expect(contents(changes)).toEqual({ a: '' })
    expect(contents([...changes, sync('a')])).toEqual({ a: '=7' })
  })
})

describe('a new file', () => {
  test('is lost, though synced, when its directory was not', () => {
    expect(contents([create('d/a'), write('d/a', 'one'), sync('d/a')])).toEqual({})
  })

  test('stays when its directory was synced, without what was not', () => {
    const changes = [create('d/a'), write('d/a', 'one'), sync('d')]
    expect(contents(changes)).toEqual({ 'd/a': '' })
    expect(contents([...changes, sync('d/a')])).toEqual({ 'd/a': '0:one' })
  })

  test('is lost with a directory whose own name was not synced', () => {
    const changes = [create('d', true), create('d/a'), write('d/a', 'one'), sync('d/a'), sync('d')]
    expect(contents(changes)).toEqual({ 'd/a': '-' })
    expect(contents([...changes, sync('')])).toEqual({ d: '', 'd/a': '0:one' })
  })
})

describe('a changed name', () => {
  const renamed: DiskChange[] = [
    write('d/a', 'one'),
    sync('d/a'),
    { kind: 'rename', from: 'd/a', to: 'd/b' },
  ]

  test('is the old one until the directory is synced', () => {
    expect(contents(renamed)).toEqual({ 'd/a': '0:one' })
    expect(contents([...renamed, sync('d')])).toEqual({ 'd/a': '-', 'd/b': '0:one' })
    expect(contents(renamed, luck([], 1))).toEqual({ 'd/a': '-', 'd/b': '0:one' })
  })

  test('comes back when its removal was not synced', () => {
    const changes: DiskChange[] = [write('a', 'one'), sync('a'), { kind: 'remove', path: 'a' }]
    expect(contents(changes)).toEqual({ a: '0:one' })
    expect(contents([...changes, sync('')])).toEqual({ a: '-' })
  })
})
