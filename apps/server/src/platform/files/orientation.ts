// Which way up a picture is held: the one thing of EXIF that a viewer needs.

const EXIF = 'Exif\0\0'
const ORIENTATION = 0x0112
const SHORT = 3

/** From the body of an APP1 segment; undefined where it is no EXIF or says nothing of it. */
export function orientationOf(body: Buffer): number | undefined {
  if (body.toString('latin1', 0, EXIF.length) !== EXIF) return undefined
  const tiff = body.subarray(EXIF.length)
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => {
    if (at < 0 || at + 2 > tiff.length) return undefined
    return isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)
  }
  if (tiff.length < 8) return undefined
  const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  const count = Math.min(short(first) ?? 0, 200)
  for (let i = 0; i < count; i += 1) {
    const entry = first + 2 + i * 12
    if (short(entry) === ORIENTATION && short(entry + 2) === SHORT) {
      const value = short(entry + 8)
      return value !== undefined && value >= 1 && value <= 8 ? value : undefined
    }
  }
  return undefined
}

/** A whole APP1 segment that says nothing else. */
export function orientationSegment(orientation: number): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('MM\0*', 0, 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(ORIENTATION, 10)
  tiff.writeUInt16BE(SHORT, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(orientation, 18)
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  const body = Buffer.concat([Buffer.from(EXIF, 'latin1'), tiff])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}
