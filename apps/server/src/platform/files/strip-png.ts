// A PNG with the chunks that make the picture, and no other: no text, no EXIF, no time.
import { Malformed } from './strip-jpeg.ts'

const SIGNATURE_BYTES = 8
const KEPT: ReadonlySet<string> = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'cICP',
  'sBIT',
  'bKGD',
  'pHYs',
  'acTL',
  'fcTL',
  'fdAT',
])

export function stripPng(file: Buffer): Buffer {
  const kept: Buffer[] = [file.subarray(0, SIGNATURE_BYTES)]
  for (let at = SIGNATURE_BYTES; ; ) {
    if (at + 12 > file.length) throw new Malformed('a chunk is cut off')
    const end = at + 12 + file.readUInt32BE(at)
    const type = file.toString('latin1', at + 4, at + 8)
    if (end > file.length) throw new Malformed('a chunk is cut off')
    if (KEPT.has(type)) kept.push(file.subarray(at, end))
    if (type === 'IEND') return Buffer.concat(kept)
    at = end
  }
}
