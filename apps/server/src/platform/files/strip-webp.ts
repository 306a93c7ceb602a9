// A WebP with the chunks that make the picture, and no other: no EXIF, no XMP.
import { Malformed } from './strip-jpeg.ts'

const KEPT: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** Bits of VP8X that say that EXIF and XMP follow. */
const EXIF_AND_XMP = 0x08 | 0x04
const HEADER_BYTES = 12
const FLAGS_AT = 8

export function stripWebp(file: Buffer): Buffer {
  const end = Math.min(file.length, 8 + file.readUInt32LE(4))
  const kept: Buffer[] = []
  for (let at = HEADER_BYTES; at + 8 <= end; ) {
    const size = file.readUInt32LE(at + 4)
    const next = at + 8 + size + (size % 2)
    if (at + 8 + size > end) throw new Malformed('a chunk is cut off')
    const type = file.toString('latin1', at, at + 4)
    if (KEPT.has(type)) {
      const chunk = Buffer.from(file.subarray(at, Math.min(next, end)))
      if (type === 'VP8X') chunk[FLAGS_AT] = (chunk[FLAGS_AT] ?? 0) & ~EXIF_AND_XMP
      kept.push(chunk)
    }
    at = next
  }
  if (kept.length === 0) throw new Malformed('no picture in it')
  const body = Buffer.concat(kept)
  const header = Buffer.from(file.subarray(0, HEADER_BYTES))
  header.writeUInt32LE(4 + body.length, 4)
  return Buffer.concat([header, body])
}
