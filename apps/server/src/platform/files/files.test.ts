import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { openFolderStore } from './folder-store.ts'
import { orientationOf } from './orientation.ts'
import { sniff } from './sniff.ts'
import { stripMetadata } from './strip-metadata.ts'
import { jpegWithEverything, PLANTED, pngWithEverything, webpWithEverything } from './testing.ts'
import type { FileStore } from './types.ts'

const PHOTOS = [
  ['image/jpeg', jpegWithEverything()],
  ['image/png', pngWithEverything()],
  ['image/webp', webpWithEverything()],
] as const

function plantedIn(file: Buffer): readonly string[] {
  return PLANTED.filter(words => file.includes(words))
}

describe('a copy without metadata', () => {
  test.each(PHOTOS)('of %s keeps the picture and nothing else', (mediaType, photo) => {
    expect(plantedIn(photo).length).toBeGreaterThan(2)
    expect(sniff(photo)).toBe(mediaType)
    const stripped = stripMetadata(photo, mediaType) ?? Buffer.alloc(0)
    expect(plantedIn(stripped)).toEqual([])
    // The tag of the GPS directory, in both byte orders.
    expect(stripped.includes(Buffer.from([0x25, 0x88]))).toBe(false)
    expect(stripped.includes(Buffer.from([0x88, 0x25]))).toBe(false)
    expect(sniff(stripped)).toBe(mediaType)
    expect(stripMetadata(stripped, mediaType)).toEqual(stripped)
  })

  it('keeps colours, the compressed picture and which way up a JPEG is held', () => {
    const photo = jpegWithEverything(6)
    const stripped = stripMetadata(photo, 'image/jpeg') ?? Buffer.alloc(0)
    expect(stripped.includes('ICC_PROFILE')).toBe(true)
    const scan = Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x3f, 0xff, 0xd9])
    expect(stripped.subarray(-scan.length)).toEqual(scan)
    expect(orientationOf(stripped.subarray(stripped.indexOf('Exif')))).toBe(6)
    const upright = stripMetadata(jpegWithEverything(1), 'image/jpeg') ?? Buffer.alloc(0)
    expect(upright.includes('Exif')).toBe(false)
  })

  it('is not made of what is cut off, whatever its length', () => {
    for (const [mediaType, photo] of PHOTOS)
      for (let length = 12; length < photo.length - 40; length += 7) {
        const cut = stripMetadata(photo.subarray(0, length), mediaType)
        if (cut) expect(plantedIn(cut)).toEqual([])
      }
  })

  it('is not made of what is no photo', () => {
    expect(stripMetadata(Buffer.from('%PDF-1.7'), 'application/pdf')).toBeUndefined()
  })
})

describe('what a file is', () => {
  test.each([
    ['application/pdf', Buffer.from('%PDF-1.7 …')],
    ['video/mp4', Buffer.from('\0\0\0\x18ftypisom\0\0\0\0', 'latin1')],
    [undefined, Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1')],
    [undefined, Buffer.from('<html><script>')],
    [undefined, Buffer.from('MZ\x90\0')],
  ])('%s', (mediaType, head) => {
    expect(sniff(head)).toBe(mediaType)
  })
})

const LIMITS = { bytes: 4096, perDay: 10, uploadBytes: 8192, uploadsOpen: 3, uploadMs: 1000 }

describe('the folder of files', () => {
  let directory: string
  let store: FileStore

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'files-'))
    store = await openFolderStore(directory, LIMITS)
  })
  afterEach(() => rmSync(directory, { recursive: true }))

  async function* inParts(file: Buffer, size = 100): AsyncGenerator<Buffer> {
    for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size)
  }

  it('keeps exactly what was received, under its hash, once', async () => {
    const photo = jpegWithEverything()
    const kept = await store.keep(inParts(photo))
    const sha256 = createHash('sha256').update(photo).digest('hex')
    expect(kept).toEqual({ sha256, bytes: photo.length, mediaType: 'image/jpeg' })
    expect(await store.keep(inParts(photo, 7))).toEqual(kept)
    expect(readFileSync(join(directory, sha256.slice(0, 2), sha256))).toEqual(photo)
    expect(await store.read(sha256)).toEqual(photo)
    const opened = await store.open(sha256)
    const parts: Buffer[] = []
    for await (const part of opened?.content ?? []) parts.push(part as Buffer)
    expect([opened?.bytes, Buffer.concat(parts)]).toEqual([photo.length, photo])
    expect(readdirSync(join(directory, 'incoming'))).toEqual([])
  })

  it('takes neither too much, nor nothing, nor what it does not know, and leaves no trace', async () => {
    const large = Buffer.concat([jpegWithEverything(), Buffer.alloc(5000)])
    await expect(store.keep(inParts(large))).rejects.toMatchObject({ failure: 'too_large' })
    await expect(store.keep(inParts(Buffer.alloc(0)))).rejects.toMatchObject({ failure: 'empty' })
    const script = Buffer.from('#!/bin/sh\nrm -rf /\n')
    await expect(store.keep(inParts(script))).rejects.toMatchObject({ failure: 'unknown_type' })
    expect(readdirSync(join(directory, 'incoming'))).toEqual([])
  })

  it('removes, and knows no name that is no hash', async () => {
    const { sha256 } = await store.keep(inParts(pngWithEverything()))
    expect(await store.remove(sha256)).toBe(true)
    expect(await store.remove(sha256)).toBe(false)
    expect(await store.read(sha256)).toBeUndefined()
    expect(await store.read('../incoming')).toBeUndefined()
    expect(await store.open('../../etc/passwd')).toBeUndefined()
  })
})
