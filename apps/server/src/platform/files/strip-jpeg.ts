// A JPEG without what it says besides the picture: EXIF, GPS, XMP, thumbnails, comments, and what hangs on behind its end.
// Lossless: the compressed picture is copied as it is.
import { orientationOf, orientationSegment } from './orientation.ts'

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const COM = 0xfe
const APP0 = 0xe0
const APP1 = 0xe1
const APP2 = 0xe2
const APP14 = 0xee
const APP15 = 0xef

export class Malformed extends Error {
  override readonly name = 'Malformed'
}

interface Segment {
  readonly marker: number
  readonly start: number
  readonly end: number
}

function segmentAt(file: Buffer, at: number): Segment {
  if (file[at] !== 0xff) throw new Malformed('no marker where one must be')
  let start = at
  while (file[start + 1] === 0xff) start += 1
  const marker = file[start + 1]
  if (marker === undefined) throw new Malformed('ends in a marker')
  if (marker === EOI || marker === SOI || (marker >= 0xd0 && marker <= 0xd7))
    return { marker, start, end: start + 2 }
  const length = start + 4 <= file.length ? file.readUInt16BE(start + 2) : 0
  const end = start + 2 + length
  if (length < 2 || end > file.length) throw new Malformed('a segment is cut off')
  return { marker, start, end }
}

/** Where the entropy-coded data ends: at a marker that is neither a restart nor a stuffed byte. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = from; at + 1 < file.length; at += 1) {
    const next = file[at + 1] ?? 0
    if (file[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7))
      return at
  }
  throw new Malformed('the picture is cut off')
}

/** Colours need ICC and Adobe's mark; JFIF is kept without its thumbnail. */
function keptSegment(file: Buffer, { marker, start, end }: Segment): Buffer | undefined {
  const body = file.subarray(start, end)
  const begins = (text: string) => body.toString('latin1', 4, 4 + text.length) === text
  if (marker === COM) return undefined
  if (marker < APP0 || marker > APP15) return body
  if (marker === APP0 && begins('JFIF\0') && body.length >= 18) {
    const plain = Buffer.from(body.subarray(0, 18))
    plain.writeUInt16BE(16, 2)
    plain[16] = 0
    plain[17] = 0
    return plain
  }
  if (marker === APP2 && begins('ICC_PROFILE\0')) return body
  if (marker === APP14 && begins('Adobe')) return body
  return undefined
}

export function stripJpeg(file: Buffer): Buffer {
  if (file[0] !== 0xff || file[1] !== SOI) throw new Malformed('no JPEG')
  const kept: Buffer[] = [file.subarray(0, 2)]
  let orientation = 1
  let at = 2
  for (;;) {
    const segment = segmentAt(file, at)
    const { marker, start, end } = segment
    if (marker === EOI) break
    if (marker === APP1) orientation = orientationOf(file.subarray(start + 4, end)) ?? orientation
    const body = keptSegment(file, segment)
    if (body) kept.push(body)
    at = end
    if (marker === SOS) {
      const scanEnd = endOfScan(file, end)
      kept.push(file.subarray(end, scanEnd))
      at = scanEnd
    }
  }
  // Which way up it is held is no secret, and without it the picture lies on its side.
  if (orientation !== 1) kept.splice(1, 0, orientationSegment(orientation))
  return Buffer.concat([...kept, Buffer.from([0xff, EOI])])
}
