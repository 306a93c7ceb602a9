// Small pictures with everything that a phone writes into them, for tests.
import { crc32, deflateSync } from 'node:zlib'

/** Planted where a place, a person or a device would stand; none may be left in a stripped copy. */
export const PLANTED = [
  'GPS-PLANTED',
  'XMP-PLANTED',
  'COMMENT-PLANTED',
  'THUMB-PLANTED',
  'TRAILER-PLANTED',
]

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** A GPS directory as phones write it: 40°10′N, 117°17′E, and the orientation. */
function exif(orientation: number): Buffer {
  const tiff = Buffer.alloc(120)
  tiff.write('II*\0', 0, 'latin1')
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(2, 8)
  const entry = (
    at: number,
    [tag, type, count, value]: readonly [number, number, number, number],
  ) => {
    tiff.writeUInt16LE(tag, at)
    tiff.writeUInt16LE(type, at + 2)
    tiff.writeUInt32LE(count, at + 4)
    tiff.writeUInt32LE(value, at + 8)
  }
  entry(10, [0x0112, 3, 1, orientation])
  entry(22, [0x8825, 4, 1, 38])
  tiff.writeUInt16LE(2, 38)
  entry(40, [1, 2, 2, 0x4e])
  entry(52, [2, 5, 3, 80])
  for (const [i, value] of [40, 1, 10, 1, 0, 1].entries()) tiff.writeUInt32LE(value, 80 + 4 * i)
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from('GPS-PLANTED')])
}

/** Baseline, one component, 8 × 8: every part that a decoder needs. */
export function jpegWithEverything(orientation = 6): Buffer {
  const jfif = Buffer.concat([
    Buffer.from('JFIF\0', 'latin1'),
    Buffer.from([1, 1, 0, 0, 1, 0, 1, 1, 5]),
    Buffer.from('THUMB-PLANTED--'),
  ])
  const table = Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)])
  const frame = Buffer.from([8, 0, 8, 0, 8, 1, 1, 0x11, 0])
  const lengths = Buffer.alloc(16)
  lengths[0] = 1
  const huffman = (kind: number) => Buffer.concat([Buffer.from([kind]), lengths, Buffer.from([0])])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, jfif),
    segment(0xe1, exif(orientation)),
    segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0XMP-PLANTED')),
    segment(0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), Buffer.alloc(8)])),
    segment(0xe2, Buffer.from('MPF\0TRAILER-PLANTED')),
    segment(0xed, Buffer.from('Photoshop 3.0\0GPS-PLANTED')),
    segment(0xfe, Buffer.from('COMMENT-PLANTED')),
    segment(0xdb, table),
    segment(0xc0, frame),
    segment(0xc4, huffman(0x00)),
    segment(0xc4, huffman(0x10)),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    // Stuffed and restart bytes belong to the picture.
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x3f]),
    Buffer.from([0xff, 0xd9]),
    Buffer.from('TRAILER-PLANTED'),
  ])
}

function chunk(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length, 0)
  head.write(type, 4, 'latin1')
  const tail = Buffer.alloc(4)
  tail.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), body])), 0)
  return Buffer.concat([head, body, tail])
}

export function pngWithEverything(): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(1, 0)
  header.writeUInt32BE(1, 4)
  header[8] = 8
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from('Comment\0COMMENT-PLANTED')),
    chunk('iTXt', Buffer.from('XML:com.adobe.xmp\0\0\0\0\0XMP-PLANTED')),
    chunk('eXIf', exif(1)),
    chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from('TRAILER-PLANTED'),
  ])
}

export function webpWithEverything(): Buffer {
  const part = (type: string, body: Buffer) => {
    const head = Buffer.alloc(8)
    head.write(type, 0, 'latin1')
    head.writeUInt32LE(body.length, 4)
    return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
  }
  const features = Buffer.alloc(10)
  features[0] = 0x08 | 0x04 | 0x10
  const body = Buffer.concat([
    part('VP8X', features),
    part('VP8L', Buffer.from([0x2f, 0, 0, 0, 0])),
    part('EXIF', exif(1)),
    part('XMP ', Buffer.from('XMP-PLANTED')),
  ])
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(4 + body.length, 4)
  return Buffer.concat([head, body, Buffer.from('TRAILER-PLANTED')])
}
